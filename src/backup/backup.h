// Backups of the whole database: made while it is used, brought back into an empty place, proven there.
#pragma once
#include <optional>
#include <string>

#include "backup/manifest.h"
#include "backup/verify.h"
#include "keystore/keystore.h"
#include "platform/clock.h"

namespace opencarnet::backup {

struct Order {
  std::string database;                       // as in the settings
  std::string file;                           // the backup
  std::optional<keystore::MasterKey> master;  // never goes into the backup; only its fingerprint does
};

/// One consistent copy of the database in a file with its manifest beside it; both are there whole, or neither. Never
/// overwrites. Throws std::runtime_error.
Manifest make_backup(const Order& order, const platform::Clock& clock);

/// Brings a backup back into a database that is not there yet (SQLite) or empty (PostgreSQL), after the file was proven
/// by its manifest; then counts and verifies. Returns the findings; throws std::runtime_error where nothing was
/// restored.
[[nodiscard]] std::int64_t restore_backup(const Order& order, const Tell& tell);

/// Opens a database that must be there. Opening one that is not would make it.
[[nodiscard]] std::unique_ptr<platform::Database> open_existing(const std::string& url);

}  // namespace opencarnet::backup
