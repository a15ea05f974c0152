#include "platform/signal.h"

#include <thread>

#include "platform/events.h"

namespace opencarnet::platform {

std::int64_t EventSignal::position() const {
  const std::lock_guard lock(mutex_);
  return position_;
}

void EventSignal::announce(std::int64_t position) {
  std::vector<std::function<void(std::int64_t)>> listeners;
  {
    const std::lock_guard lock(mutex_);
    if (position <= position_) return;
    position_ = position;
    for (const auto& [number, listener] : listeners_) listeners.push_back(listener);
  }
  changed_.notify_all();
  for (const auto& listener : listeners) listener(position);
}

std::int64_t EventSignal::wait_beyond(std::int64_t position, std::chrono::milliseconds at_most) const {
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, at_most, [&] { return position_ > position || closed_; });
  return position_;
}

int EventSignal::listen(std::function<void(std::int64_t)> heard) {
  const std::lock_guard lock(mutex_);
  listeners_.emplace(next_listener_, std::move(heard));
  return next_listener_++;
}

void EventSignal::forget(int listener) {
  const std::lock_guard lock(mutex_);
  listeners_.erase(listener);
}

void EventSignal::close() {
  {
    const std::lock_guard lock(mutex_);
    closed_ = true;
  }
  changed_.notify_all();
}

struct Sequencer::Impl {
  Database& database;
  EventSignal& signal;
  std::chrono::milliseconds interval;
  std::mutex mutex;
  std::condition_variable woken;
  bool wake = true, stopping = false;
  std::thread thread;

  // A database that is away is tried again at the next turn; readers of the log lose nothing but time.
  void turn() noexcept {
    try {
      while (number_events(database) > 0) {
      }
      std::int64_t last = 0;
      database.read([&](Session& session) { last = last_position(session); });
      signal.announce(last);
    } catch (const std::exception&) {
    }
  }

  void run() {
    std::unique_lock lock(mutex);
    while (!stopping) {
      woken.wait_for(lock, interval, [this] { return wake || stopping; });
      wake = false;
      lock.unlock();
      turn();
      lock.lock();
    }
  }
};

Sequencer::Sequencer(Database& database, EventSignal& signal, std::chrono::milliseconds interval)
    : impl_(new Impl{database, signal, interval, {}, {}, true, false, {}}) {
  impl_->thread = std::thread([this] { impl_->run(); });
}

Sequencer::~Sequencer() { stop(); }

void Sequencer::wake() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->wake = true;
  }
  impl_->woken.notify_one();
}

void Sequencer::stop() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->woken.notify_one();
  if (impl_->thread.joinable()) impl_->thread.join();
}

}  // namespace opencarnet::platform
