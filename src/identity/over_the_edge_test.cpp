// This room's operations through the real edge, with every answer judged by the contract.
#include "edge/edge.h"
#include "identity/identity_fixture.h"
#include "identity/routes_identity.h"
#include "platform/clock.h"

namespace opencarnet::identity {
namespace {

using nlohmann::json;

struct OverTheEdge : IdentityFixture {
  platform::Clock clock;
  std::vector<std::string> faults;
  std::unique_ptr<edge::Edge> edge;

  void SetUp() override {
    IdentityFixture::SetUp();
    clock.set(morning);
    edge::EdgeConfig config;
    config.check_answers = true;
    config.on_fault = [this](const std::string&, const std::string& what) {
      faults.push_back(what);
      return std::string("INCIDENT1");
    };
    edge = std::make_unique<edge::Edge>(config, contract::Contract::built_in(), database(), clock, routes(settings),
                                        find_actor, touch_session, nullptr);
  }
  void TearDown() override { EXPECT_EQ(faults, std::vector<std::string>{}); }

  http::Response ask(const std::string& method, const std::string& path, const std::string& body,
                     std::vector<std::pair<std::string, std::string>> headers) {
    http::Request request;
    request.method = method;
    request.path = path;
    request.body = body;
    request.source = "192.0.2.1";
    request.headers = std::move(headers);
    request.headers.emplace_back("Host", "localhost:8080");
    return edge->handle(request);
  }
  http::Response sign_in_with(const std::string& typed) {
    const json body{{"realm", "customs"}, {"email", "kavitch@customs-xs.example"}, {"password", typed}};
    return ask("POST", "/api/identity/v1/sessions", body.dump(), {{"Content-Type", "application/json"}});
  }
  static std::string header_of(const http::Response& response, const std::string& name) {
    for (const auto& [known, value] : response.headers)
      if (known == name) return value;
    return {};
  }
  static std::string code_of(const http::Response& response) {
    return json::parse(response.body).at("code").get<std::string>();
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(OverTheEdge);

constexpr auto current = "/api/identity/v1/sessions/current";
const std::pair<std::string, std::string> form{"Content-Type", "application/x-www-form-urlencoded"};
const std::pair<std::string, std::string> own_page{"Origin", "http://localhost:8080"};

TEST_P(OverTheEdge, S4_a_session_from_sign_in_to_sign_out) {
  const auto opened = sign_in_with(password);
  ASSERT_EQ(opened.status, 201) << opened.body;
  const auto cookie_line = header_of(opened, "Set-Cookie");
  const std::pair<std::string, std::string> cookie{"Cookie", cookie_line.substr(0, cookie_line.find(';'))};
  const auto shown = ask("GET", current, "", {cookie});
  EXPECT_EQ(shown.status, 200) << shown.body;
  EXPECT_EQ(json::parse(shown.body), json::parse(opened.body));
  EXPECT_EQ(code_of(ask("DELETE", current, "", {cookie, {"Origin", "https://elsewhere.example"}})),
            "origin_not_allowed");
  EXPECT_EQ(ask("DELETE", current, "", {cookie, own_page}).status, 204);
  EXPECT_EQ(code_of(ask("GET", current, "", {cookie})), "not_signed_in");
  EXPECT_EQ(code_of(ask("GET", current, "", {})), "not_signed_in");
}

TEST_P(OverTheEdge, S2_wrong_passwords_and_the_wait) {
  for (int i = 0; i < 5; ++i) {
    const auto wrong = sign_in_with("wrong");
    EXPECT_EQ(wrong.status, 401);
    EXPECT_EQ(code_of(wrong), "wrong_credentials");
  }
  const auto waiting = sign_in_with(password);
  EXPECT_EQ(waiting.status, 429);
  EXPECT_EQ(header_of(waiting, "Retry-After"), "30");
  EXPECT_EQ(header_of(waiting, "Set-Cookie"), "");
}

TEST_P(OverTheEdge, I5_tokens_by_form_and_by_basic) {
  const auto body = "grant_type=client_credentials&client_id=nics-ch&client_secret=" + client_secret;
  const auto answer = ask("POST", "/oauth/token", body, {form});
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(header_of(answer, "Cache-Control"), "no-store");
  const auto token = json::parse(answer.body).at("access_token").get<std::string>();
  EXPECT_EQ(code_of(ask("GET", current, "", {{"Authorization", "Bearer " + token}})), "not_permitted");

  const auto basic = ask("POST", "/oauth/token", "grant_type=client_credentials",
                         {form, {"Authorization", "Basic bmljcy1jaDp3cm9uZw=="}});  // nics-ch:wrong
  EXPECT_EQ(basic.status, 401) << basic.body;
  EXPECT_EQ(json::parse(basic.body).at("error"), "invalid_client");
  EXPECT_EQ(code_of(ask("POST", "/oauth/token", body + "&scope=core", {form})), "invalid_scope");
  EXPECT_EQ(code_of(ask("POST", "/oauth/token", "grant_type=password", {form})), "field_errors");
}

TEST_P(OverTheEdge, S4_reading_keeps_a_session_alive) {
  const auto cookie_line = header_of(sign_in_with(password), "Set-Cookie");
  const std::pair<std::string, std::string> cookie{"Cookie", cookie_line.substr(0, cookie_line.find(';'))};
  for (int i = 1; i <= 4; ++i) {
    clock.set(morning + std::chrono::minutes{14 * i});
    EXPECT_EQ(ask("GET", current, "", {cookie}).status, 200) << i;
  }
  clock.set(morning + std::chrono::minutes{14 * 4 + 15});
  EXPECT_EQ(ask("GET", current, "", {cookie}).status, 401);
}

}  // namespace
}  // namespace opencarnet::identity
