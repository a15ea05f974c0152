// How fast one tenant may ask (quality.md S8): an administration whose program runs wild slows down itself and nobody
// else. Counted by each process for itself: what it saves is this process.
#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace opencarnet::edge {

class TenantRate {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  /// Requests a second, and five seconds' worth of them at once; 0: no limit.
  explicit TenantRate(int per_second) : per_second_{per_second} {}

  /// Counts one request. A value: it is one too many, and after so many seconds there is room again. Thread-safe.
  [[nodiscard]] std::optional<std::int64_t> take(const std::string& tenant, Moment now);

 private:
  const int per_second_;
  std::mutex mutex_;
  std::map<std::string, Moment> busy_until_;  // when all requests so far would be done at the allowed rate
};

}  // namespace opencarnet::edge
