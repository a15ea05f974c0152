#include "base/time.h"

#include <gtest/gtest.h>

namespace opencarnet {

TEST(Day, reads_what_it_writes_and_refuses_impossible_days) {
  EXPECT_EQ(to_text(*parse_day("2027-01-09")), "2027-01-09");
  for (auto wrong :
       {"2027-02-29", "2027-1-9", "09.01.2027", "2027-13-01", "2027-01-00", "", "2027-01-09 ", "+027-01-09"})
    EXPECT_FALSE(parse_day(wrong)) << wrong;
}

TEST(Instant, keeps_milliseconds_and_wants_the_z) {
  EXPECT_EQ(to_text(*parse_instant("2026-11-22T14:03:07.123Z")), "2026-11-22T14:03:07.123Z");
  EXPECT_EQ(to_text(*parse_instant("2026-11-22T14:03:07Z")), "2026-11-22T14:03:07.000Z");
  EXPECT_EQ(to_text(*parse_instant("2026-11-22T14:03:07.5Z")), "2026-11-22T14:03:07.500Z");
  for (auto wrong : {"2026-11-22T14:03:07", "2026-11-22 14:03:07Z", "2026-11-22T24:00:00Z", "2026-11-22T14:03:07.Z"})
    EXPECT_FALSE(parse_instant(wrong)) << wrong;
}

TEST(Day, adds_months_to_the_end_of_a_shorter_month) {
  EXPECT_EQ(to_text(add_months(*parse_day("2026-08-31"), 6)), "2027-02-28");
  EXPECT_EQ(to_text(add_months(*parse_day("2026-01-10"), 12)), "2027-01-10");
}

}  // namespace opencarnet
