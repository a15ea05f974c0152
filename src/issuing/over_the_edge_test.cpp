// This room's operations through the real edge, with every request and answer judged by the contract.
#include "base/code_text.h"
#include "crypto/secrets.h"
#include "edge/edge.h"
#include "issuing/issuing_fixture.h"

namespace opencarnet::issuing {
namespace {

struct OverTheEdge : IssuingFixture {
  platform::Clock clock;
  std::vector<std::string> faults;
  std::unique_ptr<edge::Edge> edge;

  void SetUp() override {
    IssuingFixture::SetUp();
    clock.set(morning);
    edge::EdgeConfig config;
    config.check_answers = true;
    config.on_fault = [this](const std::string&, const std::string& what) {
      faults.push_back(what);
      return std::string("INCIDENT1");
    };
    // The credential names who asks; how it is proven is the identity room's.
    const auto find = [this](platform::Session&, std::string_view credential, Instant) -> std::optional<edge::Actor> {
      if (credential == "chamber") return chamber;
      if (credential == "other") return other;
      if (credential != "holder") return {};
      edge::Actor holder;
      holder.role = edge::Role::holder;
      return holder;
    };
    edge = std::make_unique<edge::Edge>(config, contract::Contract::built_in(), database(), clock, routes(needs), find,
                                        nullptr, nullptr);
  }
  void TearDown() override { EXPECT_EQ(faults, std::vector<std::string>{}); }

