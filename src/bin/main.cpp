// opencarnet serve | migrate | backup | restore | verify: reads the settings, runs one command, leaves in order on
// SIGTERM or SIGINT.
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>

#include "backup/backup.h"
#include "bin/program.h"
#include "platform/clock.h"
#include "platform/db.h"
#include "runtime/config.h"
#include "runtime/log.h"

namespace {

using opencarnet::runtime::Config;
using opencarnet::runtime::Level;
namespace runtime = opencarnet::runtime;

// A thousand slow clients must not leave the others without a connection (S8): the usual soft limit is 1,024 files.
void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

// Until then nothing is begun that would have to be left in order: signals end it at once.
void wait_for_database(const Config& config) {
  constexpr auto longest = std::chrono::minutes(5);
  opencarnet::platform::wait_for_server(config.database_url(), longest, [&](const std::string& reason) {
    runtime::log(Level::warn, "waiting for the database",
                 {{"reason", reason}, {"at_most_s", std::chrono::seconds(longest).count()}});
  });
}

int serve(const Config& config) {
  raise_file_limit();
  wait_for_database(config);
  // Blocked before the first thread is made, so that every thread inherits it and only this one waits for them.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  const auto begin = std::chrono::steady_clock::now();
  opencarnet::bin::Program program{config};
  program.start();
  const auto ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count();
  runtime::log(Level::info, "serving", {{"address", config.address}, {"port", program.port()}, {"start_ms", ms}});
  std::printf("OpenCarnet serves http://localhost:%d\n", program.port());
  std::fflush(stdout);

  int received = 0;
  sigwait(&signals, &received);
  runtime::log(Level::info, "stopping", {{"signal", received}});
  program.stop();
  return 0;
}

int migrate(const Config& config) {
  std::filesystem::create_directories(config.data_dir);
  const auto database = opencarnet::platform::Database::open({config.database_url(), 1});
  opencarnet::platform::migrate(*database);
  std::puts("The schema is up to date.");
  return 0;
}

void say(const std::string& line) { std::puts(line.c_str()); }

std::optional<opencarnet::keystore::MasterKey> master_key(const Config& config) {
  return opencarnet::keystore::MasterKey::read(config.data_dir + "/master.key");
}

int back_up(const Config& config) {
  const auto made = opencarnet::backup::make_backup({config.database_url(), config.file, master_key(config)},
                                                    opencarnet::platform::Clock());
  say(fmt::format("{}: {} bytes, schema version {}, events up to position {}, as of {}.", config.file, made.bytes,
                  made.schema_version, made.last_event_position, made.started_at));
  say(made.master_key.empty()
          ? fmt::format(
                "There is no {}/master.key here. Keep the one the servers use: the backup is of no use without.",
                config.data_dir)
          : fmt::format("Keep {}/master.key ({}) at another place: the backup is of no use without it.",
                        config.data_dir, made.master_key));
  return 0;
}

int restore(const Config& config) {
  return opencarnet::backup::restore_backup({config.database_url(), config.file, master_key(config)}, say) == 0 ? 0 : 1;
}

int verify(const Config& config) {
  const auto database = opencarnet::backup::open_existing(config.database_url());
  return opencarnet::backup::verify(*database, master_key(config), say) == 0 ? 0 : 1;
}

int command(const Config& config) {
  if (config.command == "migrate") return migrate(config);
  if (config.command == "backup") return back_up(config);
  if (config.command == "restore") return restore(config);
  if (config.command == "verify") return verify(config);
  return serve(config);
}

int run(int count, char** words) {
  umask(0077);  // what lies in data_dir and in SQLite's file is about people
  const std::vector<std::string> arguments(words + 1, words + count);
  const std::vector<runtime::Command> commands{
      {"serve", "serve requests until SIGTERM"},
      {"migrate", "bring the database's schema to the newest version"},
      {"backup", "copy the database, while it is used, into --to <file>", "--to"},
      {"restore", "bring --from <file> back into an empty database", "--from"},
      {"verify", "prove that what is stored is whole; changes nothing"}};
  const auto read = runtime::read_config(arguments, runtime::environment(), commands);
  if (const auto* leave = std::get_if<runtime::Leave>(&read)) {
    std::fputs(leave->text.c_str(), leave->status == 0 ? stdout : stderr);
    return leave->status;
  }
  const auto& config = std::get<Config>(read);
  runtime::open_log(config.log_level, config.log_file);
  const int status = command(config);
  runtime::close_log();
  return status;
}

}  // namespace

int main(int count, char** words) {
  try {
    return run(count, words);
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "opencarnet: %s\n", problem.what());
    return 1;
  }
}
