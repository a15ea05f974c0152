// Every migration upgrades an empty database and one that holds a row in each of its tables.
#include <deque>

#include <fmt/format.h>

#include "base/time.h"
#include "platform/migrations.h"
#include "support/databases.h"

namespace opencarnet::every {
namespace {

using platform::Database;
using platform::Outcome;
using platform::Query;
using platform::Session;

struct Migrations : testing::TestWithParam<platform::Engine> {};
INSTANTIATE_FOR_BOTH_ENGINES(Migrations);

constexpr Query list_columns{
    "tests.table_columns",
    "SELECT m.name AS table_name, p.name AS column_name, p.type AS type FROM sqlite_master m, "
    "pragma_table_info(m.name) "
    "p WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%' ORDER BY m.name, p.cid",
    "SELECT c.table_name, c.column_name, upper(c.data_type) AS type FROM information_schema.columns c JOIN "
    "information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name WHERE "
    "c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' ORDER BY c.table_name, c.ordinal_position"};

const Query& query(const std::string& text) {
  static std::deque<std::pair<std::string, Query>> kept;
  for (const auto& [known, made] : kept)
    if (known == text) return made;
  auto& fresh = kept.emplace_back(text, Query{});
  fresh.second = {fresh.first, fresh.first, fresh.first};
  return fresh.second;
}

std::map<std::string, std::vector<std::pair<std::string, std::string>>> tables_of(Database& database) {
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> tables;
  database.read([&](Session& session) {
    for (const auto& row : session.all(list_columns))
      tables[row.text("table_name")].emplace_back(row.text("column_name"), row.text("type"));
  });
  tables.erase("schema_migrations");
  return tables;
}

std::map<std::string, std::int64_t> rows_of(Database& database) {
  std::map<std::string, std::int64_t> rows;
  for (const auto& [table, columns] : tables_of(database))
    database.read([&, table = table](Session& session) {
      rows[table] = session.one(query("SELECT count(*) AS rows FROM " + table)).value().integer("rows");
    });
  return rows;
}

// One row in each table, 1 and 'x' everywhere: so every reference leads to the one row there is.
void fill(Database& database) {
  auto tables = tables_of(database);
  for (std::size_t left = tables.size() + 1; !tables.empty() && tables.size() < left;) {
    left = tables.size();
    for (auto table = tables.begin(); table != tables.end();) {
      std::string names, values;
      for (const auto& [column, type] : table->second) {
        names += (names.empty() ? "" : ", ") + column;
        values += fmt::format("{}{}", values.empty() ? "" : ", ", type == "TEXT" ? "'x'" : "1");
      }
      try {
        database.write([&](Session& session) {
          const auto& count = query("SELECT count(*) AS rows FROM " + table->first);
          if (session.one(count).value().integer("rows") > 0) return Outcome::roll_back;
          session.run(query(fmt::format("INSERT INTO {} ({}) VALUES ({})", table->first, names, values)));
          return Outcome::commit;
        });
        table = tables.erase(table);
      } catch (const std::exception&) {
        ++table;  // what it refers to comes first
      }
    }
  }
  for (const auto& [table, columns] : tables) ADD_FAILURE() << "no row could be put into " << table;
}

void apply_until(Database& database, int version) {
  database.write([&](Session& session) {
    session.script(
        "CREATE TABLE IF NOT EXISTS schema_migrations (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT "
        "NULL, sha256 TEXT NOT NULL, applied_at TEXT NOT NULL)");
    const bool sqlite = session.engine() == platform::Engine::sqlite;
    for (const auto& next : platform::migrations) {
      if (next.version > version) continue;
      session.script(sqlite ? next.sqlite : next.postgres);
      session.run(query("INSERT INTO schema_migrations (version, name, sha256, applied_at) VALUES (:version, :name, "
                        ":sha256, '2026-11-22T00:00:00.000Z')"),
                  {{"version", next.version},
                   {"name", next.name},
                   {"sha256", sqlite ? next.sqlite_sha256 : next.postgres_sha256}});
    }
    return Outcome::commit;
  });
}

// An empty database. Making one is slow on PostgreSQL, so there the same is emptied again.
class Blank {
 public:
  explicit Blank(platform::Engine engine) {
    if (engine == platform::Engine::sqlite) {
      fresh_ = std::make_unique<support::FreshDatabase>(engine, false);
      return;
    }
    if (!shared()) shared() = std::make_unique<support::FreshDatabase>(engine, false);
    shared()->open(1)->write([](Session& session) {
      session.script("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
      return Outcome::commit;
    });
  }
  [[nodiscard]] std::unique_ptr<Database> open() const { return (fresh_ ? fresh_ : shared())->open(1); }
  static std::unique_ptr<support::FreshDatabase>& shared() {
    static std::unique_ptr<support::FreshDatabase> one;
    return one;
  }

 private:
  std::unique_ptr<support::FreshDatabase> fresh_;
};

TEST_P(Migrations, every_version_upgrades_empty_and_filled_to_the_same_schema) {
  const support::FreshDatabase newest{GetParam()};
  const auto wanted = tables_of(*newest.open(1));
  for (const auto& from : platform::migrations)
    for (const bool filled : {true, false}) {
      if (!filled && from.version > 1) continue;
      const Blank fresh{GetParam()};
      const auto database = fresh.open();
      apply_until(*database, from.version);
      if (filled) fill(*database);
      const auto before = rows_of(*database);
      ASSERT_NO_THROW(platform::migrate(*database)) << "from " << from.name << (filled ? ", filled" : ", empty");
      EXPECT_EQ(tables_of(*database), wanted) << "from " << from.name;
      const auto after = rows_of(*database);
      for (const auto& [table, rows] : before)
        EXPECT_TRUE(after.contains(table) && after.at(table) >= rows) << table << " lost rows from " << from.name;
    }
  Blank::shared().reset();
}

}  // namespace
}  // namespace opencarnet::every
