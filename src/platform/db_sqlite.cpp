// SQLite behind the door: WAL, synchronous=FULL, one writer, readers beside it. Writers that wait together share one
// flush: each runs in a savepoint of its own, and the last of a batch commits for all.
#include "platform/sqlite_session.h"

#include <condition_variable>
#include <thread>

#include <fmt/format.h>

#include "platform/db_engines.h"
#include "platform/pool.h"

namespace opencarnet::platform {

thread_local bool OneTransactionAThread::inside_ = false;

namespace {

constexpr int largest_batch = 64;

// What waits together and is flushed once.
class Batch {
 public:
  enum class State { open, committed, lost };
  int size = 0;  // guarded by the writer's lock

  void close(State state, std::exception_ptr why = {}) {
    {
      std::lock_guard lock(mutex_);
      state_ = state;
      why_ = std::move(why);
    }
    closed_.notify_all();
  }
  State wait(std::exception_ptr& why) {
    std::unique_lock lock(mutex_);
    closed_.wait(lock, [this] { return state_ != State::open; });
    why = why_;
    return state_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable closed_;
  State state_ = State::open;
  std::exception_ptr why_;
};

class SqliteDatabase final : public Database {
 public:
  SqliteDatabase(std::string path, int readers)
      : path_(std::move(path)),
        writer_(std::make_unique<SqliteSession>(path_, true)),
        readers_(readers, [this] { return std::make_unique<SqliteSession>(path_, false); }) {}

  Engine engine() const override { return Engine::sqlite; }

  void write(const std::function<Outcome(Session&)>& work) override {
    const OneTransactionAThread guard;
    retried([&] { write_once(work); });
  }

  void read(const std::function<void(Session&)>& work) override {
    const OneTransactionAThread guard;
    retried([&] {
      auto session = readers_.take();
      session->script("BEGIN");
      try {
        work(*session);
      } catch (...) {
        session->abandon();
        throw;
      }
      session->abandon();
    });
  }

 private:
  template <class Try>
  static void retried(const Try& once) {
    for (int tries = 0;; ++tries) {
      try {
        return once();
      } catch (const StatementFailed& failure) {
        if (failure.kind != StatementFailed::Kind::retry || tries + 1 == most_tries)
          throw DatabaseUnavailable(failure.what());
      }
      std::this_thread::sleep_for(pause_before_retry(tries));
    }
  }

  void write_once(const std::function<Outcome(Session&)>& work) {
    std::shared_ptr<Batch> mine;
    bool kept = false;
    {
      ++waiting_;
      const std::lock_guard lock(mutex_);
      --waiting_;
      if (!batch_) {
        begin();
        batch_ = std::make_shared<Batch>();
      }
      mine = batch_;
      try {
        kept = in_savepoint(work);
      } catch (...) {
        end_turn();
        throw;
      }
      end_turn();
    }
    if (!kept) return;
    std::exception_ptr why;
    if (mine->wait(why) == Batch::State::lost) std::rethrow_exception(why);
  }

  // Another program may hold the file for long. Who waited in vain is told so; whoever stands behind does not wait as
  // long once more, or all workers would end up in this queue and nobody could even read.
  void begin() {
    writer_->wait_at_most(locked_out_ ? sqlite_busy_timeout_when_locked_out_ms : sqlite_busy_timeout_ms);
    try {
      writer_->script("BEGIN IMMEDIATE");
      locked_out_ = false;
    } catch (const StatementFailed& failure) {
      if (std::exchange(locked_out_, true)) throw StatementFailed(StatementFailed::Kind::unavailable, failure.what());
      throw;
    }
  }

  bool in_savepoint(const std::function<Outcome(Session&)>& work) {
    writer_->script("SAVEPOINT turn");
    try {
      if (work(*writer_) == Outcome::commit) {
        writer_->script("RELEASE turn");
        return true;
      }
    } catch (...) {
      if (writer_->in_transaction()) writer_->script("ROLLBACK TO turn; RELEASE turn");
      throw;
    }
    writer_->script("ROLLBACK TO turn; RELEASE turn");
    return false;
  }

  // Whoever has nobody waiting behind commits for all. A disk that is full may have ended the whole transaction: then
  // everybody in the batch is told, and tries again.
  void end_turn() {
    ++batch_->size;
    if (!writer_->in_transaction()) {
      close(Batch::State::lost, std::make_exception_ptr(StatementFailed(StatementFailed::Kind::retry,
                                                                        "sqlite: the shared transaction was lost")));
    } else if (waiting_ == 0 || batch_->size >= largest_batch) {
      try {
        writer_->commit();
        close(Batch::State::committed, {});
      } catch (...) {
        close(Batch::State::lost, std::current_exception());
      }
    }
  }

  void close(Batch::State state, std::exception_ptr why) {
    batch_->close(state, std::move(why));
    batch_.reset();
  }

  std::string path_;
  std::mutex mutex_;         // guards the writer and the batch
  bool locked_out_ = false;  // the last wait for the file was in vain
  std::atomic<int> waiting_{0};
  std::unique_ptr<SqliteSession> writer_;
  std::shared_ptr<Batch> batch_;
  Pool<SqliteSession> readers_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::string& path, int readers) {
  try {
    return std::make_unique<SqliteDatabase>(path, readers);
  } catch (const soci::soci_error& error) {
    throw DatabaseUnavailable(fmt::format("sqlite, {}: {}", path, error.get_error_message()));
  } catch (const StatementFailed& error) {
    throw DatabaseUnavailable(error.what());
  }
}

}  // namespace opencarnet::platform
