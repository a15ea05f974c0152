#include "support/digest.h"

#include <chrono>
#include <deque>
#include <stdexcept>
#include <thread>

#include <fmt/format.h>

#include "crypto/secrets.h"

namespace opencarnet::support {
namespace {

using platform::Query;
using platform::Session;

constexpr Query columns{"tests.columns",
                        "SELECT m.name AS table_name, p.name AS column_name FROM sqlite_master m, "
                        "pragma_table_info(m.name) p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' "
                        "ORDER BY m.name, p.cid",
                        "SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN "
                        "information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = "
                        "c.table_name WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' "
                        "ORDER BY c.table_name, c.ordinal_position"};
constexpr Query unsettled{
    "tests.unsettled",
    "SELECT (SELECT count(*) FROM events WHERE position IS NULL) + (SELECT count(*) FROM outbox WHERE dead = 0) AS due",
    "SELECT (SELECT count(*) FROM events WHERE position IS NULL) + (SELECT count(*) FROM outbox WHERE dead = 0) AS "
    "due"};

// A query must outlive the statements prepared from it.
const Query& rows_of(const std::string& table, const std::vector<std::string>& names) {
  static std::mutex lock;
  static std::map<std::string, Query> made;
  static std::deque<std::string> texts;
  const std::lock_guard guard{lock};
  if (const auto known = made.find(table); known != made.end()) return known->second;
  std::string line;
  for (const auto& name : names)
    line += fmt::format("{}coalesce(CAST(\"{}\" AS TEXT), '∅')", line.empty() ? "" : " || '|' || ", name);
  texts.push_back("tests.rows_of_" + table);
  const std::string_view key = texts.back();
  // A key that was claimed and never answered is a trace of a wrong guess: the same request may be repeated.
  const std::string only = table == "idempotency_keys" ? " WHERE status IS NOT NULL" : "";
  texts.push_back(fmt::format("SELECT {} AS line FROM \"{}\"{} ORDER BY 1", line, table, only));
  return made[table] = {key, texts.back(), texts.back()};
}

void settle(platform::Database& database) {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::minutes{1};
  for (;;) {
    std::int64_t due = 0;
    database.read([&](Session& session) { due = session.one(unsettled).value().integer("due"); });
    if (due == 0) return;
    if (std::chrono::steady_clock::now() > limit) throw std::runtime_error("the outbox is not done after a minute");
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
}

}  // namespace

const std::set<std::string>& traces() {
  static const std::set<std::string> tables{"audit", "guesses", "sessions", "access_tokens"};
  return tables;
}

std::map<std::string, std::string> text_of(platform::Database& database, const std::set<std::string>& without) {
  settle(database);
  std::map<std::string, std::string> text;
  database.read([&](Session& session) {
    std::map<std::string, std::vector<std::string>> tables;
    for (const auto& row : session.all(columns)) tables[row.text("table_name")].push_back(row.text("column_name"));
    text.clear();
    for (const auto& [table, names] : tables) {
      if (without.contains(table)) continue;
      auto& lines = text[table];
      for (const auto& row : session.all(rows_of(table, names))) lines += row.text("line") + "\n";
    }
  });
  return text;
}

Digest digest_of(platform::Database& database, const std::set<std::string>& without) {
  Digest digest;
  for (const auto& [table, lines] : text_of(database, without))
    digest[table] = fmt::format("{} lines {}", std::count(lines.begin(), lines.end(), '\n'), crypto::sha256_hex(lines));
  return digest;
}

std::string difference(const Digest& before, const Digest& after) {
  std::string changed;
  for (const auto& [table, digest] : after)
    if (const auto found = before.find(table); found == before.end() || found->second != digest)
      changed += (changed.empty() ? "" : " ") + table;
  return changed;
}

}  // namespace opencarnet::support
