#include "directory/office.h"

#include <gtest/gtest.h>

namespace opencarnet::directory {

TEST(Office, C2_days_are_days_in_the_time_zone_of_the_office) {
  const auto now = *parse_instant("2026-11-22T23:30:00Z");
  EXPECT_EQ(to_text(day_at("Europe/Zurich", now)), "2026-11-23");
  EXPECT_EQ(to_text(day_at("Europe/London", now)), "2026-11-22");
  EXPECT_EQ(to_text(day_at("Indian/Reunion", now)), "2026-11-23");
  EXPECT_EQ(to_text(day_at("America/La_Paz", now)), "2026-11-22");
  EXPECT_THROW((void)day_at("Europe/Klow", now), std::runtime_error);
}

TEST(Office, a_time_the_clock_shows_twice_or_never_still_is_an_instant) {
  using namespace std::chrono_literals;
  EXPECT_EQ(to_text(instant_at("Europe/Zurich", *parse_day("2026-07-01"), 14h + 34min)), "2026-07-01T12:34:00.000Z");
  EXPECT_EQ(to_text(instant_at("Europe/Zurich", *parse_day("2026-10-25"), 2h + 30min)), "2026-10-25T00:30:00.000Z");
  EXPECT_EQ(to_text(instant_at("Europe/Zurich", *parse_day("2026-03-29"), 2h + 30min)), "2026-03-29T01:00:00.000Z");
}

TEST(Office, opening_hours_follow_its_own_clock) {
  Office office;
  office.time_zone = "Asia/Tbilisi";
  office.hours = {{"mon", {"08:00-12:00", "13:00-24:00"}}};
  EXPECT_TRUE(are_hours(office.hours));
  EXPECT_TRUE(is_open(office, *parse_instant("2026-11-23T04:00:00Z")));   // Monday 08:00
  EXPECT_FALSE(is_open(office, *parse_instant("2026-11-23T08:30:00Z")));  // 12:30
  EXPECT_TRUE(is_open(office, *parse_instant("2026-11-23T19:59:00Z")));   // 23:59
  EXPECT_FALSE(is_open(office, *parse_instant("2026-11-22T08:00:00Z")));  // Sunday
}

TEST(Office, opening_hours_of_another_form_are_refused) {
  using nlohmann::json;
  for (const auto& wrong : {json{{"monday", json::array()}}, json{{"mon", "08:00-12:00"}}, json{{"mon", {"8-12"}}},
                            json{{"mon", {"12:00-08:00"}}}, json{{"mon", {"08:00-12:00", "11:00-13:00"}}},
                            json{{"mon", {"08:00-24:01"}}}, json::array()})
    EXPECT_FALSE(are_hours(wrong)) << wrong;
}

}  // namespace opencarnet::directory
