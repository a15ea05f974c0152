// Who follows the event log live waits here instead of asking the database again and again.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>

#include "platform/db.h"

namespace opencarnet::platform {

/// The highest numbered position this process knows of. Thread-safe.
class EventSignal {
 public:
  [[nodiscard]] std::int64_t position() const;
  /// There are numbered events up to `position`.
  void announce(std::int64_t position);
  /// Waits until there is something after `position`, the time is up or close() was called; returns position().
  [[nodiscard]] std::int64_t wait_beyond(std::int64_t position, std::chrono::milliseconds at_most) const;
  /// Calls `heard` with the new position after each announcement, on the announcing thread: it must be quick (post to
  /// an event loop). Returns a number for `forget`.
  int listen(std::function<void(std::int64_t)> heard);
  void forget(int listener);
  /// Wakes all waiters for good: the server stops.
  void close();

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  std::int64_t position_ = 0;
  bool closed_ = false;
  int next_listener_ = 1;
  std::map<int, std::function<void(std::int64_t)>> listeners_;
};

/// A thread that numbers events soon after wake() (call it after each commit), and looks every `interval` for what
/// other processes committed or numbered; then announces the last position.
class Sequencer {
 public:
  Sequencer(Database& database, EventSignal& signal,
            std::chrono::milliseconds interval = std::chrono::milliseconds(250));
  ~Sequencer();
  void wake();
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace opencarnet::platform
