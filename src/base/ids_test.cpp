#include "base/ids.h"

#include <gtest/gtest.h>

#include <set>

namespace opencarnet {

TEST(Ids, are_twenty_characters_and_never_the_same) {
  std::set<std::string> seen;
  for (int count = 0; count < 10'000; ++count) {
    const auto id = new_id();
    EXPECT_TRUE(is_id(id)) << id;
    EXPECT_TRUE(seen.insert(id).second) << id;
  }
}

TEST(Ids, sort_by_the_time_they_were_made) {
  const Instant early{std::chrono::milliseconds{1'700'000'000'000}};
  EXPECT_LT(new_id(early), new_id(early + std::chrono::milliseconds{1}));
  EXPECT_LT(new_id(early), new_id(early + std::chrono::hours{24 * 365 * 100}));
}

TEST(Ids, of_another_form_are_none) {
  for (auto wrong :
       {"", "0123456789abcdefghj", "0123456789ABCDEFGHJK", "0123456789abcdefghil", "0123456789abcdefghjk1"})
    EXPECT_FALSE(is_id(wrong)) << wrong;
}

}  // namespace opencarnet
