// The program in a process of its own, on the database of a server that runs already: what only one process remembers
// is found by asking another.
#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

#include "support/server.h"

namespace opencarnet::malice {

class ServerProcess {
 public:
  /// Shares database and keys with `first`. It may open so many files at most, where that is said. Throws unless it
  /// serves within a minute.
  explicit ServerProcess(const support::RunningServer& first, int most_files = 0);
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] std::uint16_t port() const;

 private:
  void start(std::vector<std::string> arguments);
  [[nodiscard]] std::string address_told() const;

  pid_t process_ = 0;
  int output_ = -1;
  std::string url_;
};

/// A second process beside the shared server of this engine; started when first asked for.
[[nodiscard]] ServerProcess& second_process(platform::Engine engine);

/// Sends JSON as this client to another server on the same database.
[[nodiscard]] support::Reply ask_at(const std::string& url, const support::Client& who, const std::string& method,
                                    const std::string& path, const nlohmann::json& body = nullptr);

}  // namespace opencarnet::malice
