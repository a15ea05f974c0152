#include "platform/behind_requests.h"

#include <sys/resource.h>
#include <unistd.h>

#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <thread>

namespace opencarnet::platform {
namespace {

constexpr int steps = 10;

// On Linux a thread has a priority of its own.
void step_back() {
  const auto me = static_cast<id_t>(gettid());
  static_cast<void>(setpriority(PRIO_PROCESS, me, getpriority(PRIO_PROCESS, me) + steps));
}

}  // namespace

struct BehindRequests::Impl {
  std::mutex mutex;
  std::condition_variable woken;
  std::deque<std::packaged_task<void()>> waiting;
  bool stopping = false;
  std::thread thread;

  void work() {
    step_back();
    std::unique_lock lock(mutex);
    for (;;) {
      woken.wait(lock, [this] { return stopping || !waiting.empty(); });
      if (waiting.empty()) return;
      auto next = std::move(waiting.front());
      waiting.pop_front();
      lock.unlock();
      next();
      lock.lock();
    }
  }
};

BehindRequests::BehindRequests() : impl_(std::make_unique<Impl>()) {}

BehindRequests::~BehindRequests() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->woken.notify_one();
  if (impl_->thread.joinable()) impl_->thread.join();
}

void BehindRequests::run(const std::function<void()>& work) {
  std::packaged_task<void()> task(work);
  auto done = task.get_future();
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->waiting.push_back(std::move(task));
    if (!impl_->thread.joinable()) impl_->thread = std::thread([this] { impl_->work(); });
  }
  impl_->woken.notify_one();
  done.get();
}

}  // namespace opencarnet::platform
