#include "backup/manifest.h"

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "platform/database_copy.h"

namespace opencarnet::backup {
namespace {

using nlohmann::json;

constexpr int form = 1;  // of the manifest

Manifest read(const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  if (!file) throw std::runtime_error(path + " is missing: without its manifest a backup cannot be trusted");
  try {
    const auto read = json::parse(file);
    if (read.at("form") != form) throw std::runtime_error(path + " was written by a newer program");
    Manifest made;
    made.engine = read.at("engine") == "sqlite" ? platform::Engine::sqlite : platform::Engine::postgres;
    read.at("program_version").get_to(made.program_version);
    read.at("schema_version").get_to(made.schema_version);
    read.at("started_at").get_to(made.started_at);
    read.at("finished_at").get_to(made.finished_at);
    read.at("last_event_position").get_to(made.last_event_position);
    read.at("rows").get_to(made.rows);
    read.at("bytes").get_to(made.bytes);
    read.at("sha256").get_to(made.sha256);
    read.at("master_key").get_to(made.master_key);
    return made;
  } catch (const json::exception&) {
    throw std::runtime_error(path + " is not a manifest");
  }
}

}  // namespace

std::string manifest_of(const std::string& backup_file) { return backup_file + ".manifest.json"; }

std::string_view engine_name(platform::Engine engine) {
  return engine == platform::Engine::sqlite ? "sqlite" : "postgresql";
}

std::string to_text(const Manifest& manifest) {
  const json written{{"form", form},
                     {"engine", std::string(engine_name(manifest.engine))},
                     {"program_version", manifest.program_version},
                     {"schema_version", manifest.schema_version},
                     {"started_at", manifest.started_at},
                     {"finished_at", manifest.finished_at},
                     {"last_event_position", manifest.last_event_position},
                     {"rows", manifest.rows},
                     {"bytes", manifest.bytes},
                     {"sha256", manifest.sha256},
                     {"master_key", manifest.master_key}};
  return written.dump(2) + "\n";
}

Manifest read_proven(const std::string& backup_file) {
  if (std::filesystem::is_directory(backup_file))
    throw std::runtime_error(backup_file + " is a folder: name the backup in it");
  if (!std::filesystem::is_regular_file(backup_file)) throw std::runtime_error(backup_file + " is not there");
  auto manifest = read(manifest_of(backup_file));
  const auto bytes = static_cast<std::int64_t>(std::filesystem::file_size(backup_file));
  if (bytes != manifest.bytes)
    throw std::runtime_error(
        fmt::format("{} has {} bytes, its manifest says {}: it is not whole", backup_file, bytes, manifest.bytes));
  if (platform::file_sha256(backup_file) != manifest.sha256)
    throw std::runtime_error(backup_file + " is not what its manifest says: its SHA-256 differs");
  return manifest;
}

}  // namespace opencarnet::backup
