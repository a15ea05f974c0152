#include "platform/sweeper.h"

#include <condition_variable>
#include <thread>

#include "platform/idempotency.h"
#include "platform/queries.h"

namespace opencarnet::platform {
namespace {

constexpr std::chrono::minutes first_pause{1}, pause{60};
constexpr std::int64_t portion = 500;
constexpr int portions_at_once = 200;
constexpr std::chrono::milliseconds breath{100};  // between portions: others commit meanwhile

}  // namespace

Swept sweep(Session& session, Instant now, std::int64_t most) {
  Swept swept;
  swept.guesses = session.run(sql::delete_old_guesses,
                              {{"before", to_text(now - guesses_kept)}, {"now", to_text(now)}, {"most", most}});
  swept.answers = forget_keys_before(session, now - answers_kept, most);
  return swept;
}

struct Sweeper::Impl {
  Database& database;
  const Clock& clock;
  std::mutex mutex;
  std::condition_variable woken;
  bool stopping = false;
  std::thread thread;

  bool rest(std::chrono::milliseconds time) {
    std::unique_lock lock(mutex);
    return !woken.wait_for(lock, time, [this] { return stopping; });
  }

  // A database that is away is swept at the next turn.
  void turn() noexcept {
    try {
      for (int i = 0; i < portions_at_once; ++i) {
        Swept swept;
        database.write([&](Session& session) {
          swept = sweep(session, clock.now(), portion);
          return Outcome::commit;
        });
        if (std::max(swept.guesses, swept.answers) < portion || !rest(breath)) return;
      }
    } catch (const std::exception&) {
    }
  }

  void run() {
    for (bool goes_on = rest(first_pause); goes_on; goes_on = rest(pause)) turn();
  }
};

Sweeper::Sweeper(Database& database, const Clock& clock) : impl_(new Impl{database, clock, {}, {}, false, {}}) {
  impl_->thread = std::thread([this] { impl_->run(); });
}

Sweeper::~Sweeper() { stop(); }

void Sweeper::stop() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->stopping = true;
  }
  impl_->woken.notify_all();
  if (impl_->thread.joinable()) impl_->thread.join();
}

}  // namespace opencarnet::platform
