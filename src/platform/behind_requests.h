// A thread for work that costs much processor time and that nobody at a counter waits for.
#pragma once
#include <functional>
#include <memory>

namespace opencarnet::platform {

/// Runs one piece of work after another on a thread of low priority (Linux: ten steps), begun when first needed. Work
/// that holds a lock or a database session does not belong here: requests would wait for it.
class BehindRequests {
 public:
  BehindRequests();
  /// Finishes what was begun.
  ~BehindRequests();
  /// Returns when `work` is done; what it throws is thrown here.
  void run(const std::function<void()>& work);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace opencarnet::platform
