#include "platform/outbox.h"

#include <set>
#include <thread>

#include <fmt/format.h>

#include "platform/queries.h"
#include "support/databases.h"

namespace opencarnet::platform {
namespace {

using std::chrono::seconds;

struct Outbox : support::BothEngines {
  Clock clock;
  std::mutex mutex;
  std::vector<std::string> done;

  void SetUp() override { forget_reactions(); }
  void TearDown() override { forget_reactions(); }

  void publish_event(const std::string& type, const std::string& subject, Outcome outcome = Outcome::commit) {
    database().write([&](Session& session) {
      publish(session, {clock.now(), "r", "o", "a", "t", "s"}, {type, subject, "", {}, {}});
      return outcome;
    });
  }
  void note(const std::string& text) {
    const std::lock_guard lock(mutex);
    done.push_back(text);
  }
  void later(std::chrono::milliseconds time) { clock.set(clock.now() + time); }
  OutboxCount count() {
    OutboxCount found;
    database().read([&](Session& session) { found = count_jobs(session); });
    return found;
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Outbox);

TEST_P(Outbox, does_each_reaction_to_a_committed_event_and_none_to_a_rolled_back_one) {
  register_reaction({"a.mail", "committed", [&](Database&, const StoredEvent& e) { note("mail " + e.subject); }});
  register_reaction({"b.push", "committed", [&](Database&, const StoredEvent& e) { note("push " + e.subject); }});
  register_reaction({"c.other", "issued", [&](Database&, const StoredEvent&) { note("wrong"); }});
  publish_event("committed", "carnet:1");
  publish_event("committed", "carnet:2", Outcome::roll_back);
  OutboxWorker worker(database(), clock, 0);
  EXPECT_EQ(worker.run_due(), 2);
  EXPECT_EQ(std::set<std::string>(done.begin(), done.end()), (std::set<std::string>{"mail carnet:1", "push carnet:1"}));
  EXPECT_EQ(worker.run_due(), 0);
  EXPECT_EQ(count().waiting, 0);
}

TEST_P(Outbox, Q5_what_fails_waits_longer_each_time_and_ends_as_a_dead_letter_that_can_be_revived) {
  int tries = 0;
  bool up = false;
  register_reaction({"a.mail", "committed", [&](Database&, const StoredEvent&) {
                       ++tries;
                       if (!up) throw std::runtime_error("mail server down");
                     }});
  publish_event("committed", "carnet:1");
  OutboxWorker worker(database(), clock, 0);
  EXPECT_EQ(worker.run_due(), 1);
  EXPECT_EQ(worker.run_due(), 0);
  later(std::chrono::milliseconds(1100));
  EXPECT_EQ(worker.run_due(), 1);
  later(std::chrono::milliseconds(1100));
  EXPECT_EQ(worker.run_due(), 0);  // two seconds now
  for (int i = 0; i < 18; ++i) {
    later(std::chrono::minutes(11));
    EXPECT_EQ(worker.run_due(), 1) << i;
  }
  EXPECT_EQ(tries, 20);
  later(std::chrono::hours(48));
  EXPECT_EQ(worker.run_due(), 0);
  EXPECT_EQ(count().dead, 1);
  database().write([&](Session& session) {
    const auto letters = list_dead_letters(session, 10);
    EXPECT_EQ(letters.size(), 1U);
    EXPECT_EQ(letters.at(0).last_error, "mail server down");
    EXPECT_TRUE(revive_dead_letter(session, letters.at(0).job_id, clock.now()));
    return Outcome::commit;
  });
  up = true;
  EXPECT_EQ(worker.run_due(), 1);
  EXPECT_EQ(count().dead + count().waiting, 0);
}

TEST_P(Outbox, Q5_order_is_kept_for_a_receiver_and_others_do_not_wait) {
  bool up = false;
  register_reaction({"a.mail", "committed",
                     [&](Database&, const StoredEvent& e) {
                       if (!up && e.subject == "b1") throw std::runtime_error("down");
                       note(e.subject);
                     },
                     [](const StoredEvent& e) { return e.subject.substr(0, 1); }});
  for (const auto* subject : {"b1", "b2", "c1", "b3", "c2"}) publish_event("committed", subject);
  OutboxWorker worker(database(), clock, 0);
  worker.run_due();
  EXPECT_EQ(done, (std::vector<std::string>{"c1", "c2"}));
  up = true;
  later(seconds(2));
  worker.run_due();
  EXPECT_EQ(done, (std::vector<std::string>{"c1", "c2", "b1", "b2", "b3"}));
}

TEST_P(Outbox, a_dead_process_loses_its_lease_and_another_takes_over) {
  int tries = 0;
  register_reaction({"a.mail", "committed", [&](Database&, const StoredEvent&) { ++tries; }});
  publish_event("committed", "carnet:1");
  database().write([&](Session& session) {
    const Query claim{"test.claim", "UPDATE outbox SET lease_owner = 'gone', lease_until = :until",
                      "UPDATE outbox SET lease_owner = 'gone', lease_until = :until"};
    session.run(claim, {{"until", to_text(clock.now() + seconds(60))}});
    return Outcome::commit;
  });
  OutboxWorker worker(database(), clock, 0);
  EXPECT_EQ(worker.run_due(), 0);
  later(seconds(61));
  EXPECT_EQ(worker.run_due(), 1);
  EXPECT_EQ(tries, 1);
}

TEST_P(Outbox, workers_of_several_processes_share_the_jobs_without_doing_one_twice) {
  register_reaction({"a.mail", "committed", [&](Database&, const StoredEvent& e) { note(e.subject); }});
  for (int i = 0; i < 40; ++i) publish_event("committed", "carnet:" + std::to_string(i));
  const auto other = fresh().open();
  OutboxWorker here(database(), clock), there(*other, clock);
  const auto until = std::chrono::steady_clock::now() + seconds(20);
  while (count().waiting > 0 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  here.stop();
  there.stop();
  EXPECT_EQ(done.size(), 40U);
  EXPECT_EQ(std::set<std::string>(done.begin(), done.end()).size(), 40U);
}

TEST_P(Outbox, Q5_jobs_whose_lease_ran_out_while_they_waited_are_left_to_whoever_took_them_over) {
  OutboxWorker* other = nullptr;
  bool first = true;
  register_reaction({"a.mail", "committed", [&](Database&, const StoredEvent& e) {
                       note(e.subject);
                       if (!std::exchange(first, false)) return;
                       later(std::chrono::minutes(3));
                       other->run_due();
                     }});
  OutboxWorker slow(database(), clock, 0), faster(database(), clock, 0);
  other = &faster;
  for (const auto* subject : {"carnet:1", "carnet:2", "carnet:3"}) publish_event("committed", subject);
  slow.run_due();
  EXPECT_EQ(done, (std::vector<std::string>{"carnet:1", "carnet:1", "carnet:2", "carnet:3"}));
  EXPECT_EQ(count().waiting, 0);
}

TEST_P(Outbox, Q7_what_a_clock_that_ran_ahead_wrote_does_not_wait_until_that_day) {
  register_reaction({"a.mail", "committed", [&](Database&, const StoredEvent& e) { note(e.subject); }});
  const auto today = clock.now();
  clock.set(today + std::chrono::hours(24));
  for (const auto* subject : {"carnet:1", "carnet:2"}) publish_event("committed", subject);
  database().write([&](Session& session) {
    const Query claim{"test.claim_one", "UPDATE outbox SET lease_owner = 'gone', lease_until = :until, tries = 1",
                      "UPDATE outbox SET lease_owner = 'gone', lease_until = :until, tries = 1"};
    session.run(claim, {{"until", to_text(clock.now() + seconds(60))}});
    return Outcome::commit;
  });
  publish_event("committed", "carnet:3");
  clock.set(today);
  OutboxWorker worker(database(), clock, 0);
  EXPECT_EQ(worker.run_due(), 3);
  EXPECT_EQ(done, (std::vector<std::string>{"carnet:1", "carnet:2", "carnet:3"}));
}

TEST_P(Outbox, leaves_alone_what_this_program_does_not_know) {
  register_reaction({"new.reaction", "committed", [&](Database&, const StoredEvent&) { note("new"); }});
  publish_event("committed", "carnet:1");
  forget_reactions();
  OutboxWorker worker(database(), clock, 0);
  EXPECT_EQ(worker.run_due(), 0);
  EXPECT_EQ(count().waiting, 1);
}

TEST_P(Outbox, a_worker_keeps_the_reactions_of_its_own_program) {
  register_reaction({"a.mail", "committed", [&](Database&, const StoredEvent&) { note("first program"); }});
  OutboxWorker first(database(), clock, 0);
  forget_reactions();
  register_reaction({"a.mail", "committed", [&](Database&, const StoredEvent&) { note("second program"); }});
  publish_event("committed", "carnet:1");
  EXPECT_EQ(first.run_due(), 1);
  EXPECT_EQ(done, std::vector<std::string>{"first program"});
}

struct OutboxOnPostgres : Outbox {};
INSTANTIATE_TEST_SUITE_P(On, OutboxOnPostgres, testing::Values(Engine::postgres), support::engine_name);

// Counted by the server itself, SQLite counts nothing: a plan that compares each job with each would touch millions of
// rows.
TEST_P(OutboxOnPostgres, Q5_taking_a_few_jobs_of_thousands_touches_few_rows) {
  register_reaction(
      {"a.mail", "committed", [](Database&, const StoredEvent&) {}, [](const StoredEvent& e) { return e.subject; }});
  database().write([&](Session& session) {
    for (int i = 0; i < 400; ++i)
      publish(session, {clock.now(), "r", "o", "a", "t", "s"},
              {"committed", fmt::format("carnet:{}", i % 100), "", {}, {}});
    return Outcome::commit;
  });
  OutboxWorker worker(database(), clock, 0);
  database().read([&](Session& session) {
    constexpr std::string_view touched =
        "SELECT seq_tup_read + idx_tup_fetch AS n FROM pg_stat_xact_user_tables WHERE relname = 'outbox'";
    const auto now = to_text(clock.now()), later = to_text(clock.now() + std::chrono::hours(1));
    session.script("SET LOCAL plan_cache_mode TO force_generic_plan");
    const auto rows = session.all(
        sql::list_due_jobs,
        {{"now", now}, {"latest_due", later}, {"latest_lease", later}, {"reaction", "a.mail"}, {"limit", 8}});
    EXPECT_EQ(rows.size(), 8U);
    EXPECT_LT(session.one(Query{"test.touched", touched, touched})->integer("n"), 100);
  });
  EXPECT_EQ(worker.run_due(), 400);
}

}  // namespace
}  // namespace opencarnet::platform
