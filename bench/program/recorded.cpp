#include "program/recorded.h"

#include <set>

#include "base/ids.h"
#include "bin/rooms.h"
#include "contract/contract.h"
#include "edge/edge.h"
#include "platform/query_text.h"

namespace opencarnet::bench {
namespace {

using platform::Bind;
using platform::Outcome;
using platform::Query;
using platform::Row;
using platform::Session;

constexpr std::size_t digest_length = 64;

struct Asked {
  std::string name, text;
  std::vector<std::pair<std::string, platform::Value>> parameters;
  bool changes = false;
};
struct AskedTransaction {
  std::string operation;
  bool writes = false;
  std::vector<Asked> statements;
};

class ListeningSession : public Session {
 public:
  ListeningSession(Session& session, AskedTransaction& heard) : session_(session), heard_(heard) {}
  [[nodiscard]] platform::Engine engine() const override { return session_.engine(); }
  [[nodiscard]] std::vector<Row> all(const Query& query, const std::vector<Bind>& binds) override {
    hear(query, binds, false);
    return session_.all(query, binds);
  }
  std::int64_t run(const Query& query, const std::vector<Bind>& binds) override {
    hear(query, binds, true);
    return session_.run(query, binds);
  }
  void script(std::string_view sql) override { session_.script(sql); }

 private:
  void hear(const Query& query, const std::vector<Bind>& binds, bool changes) {
    const auto text = platform::query_text(
        engine(), query, binds,
        engine() == platform::Engine::postgres ? platform::Placeholders::numbered : platform::Placeholders::named);
    Asked asked{std::string(query.name), text.text, {}, changes};
    for (const auto* bind : text.parameters) asked.parameters.emplace_back(bind->name, bind->value);
    heard_.statements.push_back(std::move(asked));
  }
  Session& session_;
  AskedTransaction& heard_;
};

class ListeningDatabase : public platform::Database {
 public:
  explicit ListeningDatabase(platform::Database& database) : database_(database) {}
  [[nodiscard]] platform::Engine engine() const override { return database_.engine(); }
  void write(const std::function<Outcome(Session&)>& work) override {
    database_.write([&](Session& session) {
      AskedTransaction mine{operation, true, {}};
      ListeningSession listening(session, mine);
      const auto outcome = work(listening);
      if (outcome == Outcome::commit) heard.push_back(std::move(mine));
      return outcome;
    });
  }
  void read(const std::function<void(Session&)>& work) override {
    database_.read([&](Session& session) {
      AskedTransaction mine{operation, false, {}};
      ListeningSession listening(session, mine);
      work(listening);
      heard.push_back(std::move(mine));
    });
  }
  std::string operation;
  std::vector<AskedTransaction> heard;

