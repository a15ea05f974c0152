// Live streams: one thread follows the numbered events and hands each to every open stream whose topics it carries.
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "edge/route.h"
#include "http/server.h"
#include "platform/clock.h"
#include "platform/db.h"
#include "platform/signal.h"

namespace opencarnet::edge {

struct LiveTimes {
  std::chrono::milliseconds pause{500};     // between looks at timers while no event comes
  std::chrono::milliseconds recheck{3000};  // how long a stream may outlive its session
  std::chrono::milliseconds keep_alive{15000};
};

class LiveHub {
 public:
  using Complain = std::function<void(const std::string& problem)>;

  /// Follows `signal`, which the platform's sequencer announces numbered events to.
  LiveHub(platform::Database& database, const platform::Clock& clock, platform::EventSignal& signal,
          Authenticator authenticate, Complain complain, LiveTimes times = {});
  ~LiveHub();
  LiveHub(const LiveHub&) = delete;
  LiveHub& operator=(const LiveHub&) = delete;

  /// Takes over an open stream. It is closed within 5 s once `credential` proves nobody any more, and when the reader
  /// must load anew because it missed too much (event `reset`).
  void add(std::shared_ptr<http::EventStream> stream, Live live, std::string credential);
  [[nodiscard]] std::size_t open_streams() const;
  /// Closes every stream and ends the thread.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace opencarnet::edge
