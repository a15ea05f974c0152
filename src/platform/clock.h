// Time comes from one injected clock. In demo mode only it can be set, so that a year can pass in a minute.
#pragma once
#include <atomic>
#include <cstdint>

#include "base/time.h"

namespace opencarnet::platform {

class Clock {
 public:
  [[nodiscard]] Instant now() const;
  /// Moves the clock so that it reads `instant` now and goes on from there. Demo mode and tests only.
  void set(Instant instant);

 private:
  std::atomic<std::int64_t> offset_ms_{0};
};

}  // namespace opencarnet::platform
