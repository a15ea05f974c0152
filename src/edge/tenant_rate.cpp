#include "edge/tenant_rate.h"

#include <algorithm>

namespace opencarnet::edge {
namespace {

constexpr std::chrono::seconds burst{5};
constexpr std::size_t tenants_remembered = 10'000;

}  // namespace

std::optional<std::int64_t> TenantRate::take(const std::string& tenant, Moment now) {
  if (per_second_ <= 0) return std::nullopt;
  const std::lock_guard lock{mutex_};
  // Who has been quiet long enough is as one never seen.
  if (busy_until_.size() >= tenants_remembered)
    std::erase_if(busy_until_, [&](const auto& it) { return it.second <= now; });
  auto& until = busy_until_[tenant];
  until = std::max(until, now);
  const auto wait = until - now - burst;
  if (wait >= std::chrono::seconds{0}) return std::chrono::floor<std::chrono::seconds>(wait).count() + 1;
  until += std::chrono::nanoseconds{std::chrono::seconds{1}} / per_second_;
  return std::nullopt;
}

}  // namespace opencarnet::edge
