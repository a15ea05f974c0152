// The whole program in the test's own process: a fresh database of either engine, a free port, the demo world's
// directory without its carnets, every answer checked against the contract, and somebody of every role to ask with.
//
//   struct Customs : support::OverHttp {};
//   INSTANTIATE_FOR_BOTH_ENGINES(Customs);
//   TEST_P(Customs, …) { as("officer", "DE").done("GET", …); }
#pragma once
#include <functional>
#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "bin/program.h"
#include "platform/clock.h"
#include "support/client.h"
#include "support/databases.h"
#include "support/wallet.h"

namespace opencarnet::support {

inline constexpr auto password_of_all = "a long passphrase of the tests";

class RunningServer {
 public:
  explicit RunningServer(platform::Engine engine, const std::string& clock = {},
                         const std::function<void(runtime::Config&)>& change_settings = {});
  ~RunningServer();
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  [[nodiscard]] const std::string& url() const { return url_; }
  [[nodiscard]] std::uint16_t port() const { return static_cast<std::uint16_t>(program_->port()); }
  [[nodiscard]] platform::Engine engine() const { return engine_; }
  [[nodiscard]] const bin::Program& program() const { return *program_; }
  /// As it was started with: for another process on the same database.
  [[nodiscard]] const runtime::Config& settings() const { return settings_; }
  /// Another door to its database, as another process would have.
  [[nodiscard]] platform::Database& database() { return *database_; }
  /// What the server says it is, in the zone of UTC.
  [[nodiscard]] Day today() const;

  /// Somebody of this role, signed in, always the same; `number` tells colleagues (and holders, and chambers of one
  /// country) apart. Roles as in the contract; "none" is nobody. Holders have a device bound.
  Client& as(const std::string& role, const std::string& country = "CH", int number = 0);
  /// The same person in a session of its own.
  Client fresh(const std::string& role, const std::string& country = "CH", int number = 0);
  Device& device(int number = 0);

  /// Moves the demo clock and signs everybody in again.
  void advance_days(int days);
  void set_clock(const std::string& now);
  /// Signs everybody in again whom `as` knows.
  void renew();

 private:
  struct Account;
  const Account& account(const std::string& role, const std::string& country, int number);
  Client entered(const Account& account, const std::string& name);

  platform::Engine engine_;
  std::string url_;
  runtime::Config settings_;
  std::unique_ptr<FreshDatabase> fresh_;
  std::unique_ptr<bin::Program> program_;
  std::unique_ptr<platform::Database> database_;
  platform::Clock clock_;  // moved as the server's
  std::map<std::string, std::unique_ptr<Account>> accounts_;
  std::map<std::string, std::unique_ptr<Client>> clients_;
  std::map<int, std::unique_ptr<Device>> devices_;
};

/// What all servers of this test program have logged so far, down to the last detail.
[[nodiscard]] std::string logged();

/// One server an engine and test program, started when first asked for and stopped at the program's end.
[[nodiscard]] RunningServer& shared_server(platform::Engine engine);

class OverHttp : public testing::TestWithParam<platform::Engine> {
 public:
  [[nodiscard]] static RunningServer& server() { return shared_server(GetParam()); }
  Client& as(const std::string& role, const std::string& country = "CH", int number = 0) {
    return server().as(role, country, number);
  }
};

}  // namespace opencarnet::support
