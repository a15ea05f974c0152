// One SQLite connection. Includes SOCI: only db_sqlite.cpp may include this.
#pragma once
#include <soci/sqlite3/soci-sqlite3.h>
// SOCI wraps SQLite's header in the namespace sqlite_api: its header comes first.
#include <chrono>
#include <thread>

#include <fmt/format.h>

#include "platform/soci_session.h"

namespace opencarnet::platform {

inline constexpr int sqlite_busy_timeout_ms = 5000, sqlite_busy_timeout_when_locked_out_ms = 100;

inline sqlite_api::sqlite3_stmt* sqlite_statement(soci::details::statement_backend& statement) {
  return static_cast<soci::sqlite3_statement_backend&>(statement).stmt_;
}

// SOCI's connect string takes options by `=`; a path with one must be quoted.
inline std::string sqlite_connect_string(const std::string& path) {
  return path.find('=') == std::string::npos ? path : fmt::format("db=\"{}\"", path);
}

class SqliteSession final : public SociSession {
 public:
  SqliteSession(const std::string& path, bool writer) : SociSession(soci::sqlite3, sqlite_connect_string(path)) {
    sqlite_api::sqlite3_busy_timeout(handle(), sqlite_busy_timeout_ms);
    sqlite_api::sqlite3_extended_result_codes(handle(), 1);
    use_write_ahead_log();
    script("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;");
    script(writer ? "PRAGMA journal_size_limit = 67108864;" : "PRAGMA query_only = ON;");
  }

  Engine engine() const override { return Engine::sqlite; }

  void script(std::string_view sql) override {
    const int result = sqlite_api::sqlite3_exec(handle(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) fail(result, sqlite_api::sqlite3_errmsg(handle()), "script");
  }

  /// How long a statement waits for another program that holds the file.
  void wait_at_most(int ms) { sqlite_api::sqlite3_busy_timeout(handle(), ms); }

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
    auto* stmt = sqlite_statement(statement);
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
    auto* stmt = sqlite_statement(statement);
    for (bool more = first; more;) more = step(stmt);
    return sqlite_api::sqlite3_stmt_readonly(stmt) != 0 ? 0 : sqlite_api::sqlite3_changes64(handle());
  }

  void release(soci::details::statement_backend& statement) override {
    sqlite_api::sqlite3_reset(sqlite_statement(statement));
  }

  [[noreturn]] void failed(const soci::soci_error& error, std::string_view query) override {
    const auto* known = dynamic_cast<const soci::sqlite3_soci_error*>(&error);
    fail(known ? known->result() : SQLITE_ERROR, error.get_error_message(), query);
  }

 private:
  sqlite_api::sqlite3* handle() { return static_cast<soci::sqlite3_session_backend*>(soci_.get_backend())->conn_; }

  // A new file that several processes open at once: whoever changes the journal needs the file alone, and SQLite does
  // not wait for that by itself (the busy handler is not asked, since two that wait would wait for each other).
  void use_write_ahead_log() {
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(sqlite_busy_timeout_ms);
    for (;;) {
      try {
        return script("PRAGMA journal_mode = WAL");
      } catch (const StatementFailed& failure) {
        if (failure.kind != StatementFailed::Kind::retry || std::chrono::steady_clock::now() > until) throw;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  static Value value(sqlite_api::sqlite3_stmt* stmt, int i) {
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

  bool step(sqlite_api::sqlite3_stmt* stmt) {
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

}  // namespace opencarnet::platform
