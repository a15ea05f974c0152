// SQLite behind the door: WAL, synchronous=FULL, one writer, readers beside it. Writers that wait together share one
// flush: each runs in a savepoint of its own, and the last of a batch commits for all.
#include <soci/sqlite3/soci-sqlite3.h>
// SOCI wraps SQLite's header in the namespace sqlite_api: its header comes first.
#include <condition_variable>
#include <thread>

#include <fmt/format.h>

#include "platform/db_engines.h"
#include "platform/pool.h"
#include "platform/soci_session.h"

namespace opencarnet::platform {

thread_local bool OneTransactionAThread::inside_ = false;

namespace {

using sqlite_api::sqlite3_stmt;

constexpr int busy_timeout_ms = 5000;
constexpr int largest_batch = 64;

sqlite3_stmt* native(soci::details::statement_backend& statement) {
  return static_cast<soci::sqlite3_statement_backend&>(statement).stmt_;
}

// SOCI's connect string takes options by `=`; a path with one must be quoted.
std::string connect_string(const std::string& path) {
  return path.find('=') == std::string::npos ? path : fmt::format("db=\"{}\"", path);
}

class SqliteSession final : public SociSession {
 public:
  SqliteSession(const std::string& path, bool writer) : SociSession(soci::sqlite3, connect_string(path)) {
    sqlite_api::sqlite3_busy_timeout(handle(), busy_timeout_ms);
    sqlite_api::sqlite3_extended_result_codes(handle(), 1);
    script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
    script(writer ? "PRAGMA journal_size_limit = 67108864;" : "PRAGMA query_only = ON;");
  }

  Engine engine() const override { return Engine::sqlite; }

  void script(std::string_view sql) override {
    const int result = sqlite_api::sqlite3_exec(handle(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) fail(result, sqlite_api::sqlite3_errmsg(handle()), "script");
  }

  [[nodiscard]] bool in_transaction() { return sqlite_api::sqlite3_get_autocommit(handle()) == 0; }

  /// Rolls back what is open; the world may have done so already.
  void abandon() noexcept {
    if (in_transaction()) sqlite_api::sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr);
  }

  /// Commits, or throws with nothing left open. A failing disk leaves open what it keeps.
  void commit() {
    const int result = sqlite_api::sqlite3_exec(handle(), "COMMIT", nullptr, nullptr, nullptr);
    if (result == SQLITE_OK) return;
    const std::string message = sqlite_api::sqlite3_errmsg(handle());
    abandon();
    if ((result & 0xff) == SQLITE_IOERR) throw OutcomeUnknown(fmt::format("commit: {}", message));
    fail(result, message, "commit");
  }

 protected:
  std::vector<Row> rows(soci::details::statement_backend& statement, bool first) override {
    auto* stmt = native(statement);
    std::vector<Row> found;
    std::shared_ptr<std::vector<std::string>> names;
    for (bool more = first; more; more = step(stmt)) {
      const int count = sqlite_api::sqlite3_column_count(stmt);
      if (!names) {
        names = std::make_shared<std::vector<std::string>>();
        for (int i = 0; i < count; ++i) names->emplace_back(sqlite_api::sqlite3_column_name(stmt, i));
      }
      std::vector<Value> values;
      values.reserve(static_cast<std::size_t>(count));
      for (int i = 0; i < count; ++i) values.push_back(value(stmt, i));
      found.emplace_back(names, std::move(values));
    }
    return found;
  }

  std::int64_t changed(soci::details::statement_backend& statement, bool first) override {
    auto* stmt = native(statement);
    for (bool more = first; more;) more = step(stmt);
    return sqlite_api::sqlite3_stmt_readonly(stmt) != 0 ? 0 : sqlite_api::sqlite3_changes64(handle());
  }

  void release(soci::details::statement_backend& statement) override { sqlite_api::sqlite3_reset(native(statement)); }

  [[noreturn]] void failed(const soci::soci_error& error, std::string_view query) override {
    const auto* known = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
    fail(known ? known->result() : SQLITE_ERROR, error.get_error_message(), query);
  }

 private:
  sqlite_api::sqlite3* handle() { return static_cast<soci::sqlite3_session_backend*>(soci_.get_backend())->conn_; }

  static Value value(sqlite3_stmt* stmt, int i) {
    switch (sqlite_api::sqlite3_column_type(stmt, i)) {
      case SQLITE_NULL:
        return {};
      case SQLITE_INTEGER:
        return std::int64_t{sqlite_api::sqlite3_column_int64(stmt, i)};
      case SQLITE_TEXT: {
        const auto* text = sqlite_api::sqlite3_column_text(stmt, i);
        const auto size = sqlite_api::sqlite3_column_bytes(stmt, i);
        return std::string(text, text + size);
      }
      default:
        throw std::logic_error(
            fmt::format("column {} is neither BIGINT nor TEXT", sqlite_api::sqlite3_column_name(stmt, i)));
    }
  }

  bool step(sqlite3_stmt* stmt) {
    const int result = sqlite_api::sqlite3_step(stmt);
    if (result == SQLITE_ROW) return true;
    if (result == SQLITE_DONE) return false;
    const std::string message = sqlite_api::sqlite3_errmsg(handle());
    sqlite_api::sqlite3_reset(stmt);
    fail(result, message, "step");
  }

  [[noreturn]] static void fail(int result, const std::string& message, std::string_view query) {
    const auto text = fmt::format("sqlite, {}: {} ({})", query, message, result);
    using Kind = StatementFailed::Kind;
    switch (result & 0xff) {
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
      case SQLITE_PROTOCOL:
        throw StatementFailed(Kind::retry, text);
      case SQLITE_FULL:
      case SQLITE_IOERR:
      case SQLITE_CANTOPEN:
      case SQLITE_READONLY:
      case SQLITE_NOMEM:
        throw StatementFailed(Kind::unavailable, text);
      default:
        throw std::runtime_error(text);
    }
  }
};

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
        writer_->script("BEGIN IMMEDIATE");
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
  std::mutex mutex_;  // guards the writer and the batch
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
