#include "malice/server_process.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <stdexcept>

namespace opencarnet::malice {
namespace {

std::map<platform::Engine, std::unique_ptr<ServerProcess>>& second_processes() {
  static std::map<platform::Engine, std::unique_ptr<ServerProcess>> all;
  return all;
}

// The processes end before the databases they stand on.
struct Ending : testing::EmptyTestEventListener {
  void OnEnvironmentsTearDownStart(const testing::UnitTest& /*all*/) override { second_processes().clear(); }
};
const bool ends = [] {
  testing::UnitTest::GetInstance()->listeners().Append(new Ending);  // GoogleTest deletes it
  return true;
}();

}  // namespace

ServerProcess& second_process(platform::Engine engine) {
  static_cast<void>(ends);
  auto& known = second_processes()[engine];
  if (!known) known = std::make_unique<ServerProcess>(support::shared_server(engine));
  return *known;
}

ServerProcess::ServerProcess(const support::RunningServer& first, int most_files) {
  const auto& settings = first.settings();
  std::vector<std::string> arguments;
  if (most_files > 0) arguments = {"/bin/sh", "-c", "ulimit -n " + std::to_string(most_files) + "; exec \"$0\" \"$@\""};
  arguments.insert(arguments.end(), {OPENCARNET_PROGRAM, "serve", "--demo", "--demo-carnets", "0", "--port", "0",
                                     "--io-threads", "1", "--workers", "4", "--data-dir", settings.data_dir,
                                     "--database", settings.database, "--log-level", "error", "--check-answers"});
  start(std::move(arguments));
  url_ = address_told();
}

ServerProcess::~ServerProcess() {
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
  ::close(output_);
}

void ServerProcess::start(std::vector<std::string> arguments) {
  std::array<int, 2> pipe{};
  if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
  std::vector<char*> words;
  for (auto& argument : arguments) words.push_back(argument.data());
  words.push_back(nullptr);
  const int failed = ::posix_spawn(&process_, words.front(), &actions, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(pipe[1]);
  output_ = pipe[0];
  if (failed != 0) throw std::runtime_error(std::string("cannot start ") + OPENCARNET_PROGRAM);
}

std::string ServerProcess::address_told() const {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::minutes{1};
  std::string said;
  for (;;) {
    const auto at = said.find("http://");
    const auto end = said.find('\n', at);
    if (at != std::string::npos && end != std::string::npos) return said.substr(at, end - at);
    pollfd waiting{.fd = output_, .events = POLLIN, .revents = 0};
    std::array<char, 512> piece{};
    const bool more = std::chrono::steady_clock::now() < limit && ::poll(&waiting, 1, 1000) >= 0;
    const auto size =
        more && (waiting.revents & (POLLIN | POLLHUP)) != 0 ? ::read(output_, piece.data(), piece.size()) : 1;
    if (!more || size <= 0) throw std::runtime_error("the second server does not serve: " + said);
    if ((waiting.revents & POLLIN) != 0) said.append(piece.data(), static_cast<std::size_t>(size));
  }
}

std::uint16_t ServerProcess::port() const {
  return static_cast<std::uint16_t>(std::stoi(url_.substr(url_.rfind(':') + 1)));
}

support::Reply ask_at(const std::string& url, const support::Client& who, const std::string& method,
                      const std::string& path, const nlohmann::json& body) {
  support::Headers headers;
  for (const auto& [name, value] : who.credentials()) headers.emplace_back(name, name == "Origin" ? url : value);
  support::Client there{who.name(), url};
  return there.call(method, path, body, std::move(headers));
}

}  // namespace opencarnet::malice
