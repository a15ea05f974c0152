#include "platform/schema_check.h"

#include <regex>
#include <set>

#include <fmt/format.h>

#include "platform/migrations.h"
#include "platform/queries.h"

namespace opencarnet::platform {
namespace {

std::string_view text_of(const Migration& migration, Engine engine) {
  return engine == Engine::sqlite ? migration.sqlite : migration.postgres;
}

std::string_view hash_of(const Migration& migration, Engine engine) {
  return engine == Engine::sqlite ? migration.sqlite_sha256 : migration.postgres_sha256;
}

struct Objects {
  std::set<std::string> tables, all;
};

// What the migrations up to a version make, as their own words say.
Objects objects_made(Engine engine, std::int64_t version) {
  static const std::regex made{R"(\b(CREATE|DROP)\s+(?:UNIQUE\s+)?(TABLE|INDEX|VIEW|TRIGGER|FUNCTION|SEQUENCE)\s+)"
                               R"((?:IF\s+(?:NOT\s+)?EXISTS\s+)?(\w+)|\bCONSTRAINT\s+(\w+_unique)\b)"};
  Objects objects{{"schema_migrations"}, {"schema_migrations"}};
  for (const auto& migration : migrations) {
    if (migration.version > version) continue;
    const std::string text{text_of(migration, engine)};
    for (std::sregex_iterator it{text.begin(), text.end(), made}, end; it != end; ++it) {
      const auto& match = *it;
      if (match[4].matched) {
        objects.all.insert(match[4]);
      } else if (match[1] == "CREATE") {
        objects.all.insert(match[3]);
        if (match[2] == "TABLE") objects.tables.insert(match[3]);
      } else {
        objects.all.erase(match[3]);
        objects.tables.erase(match[3]);
      }
    }
  }
  return objects;
}

// SQLite knows constraints only as words of their table.
std::set<std::string> objects_there(Session& session) {
  static const std::regex constraint{R"(\bCONSTRAINT\s+(\w+))"};
  std::set<std::string> names;
  for (const auto& row : session.all(sql::list_schema_objects)) {
    names.insert(row.text("name"));
    const auto& text = row.text("definition");
    for (std::sregex_iterator it{text.begin(), text.end(), constraint}, end; it != end; ++it) names.insert((*it)[1]);
  }
  return names;
}

void check_migrations(Session& session, const Found& found) {
  std::set<std::int64_t> applied;
  for (const auto& row : session.all(sql::list_migrations)) {
    const auto version = row.integer("version");
    applied.insert(version);
    const auto known = std::find_if(migrations.begin(), migrations.end(),
                                    [&](const Migration& migration) { return migration.version == version; });
    if (known == migrations.end()) {
      found(fmt::format("migration {:04} is not known to this program: the database is newer", version));
    } else if (row.text("sha256") != hash_of(*known, session.engine())) {
      found(fmt::format("migration {:04}-{} is not the released one", version, known->name));
    }
  }
  for (const auto& migration : migrations)
    if (!applied.contains(migration.version))
      found(fmt::format("migration {:04}-{} was not applied; `opencarnet migrate` brings the schema up",
                        migration.version, migration.name));
}

// One query a table. Names come from the migrations alone, so the texts are made of nothing from outside.
struct Counting {
  std::string name, text;
};

std::map<std::string, Counting> counting(Engine engine) {
  std::map<std::string, Counting> queries;
  for (const auto& table : objects_made(engine, newest_schema_version()).tables)
    queries[table] = {"platform.count_" + table, fmt::format("SELECT count(*) AS size FROM {}", table)};
  return queries;
}

const std::map<std::string, Counting>& counting_queries(Engine engine) {
  static const auto sqlite = counting(Engine::sqlite), postgres = counting(Engine::postgres);
  return engine == Engine::sqlite ? sqlite : postgres;
}

}  // namespace

std::int64_t newest_schema_version() { return migrations.back().version; }

std::int64_t schema_version(Session& session) {
  if (!objects_there(session).contains("schema_migrations")) return 0;
  const auto applied = session.all(sql::list_migrations);
  return applied.empty() ? 0 : applied.back().integer("version");
}

std::int64_t check_schema(Session& session, const Found& found) {
  const auto version = schema_version(session);
  if (version == 0) {
    found("there is no schema of OpenCarnet in this database");
    return 0;
  }
  check_migrations(session, found);
  const auto wanted = objects_made(session.engine(), version).all;
  const auto there = objects_there(session);
  for (const auto& name : wanted)
    if (!there.contains(name)) found(fmt::format("{} is missing from the schema", name));
  return std::ssize(wanted);
}

void check_storage(Session& session, const Found& found) {
  for (const auto& row : session.all(sql::check_storage)) found(row.text("damage"));
}

std::map<std::string, std::int64_t> row_counts(Session& session) {
  const auto there = objects_there(session);  // an older version has fewer tables
  std::map<std::string, std::int64_t> counts;
  for (const auto& [table, query] : counting_queries(session.engine()))
    if (there.contains(table))
      counts[table] = session.one({query.name, query.text, query.text}).value().integer("size");
  return counts;
}

bool is_empty(Session& session) { return session.one(sql::count_relations).value().integer("relations") == 0; }

// Texts sort by code point on SQLite; the other engine must do the same, or pages and orders of lists would differ.
void check_settings(Session& session) {
  if (session.engine() != Engine::postgres) return;
  const auto row = session.one(sql::database_settings).value();
  const auto& collation = row.text("collation");
  if (row.text("encoding") != "UTF8" || (collation != "C" && collation != "C.UTF-8" && collation != "C.utf8"))
    throw std::runtime_error(
        fmt::format("the PostgreSQL database has encoding {} and collation {}; create it with ENCODING 'UTF8' "
                    "LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8' TEMPLATE template0",
                    row.text("encoding"), collation));
}

std::string export_snapshot(Session& session) { return session.one(sql::export_snapshot).value().text("snapshot"); }

}  // namespace opencarnet::platform
