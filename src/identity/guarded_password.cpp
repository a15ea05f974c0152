#include "identity/guarded_password.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace opencarnet::identity {

namespace {

class Turn {
 public:
  Turn() {
    std::unique_lock lock{mutex_};
    freed_.wait(lock, [] { return free_ > 0; });
    --free_;
  }
  ~Turn() {
    {
      const std::lock_guard lock{mutex_};
      ++free_;
    }
    freed_.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  inline static std::mutex mutex_;
  inline static std::condition_variable freed_;
  inline static unsigned free_ = std::max(1U, std::thread::hardware_concurrency());
};

}  // namespace

std::string hash_in_turn(std::string_view normal, crypto::PasswordCost cost) {
  const Turn turn;
  return crypto::hash_password(normal, cost);
}

bool matches_in_turn(std::string_view hash, std::string_view normal) {
  if (normal.size() > crypto::longest_password) return false;  // never taken as a password, so no secret is told
  const Turn turn;
  return crypto::password_matches(hash, normal);
}

}  // namespace opencarnet::identity
