#include "bin/program.h"

#include <filesystem>

#include "bin/rooms.h"
#include "bin/site.h"
#include "contract/contract.h"
#include "directory/reference_store.h"
#include "edge/edge.h"
#include "http/server.h"
#include "keystore/keystore.h"
#include "platform/outbox.h"
#include "platform/signal.h"
#include "platform/sweeper.h"
#include "runtime/incident.h"
#include "runtime/log.h"
#include "runtime/metrics.h"

namespace opencarnet::bin {
namespace {

// For the sequencer, the hub of live streams, the two threads of the outbox, the sweeper, and one more: a request never
// waits for the session of a thread that stands behind it.
constexpr int background_sessions = 6;

// What the rest stands on: the folder for our files, the hour it is, the schema and the reference data at their newest
// version.
std::unique_ptr<platform::Database> opened(const runtime::Config& config, platform::Clock& clock) {
  std::filesystem::create_directories(config.data_dir);
  if (!config.clock.empty()) clock.set(parse_instant(config.clock).value());
  auto database = platform::Database::open({config.database_url(), config.workers + background_sessions});
  platform::migrate(*database);
  database->write([](platform::Session& session) {
    directory::load_reference(session, directory::built_in_reference());
    return platform::Outcome::commit;
  });
  return database;
}

std::string record_fault(const std::string& request_id, const std::string& what) {
  auto incident = runtime::new_incident();
  runtime::log(runtime::Level::error, "fault", {{"request_id", request_id}, {"incident", incident}, {"what", what}});
  return incident;
}

void record_request(const edge::RequestRecord& record) {
  const double seconds = static_cast<double>(record.took.count()) / 1e6;
  runtime::log_request({record.request_id, record.operation, record.method, record.status, seconds * 1e3, record.role,
                        record.code, record.incident});
  runtime::metrics().count_request(record.operation.empty() ? "none" : record.operation, record.status, seconds);
}

// Where our own pages come from: a change by cookie must name one of them (quality.md S5).
std::set<std::string> origins_of(const runtime::Config& config) {
  std::set<std::string> origins;
  if (config.port == 0) return origins;  // a free port is not known yet: the host of the request decides
  const bool tls = config.base_url().starts_with("https://");
  for (const auto& host : config.public_hosts) {
    origins.insert("https://" + host);
    if (tls) continue;
    origins.insert("http://" + host);
    origins.insert("http://" + host + ":" + std::to_string(config.port));
  }
  return origins;
}

}  // namespace

struct Program::Parts {
  Parts(const runtime::Config& given, crypto::PasswordCost password_cost)
      : config(given),
        database(opened(config, clock)),
        master(keystore::master_key_of(*database, config.data_dir + "/master.key")),
        ring(keystore::load_ring(*database, master, clock.now())),
        foundation{config, *database, clock, master, ring, password_cost},
        rooms(open_rooms(foundation)),
        sequencer(*database, signal),
        hub(*database, clock, signal, rooms.authenticate,
            [](const std::string& problem) { runtime::log(runtime::Level::warn, problem); }),
        outbox(made_outbox()),
        sweeper(*database, clock),
        door(edge_config(), contract::Contract::built_in(), *database, clock, std::move(rooms.routes),
             rooms.authenticate, rooms.touch, &hub),
        site(config, contract::Contract::built_in(), *database, door, ring.public_set(), rooms.demo),
        server(
            server_config(), [this](http::Request& request) { return handle(request); },
            [this](std::string_view method, std::string_view path) {
              return Site::body_limit(path).value_or(door.body_limit(method, path));
            }) {
    runtime::metrics().gauge("opencarnet_live_streams", "Open event streams",
                             [this] { return static_cast<double>(hub.open_streams()); });
    runtime::metrics().gauge("opencarnet_event_position", "Position of the last numbered event",
                             [this] { return static_cast<double>(signal.position()); });
    runtime::metrics().gauge("opencarnet_outbox_waiting", "Jobs that wait", [this] { return waiting_jobs(); });
  }

  std::unique_ptr<platform::OutboxWorker> made_outbox() {
    register_reactions(foundation);
    return std::make_unique<platform::OutboxWorker>(*database, clock);
  }
  [[nodiscard]] double waiting_jobs() const {
    platform::OutboxCount count;
    database->read([&](platform::Session& session) { count = platform::count_jobs(session); });
    return static_cast<double>(count.waiting);
  }
  edge::EdgeConfig edge_config() {
    edge::EdgeConfig made;
    made.demo = config.demo;
    made.https = config.base_url().starts_with("https://");
    made.check_answers = config.check_answers;
    made.origins = origins_of(config);
    made.tenant_rate = config.tenant_limit();
    made.on_request = record_request;
    made.on_fault = record_fault;
    made.on_commit = [this] {
      sequencer.wake();
      outbox->wake();
    };
    return made;
  }
  http::ServerConfig server_config() {
    http::ServerConfig made;
    made.address = config.address;
    made.port = static_cast<std::uint16_t>(config.port);
    made.io_threads = config.io_threads;
    made.workers = config.workers;
    made.max_waiting = static_cast<std::size_t>(config.max_waiting);
    made.trusted_proxies = config.trusted_proxies;
    made.refusal = [this](int status) { return door.refusal_answer(status); };
    return made;
  }
  http::Response handle(http::Request& request) {
    if (auto response = site.answer(request)) return std::move(*response);
    return door.handle(request);
  }

  runtime::Config config;
  platform::Clock clock;
  std::unique_ptr<platform::Database> database;
  keystore::MasterKey master;
  crypto::KeyRing ring;
  Foundation foundation;
  Rooms rooms;
  platform::EventSignal signal;
  platform::Sequencer sequencer;
  edge::LiveHub hub;
  std::unique_ptr<platform::OutboxWorker> outbox;
  platform::Sweeper sweeper;
  edge::Edge door;
  Site site;
  http::Server server;
};

Program::Program(const runtime::Config& config, crypto::PasswordCost password_cost)
    : parts_(std::make_unique<Parts>(config, password_cost)) {
  for (const auto& operation : unserved())
    runtime::log(runtime::Level::debug, "an operation of the contract is not served", {{"operation", operation}});
}
Program::~Program() { stop(); }

void Program::start() { parts_->server.start(); }
int Program::port() const { return parts_->server.port(); }
std::vector<std::string> Program::unserved() const { return parts_->door.unserved(); }

void Program::stop() {
  parts_->site.stopping();
  parts_->hub.stop();
  parts_->server.stop();
  parts_->sweeper.stop();
  parts_->outbox->stop();
  parts_->sequencer.stop();
}

}  // namespace opencarnet::bin
