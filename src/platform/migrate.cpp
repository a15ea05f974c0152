#include <fmt/format.h>

#include "platform/clock.h"
#include "platform/db.h"
#include "platform/migrations.h"
#include "platform/queries.h"
#include "platform/schema_check.h"

namespace opencarnet::platform {
namespace {

constexpr std::string_view first_table =
    "CREATE TABLE IF NOT EXISTS schema_migrations (version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, "
    "sha256 TEXT NOT NULL, applied_at TEXT NOT NULL)";

std::string_view hash(const Migration& migration, Engine engine) {
  return engine == Engine::sqlite ? migration.sqlite_sha256 : migration.postgres_sha256;
}

// The newest version applied; throws where the database's history is not this program's.
std::int64_t check_applied(const std::vector<Row>& applied, Engine engine) {
  std::int64_t newest = 0;
  for (const auto& row : applied) {
    newest = row.integer("version");
    const auto known = std::find_if(migrations.begin(), migrations.end(),
                                    [&](const Migration& migration) { return migration.version == newest; });
    if (known == migrations.end())
      throw std::runtime_error(
          fmt::format("the database has migration {:04}-{}, which this program does not know: it is newer", newest,
                      row.text("name")));
    if (row.text("sha256") != hash(*known, engine))
      throw std::runtime_error(fmt::format("migration {:04}-{} was changed after its release", newest, known->name));
  }
  const auto due = std::count_if(migrations.begin(), migrations.end(),
                                 [&](const Migration& migration) { return migration.version <= newest; });
  if (due != std::ssize(applied))
    throw std::runtime_error(fmt::format("the database is at migration {:04} but lacks an earlier one", newest));
  return newest;
}

}  // namespace

void migrate(Database& database) {
  database.write([&](Session& session) {
    check_settings(session);
    if (session.engine() == Engine::postgres) static_cast<void>(session.all(sql::lock_schema));  // until the commit
    session.script(first_table);
    const auto newest = check_applied(session.all(sql::list_migrations), session.engine());
    for (const auto& next : migrations) {
      if (next.version <= newest) continue;
      session.script(session.engine() == Engine::sqlite ? next.sqlite : next.postgres);
      session.run(sql::insert_migration, {{"version", next.version},
                                          {"name", next.name},
                                          {"sha256", hash(next, session.engine())},
                                          {"applied_at", to_text(Clock().now())}});
    }
    return Outcome::commit;
  });
}

}  // namespace opencarnet::platform