 private:
  platform::Database& database_;
};

http::Response asked(edge::Edge& door, const Counter& counter, const std::string& method, const std::string& path,
                     const nlohmann::json& body, const std::string& version) {
  http::Request request;
  request.method = method;
  request.path = path;
  request.source = "127.0.0.1";
  request.headers = {
      {"Host", "localhost"}, {"Origin", "http://localhost"}, {"Cookie", "__Host-session=" + counter.token}};
  if (!body.is_null()) {
    request.headers.emplace_back("Content-Type", "application/json");
    request.headers.emplace_back("Idempotency-Key", "bench-recording-" + method + new_id());
    request.body = body.dump();
  }
  if (!version.empty()) request.headers.emplace_back("If-Match", version);
  auto response = door.handle(request);
  if (response.status >= 300) throw std::runtime_error("the crossing to record was refused: " + response.body);
  return response;
}

void cross(ListeningDatabase& database, edge::Edge& door, const Counter& counter, const Crossing& crossing) {
  const auto address = "/api/customs/v1/declarations/" + crossing.declaration_id;
  database.operation = "scan_code";
  asked(door, counter, "POST", "/api/customs/v1/scans", {{"qr", crossing.qr}, {"office_id", counter.office_id}}, "");
  database.heard.clear();  // the first request of a session also notes that it is used
  database.operation = "scan_code";
  asked(door, counter, "POST", "/api/customs/v1/scans", {{"qr", crossing.qr}, {"office_id", counter.office_id}}, "");
  database.operation = "open_declaration";
  const auto opened = asked(door, counter, "GET", address, {}, "");
  std::string version;
  for (const auto& [name, value] : opened.headers)
    if (name == "ETag") version = value;
  const auto answer = nlohmann::json::parse(opened.body);
  nlohmann::json body{{"office_id", counter.office_id}, {"goods_examined", true}, {"step", "commit"}};
  if (answer.contains("default_final_date")) body["final_date"] = answer.at("default_final_date");
  database.operation = "commit_transaction";
  asked(door, counter, "POST", address + "/commit", body, version);
}

std::string text_of(const platform::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  return {};
}

std::vector<Known> known_of(const Counter& counter, const Crossing& crossing) {
  const auto place = [](Place p) { return static_cast<std::size_t>(p); };
  return {{crossing.declaration_id, place(Place::declaration_id)},
          {crossing.carnet_id, place(Place::carnet_id)},
          {crossing.number, place(Place::number)},
          {crossing.transaction_code_hash, place(Place::transaction_code_hash)},
          {counter.token_hash, place(Place::token_hash)},
          {counter.account_id, place(Place::account_id)},
          {counter.session_id, place(Place::session_id)},
          {counter.office_id, place(Place::office_id)}};
}

// Keys of what is inserted are new each time; so are digests of requests.
bool is_fresh(const Asked& asked, const std::string& name, const std::string& value) {
  if (name == "idempotency_key") return true;
  if (!asked.changes || !is_id(value)) return false;
  return name.ends_with("_id") && name != "travel_id";
}

Recording made_of(platform::Engine engine, const std::vector<AskedTransaction>& heard, std::vector<Known> known) {
  Recording recording;
  recording.engine = engine;
  std::set<std::string> seen;
  for (const auto& entry : known) seen.insert(entry.text);
  for (const auto& transaction : heard)
    for (const auto& statement : transaction.statements)
      for (const auto& [name, value] : statement.parameters) {
        const auto text = text_of(value);
        if (!is_fresh(statement, name, text) || !seen.insert(text).second) continue;
        known.push_back({text, static_cast<std::size_t>(Place::first_fresh) + recording.fresh_lengths.size()});
        recording.fresh_lengths.push_back(text.size());
      }
  for (const auto& transaction : heard) {
    RecordedTransaction made{transaction.operation, transaction.writes, {}};
    for (const auto& statement : transaction.statements) {
      RecordedStatement line{statement.name, statement.text, {}, {}, {}, statement.changes};
      for (const auto& [name, value] : statement.parameters) {
        line.parameters.push_back(name);
        line.integer.push_back(std::holds_alternative<std::int64_t>(value));
        auto of_value = known;
        if (name == "sequence") of_value = {{text_of(value), static_cast<std::size_t>(Place::sequence)}};
        line.values.push_back(Mould::of(text_of(value), of_value));
      }
      made.statements.push_back(std::move(line));
    }
    recording.transactions.push_back(std::move(made));
  }
  return recording;
}

}  // namespace

Recording record_crossing(const std::string& url, const std::string& data_dir, const Counter& counter,
                          const Crossing& crossing) {
  runtime::Config config;
  config.data_dir = data_dir;
  platform::Clock clock;
  const auto database = platform::Database::open({url, 2});
  const auto master = keystore::MasterKey::read_or_make(data_dir + "/master.key");
  const auto ring = keystore::load_ring(*database, master, clock.now());
  const bin::Foundation foundation{config, *database, clock, master, ring, {}};
  auto rooms = bin::open_rooms(foundation);
  bin::register_reactions(foundation);  // jobs are written with the events they follow from
  ListeningDatabase listening(*database);
  edge::Edge door({}, contract::Contract::built_in(), listening, clock, std::move(rooms.routes), rooms.authenticate,
                  rooms.touch, nullptr);
  cross(listening, door, counter, crossing);
  return made_of(database->engine(), listening.heard, known_of(counter, crossing));
}

std::string describe(const Recording& recording) {
  std::string out;
  for (const auto& transaction : recording.transactions) {
    out += fmt::format("{} ({})\n", transaction.operation, transaction.writes ? "writes" : "reads");
    for (const auto& statement : transaction.statements) out += "  " + statement.name + "\n";
  }
  return out;
}

}  // namespace opencarnet::bench
