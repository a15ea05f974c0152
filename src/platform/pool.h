// A few database sessions shared by many threads: made when first needed, thrown away when broken.
#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "platform/db.h"

namespace opencarnet::platform {

template <class Held>
class Pool {
 public:
  Pool(int size, std::function<std::unique_ptr<Held>()> make) : free_places_(size), make_(std::move(make)) {}

  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<Held> held) : pool_(pool), held_(std::move(held)) {}
    ~Lease() { pool_.give_back(std::move(held_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Held& operator*() { return *held_; }
    Held* operator->() { return held_.get(); }
    /// The session is broken: the place goes back without it.
    void discard() { held_.reset(); }

   private:
    Pool& pool_;
    std::unique_ptr<Held> held_;
  };

  /// Waits for a free place. Throws DatabaseUnavailable when none comes free in ten seconds.
  [[nodiscard]] Lease take() {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, std::chrono::seconds(10), [this] { return free_places_ > 0; }))
      throw DatabaseUnavailable("all database sessions are busy");
    --free_places_;
    if (!idle_.empty()) {
      auto held = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(held));
    }
    lock.unlock();
    try {
      return Lease(*this, make_());
    } catch (...) {
      give_back({});
      throw;
    }
  }

  /// Throws away what lies idle: after a lost connection the others are most likely dead too.
  void forget_idle() {
    std::lock_guard lock(mutex_);
    idle_.clear();
  }

 private:
  void give_back(std::unique_ptr<Held> held) {
    {
      std::lock_guard lock(mutex_);
      ++free_places_;
      if (held) idle_.push_back(std::move(held));
    }
    changed_.notify_one();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  int free_places_;
  std::vector<std::unique_ptr<Held>> idle_;
  std::function<std::unique_ptr<Held>()> make_;
};

}  // namespace opencarnet::platform
