#include "program/load.h"

#include <atomic>
#include <cstring>
#include <map>
#include <mutex>
#include <thread>

#include "crypto/secrets.h"
#include "program/connection.h"
#include "program/lists.h"

namespace opencarnet::bench {
namespace {

using nlohmann::json;
using Moment = std::chrono::steady_clock::time_point;
using Span = std::chrono::duration<double>;

constexpr std::array<const char*, 4> steps{"scan", "open", "commit", "read"};

struct Ready {  // scanned and opened
  const Crossing* crossing = nullptr;
  std::string version, final_date;
};

// What all officers share.
struct Desk {
  const LoadOrder& order;
  std::vector<Counter> counters;
  std::vector<Crossing> crossings;
  std::string key_prefix = "bench-" + crypto::random_token(12) + "-";
  std::atomic<std::size_t> next{0};
  std::atomic<std::size_t> next_ready{0};
  std::atomic<std::int64_t> keys{0};
  Moment begin{}, counted_from{}, end{};

  std::mutex lock{};
  std::array<std::vector<double>, steps.size()> took{};  // milliseconds
  std::map<std::string, int> failures{};
  std::vector<Ready> ready{};
  std::size_t commits = 0;
};

class OfficerAtWork {
 public:
  OfficerAtWork(Desk& desk, std::size_t number)
      : desk_(desk),
        counter_(desk.counters.at(number % desk.counters.size())),
        number_(number),
        connection_(desk.order.port) {
    who_ = fmt::format("Cookie: __Host-session={}\r\nOrigin: http://localhost:{}\r\n", counter_.token, desk.order.port);
  }

  void cross_until_the_end() {
    const double pause = desk_.order.rate > 0 ? desk_.order.officers / desk_.order.rate : 0;
    auto due = desk_.begin + std::chrono::duration_cast<Moment::duration>(
                                 Span(pause * static_cast<double>(number_) / desk_.order.officers));
    while (std::chrono::steady_clock::now() < desk_.end) {
      if (pause > 0) {
        std::this_thread::sleep_until(due);
        due += std::chrono::duration_cast<Moment::duration>(Span(pause));
      }
      const auto at = desk_.next++;
      if (at >= desk_.crossings.size()) break;
      if (auto ready = present(desk_.crossings[at])) commit(*ready);
    }
    hand_in();
  }

  void prepare() {
    for (auto at = desk_.next++; at < desk_.crossings.size() && at < desk_.order.skip + desk_.order.prepare;
         at = desk_.next++)
      if (auto ready = present(desk_.crossings[at])) ready_.push_back(*ready);
    const std::lock_guard guard(desk_.lock);
    desk_.ready.insert(desk_.ready.end(), ready_.begin(), ready_.end());
    for (auto& list : took_) list.clear();
  }

  void commit_until_the_end() {
    while (std::chrono::steady_clock::now() < desk_.end) {
      const auto at = desk_.next_ready++;
      if (at >= desk_.ready.size()) break;
      commit(desk_.ready[at]);
    }
    hand_in();
  }

  void read_until_the_end() {
    while (std::chrono::steady_clock::now() < desk_.end && !desk_.ready.empty()) {
      const auto& ready = desk_.ready[desk_.next_ready++ % desk_.ready.size()];
      timed(3, "GET", "/api/customs/v1/carnets/" + ready.crossing->carnet_id, "", "");
    }
    hand_in();
  }

 private:
  Reply timed(std::size_t step, std::string_view method, const std::string& path, const std::string& headers,
              const std::string& body) {
    const auto begin = std::chrono::steady_clock::now();
    auto reply = connection_.ask(method, path, who_ + headers, body);
    const auto end = std::chrono::steady_clock::now();
    if (reply.status >= 300) {
      const std::lock_guard guard(desk_.lock);
      ++desk_.failures[fmt::format("{} {} {}", steps.at(step), reply.status, reply.body.substr(0, 200))];
    } else if (begin >= desk_.counted_from && end <= desk_.end) {
      took_.at(step).push_back(std::chrono::duration<double, std::milli>(end - begin).count());
    }
    return reply;
  }

  std::string key() { return fmt::format("Idempotency-Key: {}{}\r\n", desk_.key_prefix, desk_.keys++); }

