// The edge with small use cases of its own behind real operations of the contract, on both engines.
#include "edge/edge.h"

#include <atomic>
#include <thread>

#include <gtest/gtest.h>

#include "platform/events.h"
#include "support/databases.h"

namespace opencarnet::edge {
namespace {

using nlohmann::json;
using platform::Query;

constexpr Query count_events{"edge_test.count_events", "SELECT COUNT(*) AS n FROM events",
                             "SELECT COUNT(*) AS n FROM events"};
constexpr Query count_audit{"edge_test.count_audit", "SELECT COUNT(*) AS n FROM audit",
                            "SELECT COUNT(*) AS n FROM audit"};

const std::set<Role> customs_roles{Role::officer, Role::controller, Role::regional_manager, Role::admin};
const std::set<Role> people{Role::officer, Role::controller, Role::regional_manager,
                            Role::admin,   Role::holder,     Role::operator_of_core};

std::optional<Actor> who(std::string_view credential) {
  static const std::map<std::string_view, Role> known{{"machine", Role::nics_client},
                                                      {"french", Role::nics_client},
                                                      {"officer", Role::officer},
                                                      {"holder", Role::holder}};
  const auto found = known.find(credential);
  if (found == known.end()) return {};
  Actor actor;
  actor.role = found->second;
  actor.account_id = std::string(credential) + "-account";
  actor.session_id = std::string(credential) + "-session";
  if (credential == "french") actor.language = "fr";
  return actor;
}

std::string header_of(const http::Response& response, const std::string& name) {
  for (const auto& [known, value] : response.headers)
    if (known == name) return value;
  return {};
}

struct EdgeOnDatabase : support::BothEngines {
  platform::Clock clock;
  std::vector<RequestRecord> records;
  std::vector<std::string> faults;
  std::atomic<int> issued{0}, touched{0}, commits{0};
  std::unique_ptr<Edge> edge;

  static json carnet(int id) { return {{"carnet_id", id}, {"state", "draft"}, {"type", "ata"}, {"version", "1"}}; }

  static void change(Context& context) {
    context.publish({"draft_created", "carnet:1", "", json::object(), {"carnet:1"}});
    context.audit({"nics.create_draft", "carnet:1", "done", ""});
  }

  // Does as the body's remarks say: refuses, throws, or answers what the contract does not allow.
  static Result<Answer> create_draft(Context& context, const Input& input) {
    change(context);
    const auto wish = input.body.value("remarks", "");
    if (wish == "refuse") return refuse(Code::busy);
    if (wish == "throw") throw std::runtime_error("disk on fire");
    Answer answer;
    answer.status = 201;
    answer.body = carnet(1);
    if (wish == "lie") answer.body["items"] = answer.body["state"] = 7;
    answer.headers["ETag"] = "\"1\"";
    return answer;
  }

  Routes routes() {
    return {
        {"nics.create_draft", {Role::nics_client}, Work::write, create_draft},
        {"nics.issue_carnet",
         {Role::nics_client},
         Work::own,
         [this](Context& context, const Input&) -> Result<Answer> {
           const auto pin = "PIN-" + std::to_string(++issued);  // slow work before the transaction
           return context.write([&](Context& inner) -> Result<Answer> {
             change(inner);
             Answer answer;
             answer.status = 201;
             answer.body = {{"carnet_id", 1},     {"number", "CHTA00000901"},  {"pin", pin},
                            {"download_qr", "x"}, {"issued_on", "2026-01-10"}, {"valid_until", "2027-01-09"}};
             return answer;
           });
         }},
        {"nics.get_carnet",
         {Role::nics_client},
         Work::read,
         [](Context& context, const Input& input) -> Result<Answer> {
           if (input.integer("carnet_id") != 1) return refuse(Code::not_found);
           context.audit({"nics.get_carnet", "carnet:1", "done", ""});
           Answer answer;
           answer.body = carnet(1);
           answer.headers["ETag"] = "\"1\"";
           return answer;
         }},
        {"nics.update_draft",
         {Role::nics_client},
         Work::write,
         [](Context&, const Input& input) -> Result<Answer> {
           if (auto verdict = input.made_to("3"); !verdict) return tl::unexpected(verdict.error());
           Answer answer;
           answer.body = carnet(1);
           return answer;
         }},
        {"nics.list_carnets",
         {Role::nics_client},
         Work::read,
         [](Context&, const Input& input) -> Result<Answer> {
           Answer answer;
           answer.body = {{"carnets", json::array()}};
           if (input.integer("limit") != 50) answer.body["cursor"] = "limit " + *input.query_text("limit");
           return answer;
         }},
        {"identity.sign_out", people, Work::write,
         [](Context&, const Input&) -> Result<Answer> {
           Answer answer;
           answer.status = 204;
           return answer;
         }},
        {"core.set_clock", {Role::none}, Work::own, [](Context&, const Input&) -> Result<Answer> { return Answer{}; }},
    };
  }

