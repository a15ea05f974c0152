#include <sqlite3.h>

#include <charconv>
#include <stdexcept>

#include "program/bulk.h"

namespace opencarnet::bench {
namespace {

class SqliteBulk : public Bulk {
 public:
  explicit SqliteBulk(const std::string& path) {
    if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) fail("open " + path);
    run("PRAGMA journal_mode = OFF");
    run("PRAGMA synchronous = OFF");
    run("PRAGMA foreign_keys = OFF");
    run("PRAGMA cache_size = -500000");
    // Only added to, by triggers; here the rows of the schema's beginning make room for those of the world.
    for (const auto* trigger : {"events_unchanged", "events_undeleted", "audit_unchanged", "audit_undeleted"})
      take_away(trigger);
    run("BEGIN");
  }
  ~SqliteBulk() override {
    sqlite3_finalize(statement_);
    sqlite3_close(database_);
  }

  void begin(const Table& table) override {
    integer_ = table.integer;
    std::string names, marks;
    for (const auto& column : table.columns) {
      names += (names.empty() ? "" : ", ") + column;
      marks += marks.empty() ? "?" : ", ?";
    }
    const auto sql = fmt::format("INSERT INTO {} ({}) VALUES ({})", table.name, names, marks);
    if (sqlite3_prepare_v2(database_, sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK) fail(sql);
  }

  void add(const PlainRow& row) override {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const int at = static_cast<int>(i) + 1;
      if (!row[i]) {
        sqlite3_bind_null(statement_, at);
      } else if (integer_[i]) {
        std::int64_t value = 0;
        std::from_chars(row[i]->data(), row[i]->data() + row[i]->size(), value);
        sqlite3_bind_int64(statement_, at, value);
      } else {
        sqlite3_bind_text(statement_, at, row[i]->data(), static_cast<int>(row[i]->size()), SQLITE_STATIC);
      }
    }
    if (sqlite3_step(statement_) != SQLITE_DONE) fail("insert");
    sqlite3_reset(statement_);
  }

  void end() override {
    sqlite3_finalize(statement_);
    statement_ = nullptr;
  }

  void run(const std::string& sql) override {
    if (sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) fail(sql);
  }

  void finish() override {
    for (const auto& trigger : triggers_) run(trigger);
    run("COMMIT");
    run("PRAGMA synchronous = FULL");
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA wal_checkpoint(TRUNCATE)");
  }
  [[nodiscard]] bool postgres() const override { return false; }

 private:
  void take_away(const std::string& trigger) {
    sqlite3_stmt* found = nullptr;
    const auto sql = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = '" + trigger + "'";
    if (sqlite3_prepare_v2(database_, sql.c_str(), -1, &found, nullptr) != SQLITE_OK) fail(sql);
    if (sqlite3_step(found) == SQLITE_ROW) {
      std::string text;
      for (const auto* c = sqlite3_column_text(found, 0); *c != 0; ++c) text += static_cast<char>(*c);
      triggers_.push_back(std::move(text));
    }
    sqlite3_finalize(found);
    if (!triggers_.empty()) run("DROP TRIGGER IF EXISTS " + trigger);
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(what + ": " + sqlite3_errmsg(database_));
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
  std::vector<bool> integer_;
  std::vector<std::string> triggers_;
};

}  // namespace

std::unique_ptr<Bulk> open_sqlite_bulk(const std::string& path) { return std::make_unique<SqliteBulk>(path); }

}  // namespace opencarnet::bench
