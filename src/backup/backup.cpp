#include "backup/backup.h"

#include <filesystem>
#include <stdexcept>

#include <fmt/format.h>

#include "backup/child.h"
#include "backup/files.h"
#include "platform/database_copy.h"
#include "platform/events.h"
#include "platform/schema_check.h"

namespace opencarnet::backup {
namespace {

namespace fs = std::filesystem;
using platform::Database;
using platform::Session;

constexpr std::string_view sqlite_scheme = "sqlite:";

bool is_sqlite(const std::string& url) { return url.starts_with(sqlite_scheme); }
std::string path_of(const std::string& url) { return url.substr(sqlite_scheme.size()); }

std::map<std::string, std::string> variables_for(const platform::PostgresConnection& connection) {
  std::map<std::string, std::string> variables{{"LC_ALL", "C"}};
  if (!connection.password.empty()) variables["PGPASSWORD"] = connection.password;
  return variables;
}

void note_facts(Session& session, const Order& order, Manifest& manifest) {
  manifest.schema_version = platform::schema_version(session);
  if (manifest.schema_version == 0) throw std::runtime_error("this database holds no schema of OpenCarnet");
  manifest.last_event_position = platform::last_position(session);
  manifest.rows = platform::row_counts(session);
  // A manifest that names another key would have the right one refused on the day it is needed.
  if (order.master && manifest.rows.contains("server_keys"))
    static_cast<void>(keystore::find_ring(session, *order.master));
}

// The facts come from the copy itself: that it can be opened is the first proof of it.
void copy_sqlite(const Order& order, const std::string& to, Manifest& manifest) {
  static_cast<void>(open_existing(order.database));
  platform::copy_sqlite(path_of(order.database), to);
  const auto copy = Database::open({fmt::format("{}{}", sqlite_scheme, to), 1});
  copy->read([&](Session& session) { note_facts(session, order, manifest); });
}

// pg_dump looks through the eyes of the session that counts, so that both see the same.
void dump_postgres(const Order& order, const std::string& to, Manifest& manifest) {
  const auto connection = platform::postgres_connection(order.database);
  Database::open({order.database, 1})->read([&](Session& session) {
    note_facts(session, order, manifest);
    run_program({"pg_dump", "--format=custom", "--no-password", "--no-owner", "--no-privileges",
                 "--snapshot=" + platform::export_snapshot(session), "--file=" + to, "--dbname=" + connection.settings},
                variables_for(connection));
  });
}

void bring_back_sqlite(const std::string& url, const std::string& from) {
  const auto target = path_of(url);
  for (const auto* end : {"", "-wal", "-journal"})
    if (fs::exists(target + end))
      throw std::runtime_error(target + end + " is there already: a backup is restored into a new place only");
  if (const auto folder = fs::path(target).parent_path(); !folder.empty()) fs::create_directories(folder);
  Draft draft{target};
  copy_content(from, draft.path());
  draft.place();
}

// One transaction: the whole of it is there afterwards, or nothing.
void bring_back_postgres(const std::string& url, const std::string& from) {
  const auto connection = platform::postgres_connection(url);
  Database::open({url, 1})->read([](Session& session) {
    platform::check_settings(session);
    if (!platform::is_empty(session))
      throw std::runtime_error("this database is not empty: a backup is restored into an empty one only");
  });
  run_program({"pg_restore", "--single-transaction", "--no-password", "--no-owner", "--no-privileges",
               "--dbname=" + connection.settings, from},
              variables_for(connection));
}

std::int64_t compare_counts(Session& session, const Manifest& manifest, const Tell& tell) {
  std::int64_t findings = 0;
  const auto counts = platform::row_counts(session);
  for (const auto& [table, wanted] : manifest.rows) {
    const auto there = counts.contains(table) ? counts.at(table) : 0;
    if (there == wanted) continue;
    ++findings;
    tell(fmt::format("FOUND rows         {} has {} rows, the manifest says {}", table, there, wanted));
  }
  if (findings == 0)
    tell(fmt::format("ok    rows         {} tables as the manifest counts them", manifest.rows.size()));
  return findings;
}

}  // namespace

std::unique_ptr<Database> open_existing(const std::string& url) {
  if (is_sqlite(url) && !fs::is_regular_file(path_of(url))) throw std::runtime_error(path_of(url) + " is not there");
  try {
    return Database::open({url, 1});
  } catch (const std::exception& problem) {
    if (!is_sqlite(url)) throw;
    throw std::runtime_error(
        fmt::format("{} cannot be opened ({}). If it is damaged, restore a backup into a new place.", path_of(url),
                    problem.what()));
  }
}

Manifest make_backup(const Order& order, const platform::Clock& clock) {
  Manifest manifest;
  manifest.engine = is_sqlite(order.database) ? platform::Engine::sqlite : platform::Engine::postgres;
  manifest.program_version = OPENCARNET_VERSION;
  if (order.master) manifest.master_key = order.master->fingerprint();
  Draft copy{order.file}, beside{manifest_of(order.file)};
  manifest.started_at = opencarnet::to_text(clock.now());
  if (manifest.engine == platform::Engine::sqlite) {
    copy_sqlite(order, copy.path(), manifest);
  } else {
    dump_postgres(order, copy.path(), manifest);
  }
  manifest.finished_at = opencarnet::to_text(clock.now());
  manifest.bytes = static_cast<std::int64_t>(fs::file_size(copy.path()));
  manifest.sha256 = platform::file_sha256(copy.path());
  write_text(beside.path(), to_text(manifest));
  copy.place();
  try {
    beside.place();
  } catch (...) {
    copy.withdraw();
    throw;
  }
  return manifest;
}

std::int64_t restore_backup(const Order& order, const Tell& tell) {
  const auto manifest = read_proven(order.file);
  const auto engine = is_sqlite(order.database) ? platform::Engine::sqlite : platform::Engine::postgres;
  if (engine != manifest.engine)
    throw std::runtime_error(fmt::format("this is a backup of {}, the database to restore into is {}",
                                         engine_name(manifest.engine), engine_name(engine)));
  if (manifest.schema_version > platform::newest_schema_version())
    throw std::runtime_error(fmt::format("the backup has schema version {}, this program knows {}: use a newer one",
                                         manifest.schema_version, platform::newest_schema_version()));
  if (order.master && !manifest.master_key.empty() && order.master->fingerprint() != manifest.master_key)
    throw std::runtime_error(
        fmt::format("the backup needs the master key {}, here lies {}: nothing sealed could be opened",
                    manifest.master_key, order.master->fingerprint()));
  if (engine == platform::Engine::sqlite) {
    bring_back_sqlite(order.database, order.file);
  } else {
    bring_back_postgres(order.database, order.file);
  }
  tell(fmt::format("Restored{}: schema version {}, events up to position {}, as of {}.",
                   engine == platform::Engine::sqlite ? " into " + path_of(order.database) : "",
                   manifest.schema_version, manifest.last_event_position, manifest.started_at));
  const auto database = open_existing(order.database);
  std::int64_t findings = 0;
  database->read([&](Session& session) { findings = compare_counts(session, manifest, tell); });
  if (manifest.schema_version < platform::newest_schema_version()) {
    tell("Its schema is older than this program: run `opencarnet migrate`, then `opencarnet verify`.");
    return findings;
  }
  findings = verify(*database, order.master, tell, findings);
  if (!order.master)
    tell(fmt::format("Before the servers start: put the master key{} into data_dir, then run `opencarnet verify`.",
                     manifest.master_key.empty() ? "" : " " + manifest.master_key));
  return findings;
}

}  // namespace opencarnet::backup
