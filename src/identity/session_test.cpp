#include "identity/session.h"

#include <gtest/gtest.h>

namespace opencarnet::identity {
namespace {

using namespace std::chrono_literals;
const Instant start = *parse_instant("2026-11-22T08:00:00Z");

TEST(Session, S4_customs_and_operator_end_after_fifteen_idle_minutes) {
  for (const auto role : {edge::Role::officer, edge::Role::admin, edge::Role::operator_of_core}) {
    const auto times = begin_session({}, role, start);
    EXPECT_TRUE(is_alive(times, start));
    EXPECT_TRUE(is_alive(times, start + 15min - 1ms));
    EXPECT_FALSE(is_alive(times, start + 15min));
  }
}

TEST(Session, S4_nobody_stays_longer_than_twelve_hours_however_busy) {
  for (const auto role : {edge::Role::officer, edge::Role::holder}) {
    auto times = begin_session({}, role, start);
    times.last_seen_at = start + 12h - 1s;
    EXPECT_TRUE(is_alive(times, start + 12h - 1ms));
    EXPECT_FALSE(is_alive(times, start + 12h));
  }
}

TEST(Session, S4_holders_may_pause) {
  EXPECT_TRUE(is_alive(begin_session({}, edge::Role::holder, start), start + 11h));
}

TEST(Session, S4_the_idle_time_is_a_setting) {
  const auto times = begin_session({.idle = 5min}, edge::Role::officer, start);
  EXPECT_FALSE(is_alive(times, start + 5min));
}

}  // namespace
}  // namespace opencarnet::identity
