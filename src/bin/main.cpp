// opencarnet serve | migrate: reads the settings, runs one command, leaves in order on SIGTERM or SIGINT.
#include <csignal>
#include <cstdio>
#include <exception>
#include <filesystem>

#include "bin/program.h"
#include "platform/db.h"
#include "runtime/config.h"
#include "runtime/log.h"

namespace {

using opencarnet::runtime::Config;
using opencarnet::runtime::Level;
namespace runtime = opencarnet::runtime;

int serve(const Config& config) {
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

int run(int count, char** words) {
  const std::vector<std::string> arguments(words + 1, words + count);
  const std::vector<runtime::Command> commands{{"serve", "serve requests until SIGTERM"},
                                               {"migrate", "bring the database's schema to the newest version"}};
  const auto read = runtime::read_config(arguments, runtime::environment(), commands);
  if (const auto* leave = std::get_if<runtime::Leave>(&read)) {
    std::fputs(leave->text.c_str(), leave->status == 0 ? stdout : stderr);
    return leave->status;
  }
  const auto& config = std::get<Config>(read);
  runtime::open_log(config.log_level, config.log_file);
  const int status = config.command == "migrate" ? migrate(config) : serve(config);
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
