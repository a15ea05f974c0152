#include "platform/outbox.h"

#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/ids.h"
#include "platform/queries.h"
#include "platform/reactions.h"

namespace opencarnet::platform {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;

constexpr auto lease = minutes(2);  // longer than any reaction may take; a dead process's jobs wait as long
constexpr auto longest_pause = minutes(10);
constexpr int most_tries_of_a_job = 20;
constexpr int jobs_at_once = 8;
constexpr auto look_again = std::chrono::milliseconds(500);  // for what other processes published

struct Job {
  std::string job_id, reaction, owner;  // of the lease: made for each claim, so that no other is taken for it
  Instant claimed_at{};
  std::int64_t tries = 0;
  StoredEvent event;
};

seconds pause_after(std::int64_t tries) {
  if (tries >= 11) return longest_pause;
  return std::min<seconds>(seconds(std::int64_t{1} << (tries - 1)), longest_pause);
}

}  // namespace

std::vector<DeadLetter> list_dead_letters(Session& session, int limit) {
  std::vector<DeadLetter> letters;
  for (const auto& row : session.all(sql::list_dead_letters, {{"limit", limit}})) {
    letters.push_back({row.text("job_id"), row.text("event_id"), row.text("reaction"),
                       row.maybe_text("receiver").value_or(""), parse_instant(row.text("created_at")).value(),
                       row.integer("tries"), row.maybe_text("last_error").value_or("")});
  }
  return letters;
}

bool revive_dead_letter(Session& session, const std::string& job_id, Instant now) {
  return session.run(sql::revive_dead_letter, {{"job_id", job_id}, {"now", to_text(now)}}) == 1;
}

OutboxCount count_jobs(Session& session) {
  const auto row = session.one(sql::count_jobs).value();
  return {row.integer("waiting") - row.integer("dead"), row.integer("dead")};
}

struct OutboxWorker::Impl {
  Database& database;
  Clock& clock;
  // As they were when the worker began: they hold what belongs to its own program, such as the mailer.
  const std::map<std::string, Reaction, std::less<>> reactions = registered_reactions();
  std::mutex mutex;
  std::condition_variable woken;
  std::uint64_t wakes = 0;
  bool stopping = false;
  std::vector<std::thread> threads;

  Impl(Database& d, Clock& c) : database(d), clock(c) {}

  // Only reactions this program knows: another version's jobs are left to it.
  std::vector<Job> claim() {
    const auto now = clock.now();
    bool due = false;
    const auto latest_due = to_text(now + 2 * longest_pause), latest_lease = to_text(now + 2 * lease);
    database.read([&](Session& session) {
      due = session
                .one(sql::find_due_job,
                     {{"now", to_text(now)}, {"latest_due", latest_due}, {"latest_lease", latest_lease}})
                .has_value();
    });
    std::vector<Job> jobs;
    if (!due) return jobs;
    const auto owner = new_id();
    database.write([&](Session& session) {
      jobs.clear();
      for (const auto& [name, reaction] : reactions) {
        const auto found = session.all(sql::list_due_jobs, {{"now", to_text(now)},
                                                            {"latest_due", latest_due},
                                                            {"latest_lease", latest_lease},
                                                            {"reaction", name},
                                                            {"limit", jobs_at_once}});
        for (const auto& row : found) {
          const auto& job_id = row.text("job_id");
          const auto mine = session.run(sql::claim_job, {{"me", owner},
                                                         {"now", to_text(now)},
                                                         {"lease_until", to_text(now + lease)},
                                                         {"latest_due", latest_due},
                                                         {"latest_lease", latest_lease},
                                                         {"job_id", job_id}});
          if (mine != 1) continue;  // another worker was faster
          const auto event = session.one(sql::find_event, {{"event_id", row.text("event_id")}}).value();
          jobs.push_back({job_id, name, owner, now, row.integer("tries") + 1, stored_event(event)});
        }
      }
      return jobs.empty() ? Outcome::roll_back : Outcome::commit;
    });
    std::sort(jobs.begin(), jobs.end(), [](const Job& a, const Job& b) { return a.job_id < b.job_id; });
    return jobs;
  }

  // Jobs taken together may have waited long for the first of them. False: the lease has run out, and it may be
  // another's.
  bool still_ours(const Job& job) {
    const auto now = clock.now();
    if (now < job.claimed_at + lease / 4 && now >= job.claimed_at) return true;
    bool ours = false;
    database.write([&](Session& session) {
      ours = session.run(sql::renew_lease, {{"lease_until", to_text(now + lease)},
                                            {"job_id", job.job_id},
                                            {"me", job.owner},
                                            {"now", to_text(now)}}) == 1;
      return Outcome::commit;
    });
    return ours;
  }

  void done(const Job& job) {
    database.write([&](Session& session) {
      session.run(sql::delete_done_job, {{"job_id", job.job_id}, {"me", job.owner}});
      return Outcome::commit;
    });
  }

  void put_back(const Job& job, const std::string& problem) {
    database.write([&](Session& session) {
      session.run(sql::put_back_job, {{"due_at", to_text(clock.now() + pause_after(job.tries))},
                                      {"last_error", problem},
                                      {"dead", job.tries >= most_tries_of_a_job},
                                      {"job_id", job.job_id},
                                      {"me", job.owner}});
      return Outcome::commit;
    });
  }

  int run_some() {
    const auto jobs = claim();
    for (const auto& job : jobs) {
      if (!still_ours(job)) continue;
      std::optional<std::string> problem;
      try {
        reactions.at(job.reaction).react(database, job.event);
      } catch (const std::exception& error) {
        problem = error.what();
      }
      if (problem) {
        put_back(job, *problem);
      } else {
        done(job);
      }
    }
    return static_cast<int>(jobs.size());
  }

  void run() {
    std::unique_lock lock(mutex);
    while (!stopping) {
      const auto seen = wakes;
      lock.unlock();
      int did = 0;
      try {
        did = run_some();
      } catch (const std::exception&) {
        // The database is away: leases run out, nothing is lost.
      }
      lock.lock();
      if (did == 0) woken.wait_for(lock, look_again, [&] { return stopping || wakes != seen; });
    }
  }
};

OutboxWorker::OutboxWorker(Database& database, Clock& clock, int threads)
    : impl_(std::make_unique<Impl>(database, clock)) {
  for (int i = 0; i < threads; ++i) impl_->threads.emplace_back([this] { impl_->run(); });
}

OutboxWorker::~OutboxWorker() { stop(); }

void OutboxWorker::wake() {
  {
    const std::lock_guard lock(impl_->mutex);
    ++impl_->wakes;
  }
  impl_->woken.notify_all();
}

void OutboxWorker::stop() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->woken.notify_all();
  for (auto& thread : impl_->threads) {
    if (thread.joinable()) thread.join();
  }
}

int OutboxWorker::run_due() {
  int all = 0;
  while (const int some = impl_->run_some()) all += some;
  return all;
}

}  // namespace opencarnet::platform
