// What a database should be like, judged without changing it: for `verify`, backups and restores.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "platform/db.h"

namespace opencarnet::platform {

/// Told for each thing that is not as it should be; the text never bears a stored value.
using Found = std::function<void(const std::string&)>;

/// The newest version this program knows.
[[nodiscard]] std::int64_t newest_schema_version();
/// The version of the database; 0 where it holds no schema of ours.
[[nodiscard]] std::int64_t schema_version(Session& session);

/// The migrations as released, none missing, and every table, index, constraint, trigger and view they made still
/// there. Returns how many objects were looked for.
std::int64_t check_schema(Session& session, const Found& found);

/// What the engine knows of its own storage: SQLite's pages and references, PostgreSQL's constraints and indexes.
void check_storage(Session& session, const Found& found);

/// How many rows each table holds.
[[nodiscard]] std::map<std::string, std::int64_t> row_counts(Session& session);

/// Nothing was ever made in it.
[[nodiscard]] bool is_empty(Session& session);

/// Throws where the database's settings would sort or store texts otherwise than this program expects.
void check_settings(Session& session);

/// PostgreSQL: the name by which another session sees what this one sees, while it lasts. SQLite: empty.
[[nodiscard]] std::string export_snapshot(Session& session);

}  // namespace opencarnet::platform
