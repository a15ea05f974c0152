// The settings of a process: defaults, then a TOML file, then OPENCARNET_<NAME>, then --<name>; the later wins.
#pragma once
#include <map>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace opencarnet::runtime {

struct Config {
  std::string command;  // the first word: "serve", "migrate" …
  std::string file;     // what a command like `backup` writes or reads

  std::string address = "127.0.0.1";  // where to listen
  int port = 8080;                    // 0: any free one
  std::vector<std::string> public_hosts{"localhost", "portal.localhost", "wallet.localhost", "gateway.localhost",
                                        "console.localhost"};  // names by which browsers may reach us
  std::string public_url;                    // for links in letters; empty: http://<first public host>:<port>
  std::vector<std::string> trusted_proxies;  // whose X-Forwarded-For and X-Forwarded-Proto count
  std::string database;                      // "sqlite:<path>" or "postgresql://…"; empty: a file in data_dir
  std::string data_dir = "data";             // files this process makes
  bool demo = false;                         // the demo world; never with a production database
  int demo_carnets = 200;                    // demo only: how many of the world's carnets to make; 0: people only
  std::string clock;                         // demo only: the instant to start from; empty: now
  int workers = 8;                           // threads that run requests, each with its database session
  int io_threads = 2;
  int max_waiting = 1024;  // requests waiting for a worker
  int tenant_rate = -1;    // requests a second that one tenant may make; see tenant_limit()
  std::string smtp_url;    // "smtp://host:25", "smtps://…"; empty: the development mailbox
  std::string smtp_user, smtp_password;
  std::string mail_from = "OpenCarnet <no-reply@opencarnet.example>";
  std::string log_level = "info";  // debug, info, warn, error
  std::string log_file;            // empty: standard error
  bool check_answers = false;      // also check what we answer against the contract

  [[nodiscard]] std::string database_url() const;
  [[nodiscard]] std::string base_url() const;
  /// tenant_rate; where it is not set 500, and in the demo mode none, for there all load comes from one place.
  [[nodiscard]] int tenant_limit() const;
};

/// A word the program understands after its name, and the flag of the file it cannot do without: "--to".
struct Command {
  std::string name, purpose;
  std::string file_flag{};  // empty: it takes none
};

/// What to print instead of running: help (status 0) or what is wrong, all of it at once (status 2).
struct Leave {
  int status = 0;
  std::string text;
};

/// `arguments` without the program's name. Unknown settings, wrong types and impossible combinations are refused with
/// the place they stand in. `--config <file>` or OPENCARNET_CONFIG names the file.
[[nodiscard]] std::variant<Config, Leave> read_config(std::span<const std::string> arguments,
                                                      const std::map<std::string, std::string>& environment,
                                                      std::span<const Command> commands);

/// The variables of this process.
[[nodiscard]] std::map<std::string, std::string> environment();

/// Every setting with its value and where it can be set, secrets left out; for the log at start.
[[nodiscard]] std::string describe(const Config& config);

}  // namespace opencarnet::runtime