  http::Response ask(const std::string& method, const std::string& path, const json& body,
                     std::vector<std::pair<std::string, std::string>> headers = {},
                     const std::string& who = "chamber") {
    http::Request request;
    request.method = method;
    const auto query = path.find('?');
    request.path = "/api/nics/v1" + path.substr(0, query);
    if (query != std::string::npos) request.query = path.substr(query + 1);
    request.source = "192.0.2.1";
    request.headers = std::move(headers);
    if (!who.empty()) request.headers.emplace_back("Authorization", "Bearer " + who);
    if (!body.is_null()) {
      request.body = body.dump();
      request.headers.emplace_back("Content-Type", "application/json");
    }
    return edge->handle(request);
  }
  static std::string code_in(const http::Response& response) {
    return json::parse(response.body).at("code").get<std::string>();
  }
  static std::string header_of(const http::Response& response, const std::string& name) {
    for (const auto& [known, value] : response.headers)
      if (known == name) return value;
    return {};
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(OverTheEdge);

TEST_P(OverTheEdge, a_chamber_drafts_checks_corrects_and_issues) {
  auto body = band_on_tour();
  body["valid_until"] = "2027-03-10";
  const auto created = ask("POST", "/drafts", body);
  ASSERT_EQ(created.status, 201) << created.body;
  const auto path = "/drafts/" + json::parse(created.body).at("carnet_id").dump();
  const auto checked = ask("POST", path + "/check", nullptr);
  ASSERT_EQ(checked.status, 200) << checked.body;
  EXPECT_EQ(json::parse(checked.body).at("errors").at(0).at("rule"), "C2");
  EXPECT_EQ(code_in(ask("POST", path + "/issue", nullptr)), "field_errors");

  const auto updated = ask("PUT", path, band_on_tour(), {{"If-Match", header_of(created, "ETag")}});
  ASSERT_EQ(updated.status, 200) << updated.body;
  const auto issued = ask("POST", path + "/issue", nullptr);
  ASSERT_EQ(issued.status, 201) << issued.body;
  EXPECT_EQ(code_in(ask("PUT", path, body, {{"If-Match", header_of(created, "ETag")}})), "carnet_already_issued");
  EXPECT_EQ(ask("GET", "/carnets/" + path.substr(8), nullptr).status, 200);
  EXPECT_EQ(ask("GET", "/carnets?state=issued&number=CHTA00000901", nullptr).status, 200);
  const auto carnet_id = json::parse(created.body).at("carnet_id").get<carnet::CarnetId>();
  committed(carnet_id, 1, "validation", "2026-02-01T09:00:00.000Z");
  committed(carnet_id, 2, "exportation", "2026-02-02T09:00:00.000Z", {{"final_date", "2026-12-01"}});
  const auto listed = ask("GET", "/transactions?limit=2", nullptr);
  EXPECT_EQ(listed.status, 200);
  EXPECT_EQ(json::parse(listed.body).at("transactions").size(), 2U);
}

TEST_P(OverTheEdge, X11_issue_carnet_repeated_with_its_key_answers_with_the_same_pin) {
  const auto carnet_id = drafted(band_on_tour());
  const auto path = "/drafts/" + std::to_string(carnet_id) + "/issue";
  const std::pair<std::string, std::string> key{"Idempotency-Key", "issue-number-901"};
  const auto first = ask("POST", path, nullptr, {key});
  ASSERT_EQ(first.status, 201) << first.body;
  const auto again = ask("POST", path, nullptr, {key});
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(header_of(again, "Idempotency-Replayed"), "true");
  EXPECT_EQ(code_in(ask("POST", path, nullptr, {{"Idempotency-Key", "another-key-901"}})), "carnet_already_issued");
  EXPECT_EQ(code_in(ask("POST", path, nullptr)), "carnet_already_issued");
  EXPECT_EQ(events_of_carnet(carnet_id).size(), 2U);

  // C12: nowhere in the database in clear.
  const auto shown = json::parse(first.body).at("pin").get<std::string>();
  const auto pin = normalise_code(shown, carnet_pin_length).value();
  for (const auto& row : rows("SELECT headers, body FROM idempotency_keys"))
    for (const auto& text : {row.maybe_text("headers").value_or(""), row.maybe_text("body").value_or("")}) {
      EXPECT_EQ(text.find(pin), std::string::npos);
      EXPECT_EQ(text.find(shown), std::string::npos);
    }
}

TEST_P(OverTheEdge, I6_who_may_not_and_what_is_not_theirs) {
  const auto id = std::to_string(drafted(band_on_tour()));
  const std::vector<std::pair<std::string, std::string>> operations{{"PUT", "/drafts/" + id},
                                                                    {"POST", "/drafts/" + id + "/check"},
                                                                    {"POST", "/drafts/" + id + "/issue"},
                                                                    {"GET", "/carnets/" + id},
                                                                    {"GET", "/transactions?carnet_id=" + id}};
  for (const auto& [method, path] : operations) {
    const json body = method == "PUT" ? band_on_tour() : json();
    EXPECT_EQ(code_in(ask(method, path, body, {}, "")), "not_signed_in") << path;
    EXPECT_EQ(code_in(ask(method, path, body, {}, "nobody")), "not_signed_in") << path;
    EXPECT_EQ(code_in(ask(method, path, body, {}, "holder")), "not_permitted") << path;
    EXPECT_EQ(code_in(ask(method, path, body, {}, "other")), "not_found") << path;
  }
}

TEST_P(OverTheEdge, bad_input_leaves_everything_as_it_was) {
  auto body = band_on_tour();
  body["general_list"][0]["value"] = "1,705.00";
  body["general_list"][1]["item"] = 0;
  body["colour"] = "green";
  const auto refused = ask("POST", "/drafts", body);
  EXPECT_EQ(refused.status, 422);
  EXPECT_EQ(json::parse(refused.body).at("errors").size(), 3U) << refused.body;
  EXPECT_EQ(code_in(ask("GET", "/carnets?cursor=nonsense", nullptr)), "field_errors");
  EXPECT_EQ(code_in(ask("POST", "/drafts/abc/issue", nullptr)), "not_found");
  EXPECT_TRUE(rows("SELECT carnet_id FROM carnets").empty());
}

}  // namespace
}  // namespace opencarnet::issuing
