// What stands beside a backup: what it is of, and how to know that it is whole.
#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "platform/db.h"

namespace opencarnet::backup {

struct Manifest {
  platform::Engine engine = platform::Engine::sqlite;
  std::string program_version;
  std::int64_t schema_version = 0;
  std::string started_at, finished_at;  // everything acknowledged before started_at is in it
  std::int64_t last_event_position = 0;
  std::map<std::string, std::int64_t> rows;  // table → count
  std::int64_t bytes = 0;
  std::string sha256;      // of the backup file
  std::string master_key;  // fingerprint of the key it needs; empty where it was not known
};

[[nodiscard]] std::string manifest_of(const std::string& backup_file);  // its name
[[nodiscard]] std::string to_text(const Manifest& manifest);
/// Reads it and proves the backup file against it. Throws std::runtime_error that says what is wrong.
[[nodiscard]] Manifest read_proven(const std::string& backup_file);

[[nodiscard]] std::string_view engine_name(platform::Engine engine);

}  // namespace opencarnet::backup
