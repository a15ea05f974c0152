#include "edge/tenant_rate.h"

#include <gtest/gtest.h>

namespace opencarnet::edge {
namespace {

using namespace std::chrono_literals;
const TenantRate::Moment start = TenantRate::Moment{} + 1h;

int taken(TenantRate& rate, const std::string& tenant, TenantRate::Moment now, int most = 1000) {
  int count = 0;
  while (count < most && !rate.take(tenant, now)) ++count;
  return count;
}

TEST(TenantRate, S8_five_seconds_worth_at_once_and_then_the_rate) {
  TenantRate rate{10};
  EXPECT_EQ(taken(rate, "customs-ch", start), 50);
  EXPECT_EQ(rate.take("customs-ch", start), 1);
  EXPECT_EQ(taken(rate, "customs-ch", start + 1s), 10);
  EXPECT_EQ(taken(rate, "customs-ch", start + 1500ms), 5);
  EXPECT_EQ(taken(rate, "customs-ch", start + 1min), 50);
}

TEST(TenantRate, S8_one_tenant_never_pays_for_another) {
  TenantRate rate{10};
  EXPECT_EQ(taken(rate, "customs-ch", start), 50);
  EXPECT_EQ(taken(rate, "customs-de", start), 50);
}

TEST(TenantRate, S8_none_is_no_limit) {
  TenantRate rate{0};
  EXPECT_EQ(taken(rate, "customs-ch", start), 1000);
}

TEST(TenantRate, S8_what_is_remembered_is_bounded_and_forgets_nobody_who_is_busy) {
  TenantRate rate{1};
  EXPECT_EQ(taken(rate, "busy", start), 5);
  for (int i = 0; i < 30'000; ++i) EXPECT_FALSE(rate.take(std::to_string(i), start - 1h)) << i;
  EXPECT_EQ(taken(rate, "busy", start), 0);
}

}  // namespace
}  // namespace opencarnet::edge
