// The two engines behind Database::open.
#pragma once
#include <chrono>

#include "platform/db.h"

namespace opencarnet::platform {

[[nodiscard]] std::unique_ptr<Database> open_sqlite(const std::string& path, int readers);
[[nodiscard]] std::unique_ptr<Database> open_postgres(const std::string& url, int sessions);
void wait_for_postgres(const std::string& url, std::chrono::milliseconds longest,
                       const std::function<void(const std::string&)>& waiting);

/// How often a transaction is tried in all, and how long to wait before the next try (0-based): 10 ms doubling.
inline constexpr int most_tries = 6;
[[nodiscard]] inline std::chrono::milliseconds pause_before_retry(int tries_so_far) {
  return std::chrono::milliseconds(10 << tries_so_far);
}

/// Marks this thread as being inside a transaction for as long as it lives; a second one on the same thread is a bug,
/// because it would wait for itself.
class OneTransactionAThread {
 public:
  OneTransactionAThread() {
    if (inside_) throw std::logic_error("a transaction was begun inside another on the same thread");
    inside_ = true;
  }
  ~OneTransactionAThread() { inside_ = false; }
  OneTransactionAThread(const OneTransactionAThread&) = delete;
  OneTransactionAThread& operator=(const OneTransactionAThread&) = delete;

 private:
  static thread_local bool inside_;
};

}  // namespace opencarnet::platform
