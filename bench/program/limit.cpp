#include "program/limit.h"

#include <sys/resource.h>

#include <atomic>
#include <barrier>
#include <mutex>
#include <thread>

#include "program/replay.h"

namespace opencarnet::bench {
namespace {

using nlohmann::json;
using Moment = std::chrono::steady_clock::time_point;
using Span = std::chrono::duration<double>;

// PostgreSQL plans a prepared statement anew the first five times; what is counted begins after that.
constexpr int rounds_before = 6;

struct Race {
  const LimitOrder& order;
  Recording recording;
  std::vector<Counter> counters;
  std::vector<Crossing> crossings;
  std::atomic<std::size_t> next{0};
  std::atomic<std::int64_t> sequence{1'000'000};
  Moment counted_from{}, end{};
  std::mutex lock{};
  std::vector<double> took{};  // milliseconds of one round
  std::string failure{};
  double cpu = 0;  // seconds of this process while it counted
};

// The time of one round in milliseconds, or nothing where the crossings have run out.
std::optional<double> play_round(Race& race, BareClient& client, const Counter& counter) {
  const auto at = race.next++;
  if (at >= race.crossings.size()) return {};
  const auto begin = std::chrono::steady_clock::now();
  const Fill values(race.crossings[at], counter, race.sequence++, race.recording.fresh_lengths);
  for (const auto& transaction : race.recording.transactions) client.play(transaction, values);
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

void play_until_the_end(Race& race, BareClient& client, const Counter& counter) {
  std::vector<double> took;
  while (std::chrono::steady_clock::now() < race.end) {
    const auto round = play_round(race, client, counter);
    if (!round) break;
    if (std::chrono::steady_clock::now() <= race.end) took.push_back(*round);
  }
  const std::lock_guard guard(race.lock);
  race.took.insert(race.took.end(), took.begin(), took.end());
}

double seconds_of_this_process() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto of = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return of(usage.ru_utime) + of(usage.ru_stime);
}

void run_clients(Race& race) {
  const int clients = race.recording.engine == platform::Engine::sqlite ? 1 : race.order.clients;
  std::vector<std::unique_ptr<BareClient>> open;
  for (int i = 0; i < clients; ++i) open.push_back(BareClient::open(race.order.database, race.recording));
  std::barrier ready(clients, [&race]() noexcept {
    race.counted_from = std::chrono::steady_clock::now();
    race.end = race.counted_from + std::chrono::duration_cast<Moment::duration>(Span(race.order.seconds));
    race.cpu = seconds_of_this_process();
  });
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < open.size(); ++i)
    threads.emplace_back([&race, &ready, &client = *open[i], i] {
      const auto& counter = race.counters.at(i % race.counters.size());
      const auto guarded = [&race](const auto& work) {
        try {
          work();
        } catch (const std::exception& problem) {
          const std::lock_guard guard(race.lock);
          race.failure = problem.what();
        }
      };
      guarded([&] {
        for (int round = 0; round < rounds_before; ++round) (void)play_round(race, client, counter);
      });
      ready.arrive_and_wait();
      guarded([&] { play_until_the_end(race, client, counter); });
    });
  for (auto& thread : threads) thread.join();
  race.cpu = seconds_of_this_process() - race.cpu;
  if (!race.failure.empty()) throw std::runtime_error("the bare database refused: " + race.failure);
}

}  // namespace

std::string ask_bare_database(const LimitOrder& order) {
  Race race{order, {}, read_counters(order.data_dir), read_crossings(order.data_dir)};
  if (order.skip >= race.crossings.size()) throw std::runtime_error("all waiting importations are used up");
  race.recording = record_crossing(order.database, order.data_dir, race.counters.front(), race.crossings[order.skip]);
  if (order.commits)
    std::erase_if(race.recording.transactions,
                  [](const RecordedTransaction& transaction) { return transaction.operation != "commit_transaction"; });
  race.next = order.skip + 1;
  run_clients(race);
  const auto stopped = std::min(race.end, std::chrono::steady_clock::now());
  const auto seconds = std::max(0.001, Span(stopped - race.counted_from).count());
  std::sort(race.took.begin(), race.took.end());
  const auto at = [&](double share) {
    if (race.took.empty()) return 0.0;
    return race
        .took[std::min(race.took.size() - 1, static_cast<std::size_t>(share * static_cast<double>(race.took.size())))];
  };
  std::size_t statements = 0;
  for (const auto& transaction : race.recording.transactions) statements += transaction.statements.size();
  const json out{{"count", race.took.size()},
                 {"per_second", static_cast<double>(race.took.size()) / seconds},
                 {"p50", at(0.5)},
                 {"p99", at(0.99)},
                 {"transactions", race.recording.transactions.size()},
                 {"statements", statements},
                 {"client_cpu", race.cpu},
                 {"used", std::min(race.next.load(), race.crossings.size())}};
  return out.dump(1);
}

}  // namespace opencarnet::bench
