#include "platform/sweeper.h"

#include "platform/guesses.h"
#include "platform/idempotency.h"
#include "support/databases.h"

namespace opencarnet::platform {
namespace {

struct Sweeping : support::BothEngines {
  Instant now = parse_instant("2026-11-22T14:00:00Z").value();

  // How often the key may be tried now, at most `most` times.
  int tries(const GuessLimit& limit, int most) {
    int made = 0;
    database().write([&](Session& session) {
      made = 0;
      while (made < most && begin_guess(session, {limit}, now)) ++made;
      return Outcome::commit;
    });
    return made;
  }
  Swept sweep_now(std::int64_t most = 1000) {
    Swept swept;
    database().write([&](Session& session) {
      swept = sweep(session, now, most);
      return Outcome::commit;
    });
    return swept;
  }
  bool keep(const std::string& key) {
    bool fresh_key = false;
    database().write([&](Session& session) {
      fresh_key = !claim_key(session, "account:1", key, "operation", "hash", now).value();
      if (fresh_key) keep_answer(session, "account:1", key, {201, "{}", "done"});
      return Outcome::commit;
    });
    return fresh_key;
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Sweeping);

TEST_P(Sweeping, S2_guesses_go_a_month_after_the_last_try_and_not_before) {
  EXPECT_EQ(tries({"pin:1"}, 9), 5);
  EXPECT_EQ(tries({"source:127.0.0.1:2026-11-22T14", 600, 0}, 3), 3);
  now += guesses_kept;
  EXPECT_EQ(sweep_now().guesses, 0);
  now += std::chrono::milliseconds(1);
  EXPECT_EQ(sweep_now().guesses, 2);
  EXPECT_EQ(tries({"pin:1"}, 9), 5);
}

TEST_P(Sweeping, S2_what_is_locked_stays_locked) {
  for (int made = 0; made < 20; now += std::chrono::hours(1)) made += tries({"pin:1"}, 1);
  now += std::chrono::hours(24 * 4000);
  EXPECT_EQ(sweep_now().guesses, 0);
  EXPECT_EQ(tries({"pin:1"}, 1), 0);
}

TEST_P(Sweeping, X11_kept_answers_go_after_a_month_and_not_before) {
  EXPECT_TRUE(keep("key-1"));
  now += answers_kept;
  EXPECT_EQ(sweep_now().answers, 0);
  EXPECT_FALSE(keep("key-1"));
  now += std::chrono::milliseconds(1);
  EXPECT_EQ(sweep_now().answers, 1);
  EXPECT_TRUE(keep("key-1"));
}

TEST_P(Sweeping, goes_portion_by_portion) {
  for (int i = 0; i < 7; ++i) {
    EXPECT_EQ(tries({"pin:" + std::to_string(i)}, 1), 1);
    EXPECT_TRUE(keep("key-" + std::to_string(i)));
  }
  now += guesses_kept + std::chrono::hours(1);
  for (const std::int64_t expected : {3, 3, 1, 0}) {
    const auto swept = sweep_now(3);
    EXPECT_EQ(swept.guesses, expected);
    EXPECT_EQ(swept.answers, expected);
  }
}

TEST_P(Sweeping, a_sweeper_stops_at_once) {
  const Clock clock;
  Sweeper sweeper{database(), clock};
  sweeper.stop();
}

}  // namespace
}  // namespace opencarnet::platform
