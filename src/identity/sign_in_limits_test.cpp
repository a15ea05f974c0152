#include "identity/sign_in_limits.h"

#include <gtest/gtest.h>

namespace opencarnet::identity {
namespace {

const Instant now = *parse_instant("2026-11-22T14:03:07.123Z");

std::string source_key(const std::string& source) {
  return door_limits({}, account_limit("wallet", "a@b.example"), source, now).at(1).key;
}

TEST(SignInLimits, S2_secret_source_and_all_are_counted) {
  const auto limits = door_limits({}, account_limit("wallet", "a@b.example"), "192.0.2.1", now);
  ASSERT_EQ(limits.size(), 3U);
  EXPECT_EQ(limits[0].free_tries, 5);
  EXPECT_EQ(limits[0].hard_stop, 20);
  EXPECT_EQ(limits[1].key, "source:192.0.2.1:2026-11-22T14");
  EXPECT_EQ(limits[1].hard_stop, 0);
  EXPECT_EQ(limits[2].key, "sign_in:2026-11-22T14:03");
  EXPECT_EQ(limits[2].hard_stop, 0);
}

TEST(SignInLimits, S2_an_ipv6_source_counts_by_its_network) {
  EXPECT_EQ(source_key("2001:db8:1:2::1"), source_key("2001:db8:1:2:ffff:1:2:3"));
  EXPECT_NE(source_key("2001:db8:1:2::1"), source_key("2001:db8:1:3::1"));
  EXPECT_EQ(source_key("::ffff:192.0.2.1"), source_key("192.0.2.1"));
}

TEST(SignInLimits, S11_keys_do_not_tell_what_was_typed) {
  EXPECT_EQ(account_limit("wallet", "secret-typed-here@x").key.find("secret"), std::string::npos);
  EXPECT_NE(account_limit("wallet", "a@b.example").key, account_limit("customs", "a@b.example").key);
}

}  // namespace
}  // namespace opencarnet::identity