  std::optional<Ready> present(const Crossing& crossing) {
    json shown{{"office_id", counter_.office_id}};
    if (desk_.order.peer)
      shown["transaction_code_hash"] = crossing.transaction_code_hash;
    else
      shown["qr"] = crossing.qr;
    const auto scanned = timed(0, "POST", "/api/customs/v1/scans", key(), shown.dump());
    if (scanned.status >= 300) return {};
    const auto opened = timed(1, "GET", "/api/customs/v1/declarations/" + crossing.declaration_id, "", "");
    if (opened.status >= 300) return {};
    Ready ready{&crossing, opened.header("ETag"), {}};
    const std::string field = "\"default_final_date\":\"";
    if (const auto found = opened.body.find(field); found != std::string::npos)
      ready.final_date = opened.body.substr(found + field.size(), std::strlen("2027-01-09"));
    return ready;
  }

  void commit(const Ready& ready) {
    json body{{"office_id", counter_.office_id}, {"goods_examined", true}, {"step", "commit"}};
    if (!ready.final_date.empty()) body["final_date"] = ready.final_date;
    timed(2, "POST", "/api/customs/v1/declarations/" + ready.crossing->declaration_id + "/commit",
          key() + (ready.version.empty() ? "" : "If-Match: " + ready.version + "\r\n"), body.dump());
  }

  void hand_in() {
    const std::lock_guard guard(desk_.lock);
    for (std::size_t step = 0; step < steps.size(); ++step)
      desk_.took[step].insert(desk_.took[step].end(), took_[step].begin(), took_[step].end());
  }

  Desk& desk_;
  const Counter& counter_;
  std::size_t number_;
  Connection connection_;
  std::string who_;
  std::array<std::vector<double>, steps.size()> took_;
  std::vector<Ready> ready_;
};

template <class Work>
void all_officers(Desk& desk, const Work& work) {
  std::vector<std::thread> threads;
  for (int i = 0; i < desk.order.officers; ++i)
    threads.emplace_back([&desk, &work, i] {
      try {
        OfficerAtWork officer(desk, static_cast<std::size_t>(i));
        work(officer);
      } catch (const std::exception& problem) {
        const std::lock_guard guard(desk.lock);
        ++desk.failures[problem.what()];
      }
    });
  for (auto& thread : threads) thread.join();
}

void set_times(Desk& desk) {
  const auto span = [](double seconds) { return std::chrono::duration_cast<Moment::duration>(Span(seconds)); };
  desk.begin = std::chrono::steady_clock::now();
  desk.counted_from = desk.begin + span(desk.order.warm_up);
  desk.end = desk.counted_from + span(desk.order.seconds);
}

json told(std::vector<double>& took, double seconds) {
  std::sort(took.begin(), took.end());
  const auto at = [&](double share) {
    if (took.empty()) return 0.0;
    return took[std::min(took.size() - 1, static_cast<std::size_t>(share * static_cast<double>(took.size())))];
  };
  return {{"count", took.size()},
          {"per_second", static_cast<double>(took.size()) / seconds},
          {"p50", at(0.5)},
          {"p99", at(0.99)},
          {"max", at(1)}};
}

}  // namespace

std::string put_load(const LoadOrder& order) {
  Desk desk{order, read_counters(order.data_dir), read_crossings(order.data_dir)};
  desk.next = order.skip;
  const auto work_begun = [&] { set_times(desk); };
  if (order.what == LoadOrder::What::crossings) {
    work_begun();
    all_officers(desk, [](OfficerAtWork& officer) { officer.cross_until_the_end(); });
  } else {
    desk.end = Moment::max();
    all_officers(desk, [](OfficerAtWork& officer) { officer.prepare(); });
    work_begun();
    const bool commits = order.what == LoadOrder::What::commits;
    all_officers(desk, [commits](OfficerAtWork& officer) {
      commits ? officer.commit_until_the_end() : officer.read_until_the_end();
    });
  }
  // Where the crossings ran out, the time ends there.
  const auto stopped = std::min(desk.end, std::chrono::steady_clock::now());
  const auto seconds = std::max(0.001, Span(stopped - desk.counted_from).count());
  json out{{"seconds", seconds}, {"used", std::min(desk.next.load(), desk.crossings.size())}};
  for (std::size_t step = 0; step < steps.size(); ++step) out[steps.at(step)] = told(desk.took[step], seconds);
  out["ran_out"] = desk.end > stopped;
  out["failures"] = desk.failures;
  return out.dump(1);
}

}  // namespace opencarnet::bench
