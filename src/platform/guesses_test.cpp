#include "platform/guesses.h"

#include <atomic>
#include <thread>

#include "support/databases.h"

namespace opencarnet::platform {
namespace {

using std::chrono::seconds;

struct Guesses : support::BothEngines {
  Instant now = parse_instant("2026-11-22T14:00:00Z").value();
  std::vector<GuessLimit> limits{{"pin:768255"}};

  // What the next try is told: empty where it may be made.
  std::string guess(const std::vector<GuessLimit>& keys, Database& door) const {
    std::string told;
    door.write([&](Session& session) {
      const auto verdict = begin_guess(session, keys, now);
      told = verdict ? "" : std::string(name(verdict.error().code));
      if (!verdict && verdict.error().code == Code::too_many_attempts)
        told += " " + verdict.error().params.at("seconds");
      return Outcome::commit;
    });
    return told;
  }
  std::string guess() { return guess(limits, database()); }
};
INSTANTIATE_FOR_BOTH_ENGINES(Guesses);

TEST_P(Guesses, S2_five_free_tries_then_30_s_doubling_to_an_hour_then_locked) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(guess(), "");
  int wait = 30;
  for (int tries = 5; tries < 20; ++tries) {
    EXPECT_EQ(guess(), "too_many_attempts " + std::to_string(wait)) << tries;
    now += seconds(wait) - std::chrono::milliseconds(1);
    EXPECT_EQ(guess(), "too_many_attempts 1") << tries;
    now += std::chrono::milliseconds(1);
    EXPECT_EQ(guess(), "") << tries;
    wait = std::min(wait * 2, 3600);
  }
  EXPECT_EQ(guess(), "locked");
  now += std::chrono::hours(24 * 365);
  EXPECT_EQ(guess(), "locked");
}

TEST_P(Guesses, S2_a_right_guess_starts_anew) {
  for (int i = 0; i < 4; ++i) EXPECT_EQ(guess(), "");
  database().write([&](Session& session) {
    guess_was_right(session, limits);
    return Outcome::commit;
  });
  for (int i = 0; i < 5; ++i) EXPECT_EQ(guess(), "");
  EXPECT_EQ(guess(), "too_many_attempts 30");
}

TEST_P(Guesses, S2_counted_without_races) {
  const auto other = fresh().open();
  std::atomic<int> free{0}, refused{0};
  std::vector<std::thread> guessers;
  for (int i = 0; i < 16; ++i) {
    guessers.emplace_back([&, i] {
      for (int n = 0; n < 4; ++n) {
        ++(guess({{"source:127.0.0.1", 100, 0}, {"pin:768255"}}, i % 2 == 0 ? database() : *other).empty() ? free
                                                                                                           : refused);
      }
    });
  }
  for (auto& guesser : guessers) guesser.join();
  EXPECT_EQ(free, 5);
  EXPECT_EQ(refused, 59);
}

TEST_P(Guesses, S2_a_refused_try_counts_against_no_key) {
  const std::vector<GuessLimit> both{{"office:1", 6, 0}, {"pin:768255"}};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(guess(both, database()), "");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(guess(both, database()), "too_many_attempts 30");
  EXPECT_EQ(guess({{"office:1", 6, 0}}, database()), "");  // the sixth, not the ninth
  EXPECT_EQ(guess({{"office:1", 6, 0}}, database()), "too_many_attempts 30");
}

TEST_P(Guesses, S2_sources_recover_after_a_day_without_a_try) {
  limits = {{"source:127.0.0.1", 5, 0}};
  for (int i = 0; i < 5; ++i) EXPECT_EQ(guess(), "");
  EXPECT_EQ(guess(), "too_many_attempts 30");
  now += std::chrono::hours(25);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(guess(), "");
  EXPECT_EQ(guess(), "too_many_attempts 30");
}

}  // namespace
}  // namespace opencarnet::platform
