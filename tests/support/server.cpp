#include "support/server.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "crypto/secrets.h"
#include "directory/directory_store.h"
#include "identity/identity.h"
#include "runtime/log.h"

namespace opencarnet::support {
namespace {

namespace fs = std::filesystem;

const fs::path& workspace() {
  static const fs::path folder = [] {
    std::string pattern = (fs::temp_directory_path() / "opencarnet-server.XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
    runtime::open_log("debug", pattern + "/log");
    return fs::path(pattern);
  }();
  return folder;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::string realm_of(const std::string& role) {
  if (role == "holder") return "wallet";
  return role == "operator_of_core" ? "core" : "customs";
}

// Ends the servers before the databases they stand on, and shows what they complained of.
class Servers : public testing::Environment {
 public:
  RunningServer& on(platform::Engine engine) {
    auto& server = servers_[engine];
    if (!server) server = std::make_unique<RunningServer>(engine);
    return *server;
  }
  void TearDown() override {
    const bool used = !servers_.empty();
    servers_.clear();
    if (!used) return;
    runtime::close_log();
    std::ifstream log{workspace() / "log"};
    for (std::string line; std::getline(log, line);)
      if (line.find("\"fault\"") != std::string::npos) ADD_FAILURE() << "the server logged a fault: " << line;
    std::error_code ignored;
    fs::remove_all(workspace(), ignored);
  }

 private:
  std::map<platform::Engine, std::unique_ptr<RunningServer>> servers_;
};

Servers& servers() {
  static auto* one = new Servers;  // GoogleTest deletes it
  return *one;
}
const auto* const registered = testing::AddGlobalTestEnvironment(&servers());

}  // namespace

struct RunningServer::Account {
  std::string role, realm, name, secret;
};

RunningServer::RunningServer(platform::Engine engine, const std::string& clock,
                             const std::function<void(runtime::Config&)>& change_settings)
    : engine_(engine) {
  static_cast<void>(registered);
  static std::atomic<int> number{0};
  fresh_ = std::make_unique<FreshDatabase>(engine);
  auto& config = settings_;
  config.command = "serve";
  config.port = 0;
  config.database = fresh_->url();
  config.data_dir = (workspace() / std::to_string(++number)).string();
  config.demo = true;
  config.demo_carnets = 0;
  config.clock = clock;
  config.workers = 6;
  config.io_threads = 1;
  config.check_answers = true;
  if (change_settings) change_settings(config);
  if (!clock.empty()) clock_.set(parse_instant(clock).value());
  program_ = std::make_unique<bin::Program>(config, crypto::cheapest_password_cost);
  database_ = fresh_->open(2);
  program_->start();
  url_ = "http://localhost:" + std::to_string(program_->port());
}

RunningServer::~RunningServer() {
  clients_.clear();
  program_.reset();
  database_.reset();
}

Day RunningServer::today() const { return std::chrono::floor<date::days>(clock_.now()); }

const RunningServer::Account& RunningServer::account(const std::string& role, const std::string& country, int number) {
  auto& known = accounts_[fmt::format("{} {} {}", role, country, number)];
  if (known) return *known;
  static const auto hash = identity::hash_without_judging(password_of_all, crypto::cheapest_password_cost);
  const auto name = lower(fmt::format("{}.{}.{}", role, country, number));
  auto made = std::make_unique<Account>(Account{role, realm_of(role), name + "@tests.example", password_of_all});
  database_->write([&](platform::Session& session) {
    const edge::Actor nobody;
    edge::Context context{nobody, clock_.now(), {clock_.now(), "tests", "", "", "", "127.0.0.1"}, &session, *database_};
    if (role == "nics_client") {
      std::vector<directory::Association> chambers;
      for (const auto& chamber : directory::list_associations(session))
        if (chamber.country == country) chambers.push_back(chamber);
      const auto& chamber = chambers.at(static_cast<std::size_t>(number));
      made->name = name;
      static_cast<void>(identity::seed_client_with_secret(context,
                                                          {.client_id = name,
                                                           .tenant_id = chamber.association_id,
                                                           .country = country,
                                                           .display_name = chamber.name},
                                                          password_of_all)
                            .value());
      return platform::Outcome::commit;
    }
    identity::NewAccount account{.realm = made->realm,
                                 .email = made->name,
                                 .role = edge::role_named(role).value(),
                                 .display_name = fmt::format("{} {} of {}", role, number, country)};
    if (made->realm == "core") account.tenant_id = "opencarnet";
    if (made->realm == "customs") {
      account.tenant_id = "customs-" + lower(country);
      const auto offices = directory::list_offices_of_administration(session, account.tenant_id);
      const auto& office = offices.at(static_cast<std::size_t>(number) % offices.size());
      account.country = country;
      account.region_id = office.region_id;
      account.office_id = office.office_id;
    }
    static_cast<void>(identity::seed_account_with_hash(context, account, hash).value());
    return platform::Outcome::commit;
  });
  known = std::move(made);
  return *known;
}

Client RunningServer::entered(const Account& account, const std::string& name) {
  Client client{name, url_};
  if (account.role == "nics_client") {
    client.take_token(account.name, account.secret);
  } else {
    client.sign_in(account.realm, account.name, account.secret);
  }
  return client;
}

Client RunningServer::fresh(const std::string& role, const std::string& country, int number) {
  const auto name = fmt::format("{} {} of {}", role, number, country);
  if (role == "none") return {"nobody", url_};
  auto client = entered(account(role, country, number), name);
  if (role == "holder") bind_device(client, device(number));
  return client;
}

Client& RunningServer::as(const std::string& role, const std::string& country, int number) {
  auto& known = clients_[fmt::format("{} {} {}", role, country, number)];
  if (!known) known = std::make_unique<Client>(fresh(role, country, number));
  return *known;
}

Device& RunningServer::device(int number) {
  auto& known = devices_[number];
  if (!known) known = std::make_unique<Device>();
  return *known;
}

void RunningServer::advance_days(int days) { set_clock(to_text(clock_.now() + date::days{days})); }

void RunningServer::set_clock(const std::string& now) {
  as("none").done("PUT", "/api/core/v1/clock", {{"now", now}});
  clock_.set(parse_instant(now).value());
  renew();
}

void RunningServer::renew() {
  for (auto& [who, client] : clients_) {
    client->sign_in_again();
    if (who.starts_with("holder")) bind_device(*client, device(std::stoi(who.substr(who.rfind(' ') + 1))));
  }
}

std::string logged() {
  runtime::close_log();  // flushes; what follows is logged all the same
  std::ifstream log{workspace() / "log"};
  return {std::istreambuf_iterator<char>{log}, {}};
}

RunningServer& shared_server(platform::Engine engine) { return servers().on(engine); }

}  // namespace opencarnet::support