  Edge& door(bool demo = false) {
    if (!edge) {
      EdgeConfig config;
      config.demo = demo;
      config.check_answers = true;
      config.on_request = [this](const RequestRecord& record) { records.push_back(record); };
      config.on_fault = [this](const std::string&, const std::string& what) {
        faults.push_back(what);
        return std::string("INCIDENT1");
      };
      config.on_commit = [this] { ++commits; };
      edge = std::make_unique<Edge>(
          config, contract::Contract::built_in(), database(), clock, routes(),
          [](platform::Session&, std::string_view credential, Instant) { return who(credential); },
          [this](platform::Session&, const Actor&, Instant) { ++touched; }, nullptr);
    }
    return *edge;
  }

  static http::Request request(const std::string& method, const std::string& path, const std::string& as = "machine",
                               const std::string& body = "") {
    http::Request made;
    made.method = method;
    made.path = path;
    made.headers = {{"Host", "localhost:8080"}};
    if (!as.empty()) made.headers.emplace_back("Authorization", "Bearer " + as);
    if (!body.empty()) made.headers.emplace_back("Content-Type", "application/json; charset=utf-8");
    made.body = body;
    made.source = "127.0.0.1";
    return made;
  }
  http::Response ask(http::Request made) { return door().handle(made); }
  std::string code(http::Request made) {
    const auto response = ask(std::move(made));
    if (response.status < 400) return std::to_string(response.status);
    const auto problem = json::parse(response.body);
    EXPECT_EQ(problem["status"], response.status);
    return problem["code"].get<std::string>();
  }
  std::int64_t count(const Query& query) {
    std::int64_t n = 0;
    database().read([&](platform::Session& session) { n = session.one(query)->integer("n"); });
    return n;
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(EdgeOnDatabase);

constexpr auto drafts = "/api/nics/v1/drafts";

TEST_P(EdgeOnDatabase, S1_denies_what_no_route_row_opens) {
  EXPECT_EQ(code(request("GET", "/api/nics/v1/nothing")), "not_found");
  EXPECT_EQ(code(request("GET", "/api/nics/v1/transactions")), "not_found");  // in the contract, not served here
  EXPECT_EQ(code(request("PUT", "/api/core/v1/clock", "", "{\"days\":1}")), "not_found");  // demo mode only
  EXPECT_EQ(code(request("POST", drafts, "", "{}")), "not_signed_in");
  EXPECT_EQ(code(request("POST", drafts, "stranger", "{}")), "not_signed_in");
  EXPECT_EQ(code(request("POST", drafts, "officer", "{}")), "not_permitted");
  EXPECT_EQ(code(request("POST", drafts, "officer", "{\"colour\":1}")), "not_permitted");  // before any field
  EXPECT_EQ(count(count_events), 0);
}

TEST_P(EdgeOnDatabase, whoever_asks_is_answered_in_the_requests_language_else_in_the_accounts) {
  const auto language = [&](const std::string& accept) {
    auto made = request("POST", drafts, "french", R"({"remarks":"refuse"})");
    if (!accept.empty()) made.headers.emplace_back("Accept-Language", accept);
    const auto response = ask(std::move(made));
    EXPECT_EQ(response.status, 503);
    return header_of(response, "Content-Language");
  };
  EXPECT_EQ(language(""), "fr");
  EXPECT_EQ(language("*"), "fr");
  EXPECT_EQ(language("de"), "fr");
  EXPECT_EQ(language("ar, en;q=0.5"), "ar");
  EXPECT_EQ(language("en"), "en");
}

TEST_P(EdgeOnDatabase, a_method_not_offered_says_which_are) {
  const auto response = ask(request("PATCH", "/api/nics/v1/carnets/1"));
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(header_of(response, "Allow"), "OPTIONS, GET, HEAD");
  EXPECT_EQ(ask(request("OPTIONS", "/api/nics/v1/carnets/1")).status, 204);
  EXPECT_EQ(ask(request("HEAD", "/api/nics/v1/carnets/1")).status, 200);
}

TEST_P(EdgeOnDatabase, one_request_is_one_transaction) {
  const auto response = ask(request("POST", drafts, "machine", "{}"));
  ASSERT_EQ(response.status, 201) << response.body;
  EXPECT_EQ(count(count_events), 1);
  EXPECT_EQ(count(count_audit), 1);
  EXPECT_EQ(header_of(response, "OpenCarnet-Events").size(), 20U);
  EXPECT_EQ(header_of(response, "Content-Type"), "application/json");
  EXPECT_EQ(commits, 1);
}

TEST_P(EdgeOnDatabase, a_refusal_or_fault_leaves_the_database_as_it_was) {
  EXPECT_EQ(code(request("POST", drafts, "machine", R"({"remarks":"refuse"})")), "busy");
  const auto response = ask(request("POST", drafts, "machine", R"({"remarks":"throw"})"));
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(json::parse(response.body)["incident"], "INCIDENT1");
  EXPECT_EQ(response.body.find("disk"), std::string::npos);  // the reader learns a number, not the inside
  EXPECT_EQ(header_of(response, "OpenCarnet-Events"), "");
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_NE(faults[0].find("disk on fire"), std::string::npos);
  EXPECT_EQ(count(count_events), 0);
  EXPECT_EQ(count(count_audit), 0);
}

TEST_P(EdgeOnDatabase, an_answer_that_breaks_the_contract_is_a_fault) {
  EXPECT_EQ(code(request("POST", drafts, "machine", R"({"remarks":"lie"})")), "fault");
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_NE(faults[0].find("/state"), std::string::npos) << faults[0];
  EXPECT_EQ(count(count_events), 0);
}

TEST_P(EdgeOnDatabase, every_wrong_field_is_named_at_once) {
  const auto response = ask(
      request("POST", drafts, "machine", R"({"number":"X","colour":1,"general_list":[{"item":0,"pieces":"1,5"}]})"));
  EXPECT_EQ(response.status, 422);
  std::set<std::string> said;
  const auto problem = json::parse(response.body);
  for (const auto& error : problem["errors"])
    said.insert(error["pointer"].get<std::string>() + " " + error["code"].get<std::string>());
  EXPECT_EQ(said, (std::set<std::string>{"/colour unknown_field", "/general_list/0/description missing_field",
                                         "/general_list/0/item out_of_range", "/general_list/0/pieces wrong_type",
                                         "/general_list/0/value missing_field", "/number bad_pattern"}));
}

TEST_P(EdgeOnDatabase, what_is_not_readable_is_said_so) {
  EXPECT_EQ(code(request("POST", drafts, "machine", "{\"a\":1,}")), "malformed_json");
  EXPECT_EQ(code(request("POST", drafts, "machine", "{\"remarks\":\"a\",\"remarks\":\"b\"}")), "repeated_key");
  auto xml = request("POST", drafts, "machine", "<carnet/>");
  xml.headers.back().second = "application/xml";
  EXPECT_EQ(code(xml), "unsupported_media_type");
  auto latin = request("POST", drafts, "machine", "{}");
  latin.headers.back().second = "application/json; charset=latin1";
  EXPECT_EQ(code(latin), "unsupported_media_type");
  EXPECT_EQ(code(request("POST", drafts, "machine", std::string(9u << 20, ' '))), "body_too_large");
  EXPECT_EQ(door().body_limit("POST", drafts), 8u << 20);
  EXPECT_EQ(door().body_limit("POST", "/api/nics/v1/drafts/1/issue"), 1u << 20);
}

TEST_P(EdgeOnDatabase, path_and_query_are_judged_too) {
  EXPECT_EQ(code(request("GET", "/api/nics/v1/carnets/abc")), "not_found");
  EXPECT_EQ(code(request("GET", "/api/nics/v1/carnets/0")), "not_found");
  auto list = request("GET", "/api/nics/v1/carnets");
  EXPECT_EQ(code(list), "200");  // limit has the contract's default
  list.query = "limit=501&colour=red&limit=2";
  const auto errors = json::parse(ask(list).body)["errors"];
  ASSERT_EQ(errors.size(), 3U);
  EXPECT_EQ(errors[0]["pointer"], "/query/limit");
  EXPECT_EQ(errors[1]["code"], "unknown_field");
}

TEST_P(EdgeOnDatabase, X11_the_same_request_repeated_gets_the_same_answer) {
  auto first = request("POST", "/api/nics/v1/drafts/1/issue");
  first.headers.emplace_back("Idempotency-Key", "a-random-key-1");
  const auto one = ask(first), two = ask(first);
  ASSERT_EQ(one.status, 201) << one.body;
  EXPECT_EQ(two.status, 201);
  EXPECT_EQ(one.body, two.body);  // with the PIN that is shown once
  EXPECT_EQ(header_of(two, "OpenCarnet-Events"), header_of(one, "OpenCarnet-Events"));
  EXPECT_EQ(header_of(two, "Idempotency-Replayed"), "true");
  EXPECT_EQ(count(count_events), 1);

  auto other = request("POST", "/api/nics/v1/drafts/2/issue");
  other.headers.emplace_back("Idempotency-Key", "a-random-key-1");
  EXPECT_EQ(code(other), "idempotency_key_reused");
  other.headers.back().second = "short";
  EXPECT_EQ(code(other), "bad_idempotency_key");
}

TEST_P(EdgeOnDatabase, X11_sixteen_at_once_with_one_key_do_it_once) {
  std::vector<std::thread> clients;
  std::vector<std::string> bodies(16);
  door();
  edge = nullptr;  // without the recording callbacks, which are not made for threads
  EdgeConfig config;
  Edge quiet{config,     contract::Contract::built_in(),
             database(), clock,
             routes(),   [](platform::Session&, std::string_view credential, Instant) { return who(credential); },
             {},         nullptr};
  for (std::size_t i = 0; i < bodies.size(); ++i)
    clients.emplace_back([&, i] {
      auto made = request("POST", "/api/nics/v1/drafts/1/issue");
      made.headers.emplace_back("Idempotency-Key", "a-random-key-2");
      bodies[i] = quiet.handle(made).body;
    });
  for (auto& client : clients) client.join();
  EXPECT_EQ(std::set<std::string>(bodies.begin(), bodies.end()).size(), 1U) << bodies[0] << bodies[1];
  EXPECT_EQ(count(count_events), 1);
}

TEST_P(EdgeOnDatabase, X11_a_refusal_is_not_kept) {
  auto made = request("POST", drafts, "machine", R"({"remarks":"refuse"})");
  made.headers.emplace_back("Idempotency-Key", "a-random-key-3");
  EXPECT_EQ(code(made), "busy");
  made.body = "{}";
  EXPECT_EQ(code(made), "201");
}

TEST_P(EdgeOnDatabase, T6_a_change_names_the_version_it_was_made_to) {
  auto made = request("PUT", "/api/nics/v1/drafts/1", "machine", "{}");
  EXPECT_EQ(code(made), "precondition_required");
  made.headers.emplace_back("If-Match", "\"2\"");
  EXPECT_EQ(code(made), "newer_version_exists");
  made.headers.back().second = "\"3\"";
  EXPECT_EQ(code(made), "200");
}

TEST_P(EdgeOnDatabase, V7_a_read_leaves_its_audit_row) {
  EXPECT_EQ(code(request("GET", "/api/nics/v1/carnets/1")), "200");
  EXPECT_EQ(count(count_audit), 1);
  EXPECT_EQ(touched, 1);
  EXPECT_EQ(code(request("GET", "/api/nics/v1/carnets/1")), "200");
  EXPECT_EQ(touched, 1);  // not again within half a minute
}

TEST_P(EdgeOnDatabase, what_the_reader_has_is_not_sent_again) {
  auto made = request("GET", "/api/nics/v1/carnets/1");
  made.headers.emplace_back("If-None-Match", "\"1\"");
  const auto response = ask(made);
  EXPECT_EQ(response.status, 304);
  EXPECT_TRUE(response.body.empty());
}

TEST_P(EdgeOnDatabase, S5_a_change_by_cookie_must_come_from_our_own_pages) {
  auto made = request("DELETE", "/api/identity/v1/sessions/current", "");
  made.headers.emplace_back("Cookie", "__Host-session=officer");
  EXPECT_EQ(code(made), "origin_not_allowed");
  made.headers.emplace_back("Origin", "https://evil.example");
  EXPECT_EQ(code(made), "origin_not_allowed");
  made.headers.back().second = "http://localhost:8080";
  EXPECT_EQ(code(made), "204");
  auto machine = request("POST", drafts, "machine", "{}");
  EXPECT_EQ(code(machine), "201");
  machine.headers.emplace_back("Origin", "https://evil.example");
  EXPECT_EQ(code(machine), "origin_not_allowed");
}

TEST_P(EdgeOnDatabase, S5_every_answer_protects_the_browser) {
  for (const auto* path : {"/api/nics/v1/carnets/1", "/api/nics/v1/nowhere"}) {
    const auto response = ask(request("GET", path));
    EXPECT_NE(header_of(response, "Content-Security-Policy").find("default-src 'none'"), std::string::npos);
    EXPECT_EQ(header_of(response, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(header_of(response, "Cache-Control"), "no-store");
    EXPECT_EQ(header_of(response, "X-Request-Id").size(), 20U);
  }
}

TEST_P(EdgeOnDatabase, the_log_line_knows_operation_and_outcome_but_no_values) {
  ask(request("GET", "/api/nics/v1/carnets/2"));
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].operation, "nics.get_carnet");
  EXPECT_EQ(records[0].path, "/api/nics/v1/carnets/{carnet_id}");
  EXPECT_EQ(records[0].code, "not_found");
  EXPECT_EQ(records[0].role, "nics_client");
}

TEST_P(EdgeOnDatabase, a_route_must_agree_with_the_contract) {
  const auto made = [&](Routes wrong) {
    return Edge{{}, contract::Contract::built_in(), database(), clock, std::move(wrong), {}, {}, nullptr};
  };
  const Handler nothing = [](Context&, const Input&) -> Result<Answer> { return Answer{}; };
  EXPECT_THROW(made({{"nics.invent", {Role::nics_client}, Work::read, nothing}}), std::logic_error);
  EXPECT_THROW(made({{"nics.get_carnet", {Role::officer}, Work::read, nothing}}), std::logic_error);
}

}  // namespace
}  // namespace opencarnet::edge
