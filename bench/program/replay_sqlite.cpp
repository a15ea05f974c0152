#include <sqlite3.h>

#include <charconv>
#include <stdexcept>

#include "program/replay.h"

namespace opencarnet::bench {
namespace {

class BareSqlite : public BareClient {
 public:
  BareSqlite(const std::string& path, const Recording& recording) {
    if (sqlite3_open(path.c_str(), &database_) != SQLITE_OK) fail("open " + path);
    sqlite3_busy_timeout(database_, 5000);
    // As the product sets its writer up (platform/sqlite_session.h).
    run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
        "PRAGMA journal_size_limit = 67108864;");
    for (const auto& transaction : recording.transactions)
      for (const auto& statement : transaction.statements) {
        auto& prepared = statements_[&statement];
        if (sqlite3_prepare_v2(database_, statement.text.c_str(), -1, &prepared, nullptr) != SQLITE_OK)
          fail(statement.name);
      }
  }
  ~BareSqlite() override {
    for (const auto& [statement, prepared] : statements_) sqlite3_finalize(prepared);
    sqlite3_close(database_);
  }

  void play(const RecordedTransaction& transaction, const Values& values) override {
    run(transaction.writes ? "BEGIN IMMEDIATE" : "BEGIN");
    for (const auto& statement : transaction.statements) play(statement, values);
    run(transaction.writes ? "COMMIT" : "ROLLBACK");
  }

 private:
  void play(const RecordedStatement& statement, const Values& values) {
    auto* prepared = statements_.at(&statement);
    texts_.resize(statement.values.size());
    for (std::size_t i = 0; i < statement.values.size(); ++i) {
      auto& text = texts_[i];
      text.clear();
      statement.values[i].fill(values, text);
      const int at = sqlite3_bind_parameter_index(prepared, (":" + statement.parameters[i]).c_str());
      if (statement.integer[i]) {
        std::int64_t number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        sqlite3_bind_int64(prepared, at, number);
      } else {
        sqlite3_bind_text(prepared, at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
      }
    }
    int result = SQLITE_ROW;
    while (result == SQLITE_ROW) {
      result = sqlite3_step(prepared);
      if (result == SQLITE_ROW)  // a reader takes what it asked for
        for (int column = 0; column < sqlite3_column_count(prepared); ++column)
          (void)sqlite3_column_text(prepared, column);
    }
    if (result != SQLITE_DONE) fail(statement.name);
    sqlite3_reset(prepared);
  }

  void run(const char* sql) {
    if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(sql);
  }
  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(what + ": " + sqlite3_errmsg(database_));
  }

  sqlite3* database_ = nullptr;
  std::map<const RecordedStatement*, sqlite3_stmt*> statements_;
  std::vector<std::string> texts_;
};

}  // namespace

std::unique_ptr<BareClient> open_bare_sqlite(const std::string& path, const Recording& recording) {
  return std::make_unique<BareSqlite>(path, recording);
}

}  // namespace opencarnet::bench
