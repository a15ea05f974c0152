// This room's operations through the real edge, with every answer judged by the contract.
#include "crypto/jose.h"
#include "edge/edge.h"
#include "wallet/wallet_fixture.h"

namespace opencarnet::wallet {
namespace {

struct OverTheEdge : WalletFixture {
  platform::Clock clock;
  std::vector<std::string> faults;
  std::unique_ptr<edge::Edge> edge;

  void SetUp() override {
    WalletFixture::SetUp();
    clock.set(now);
    edge::EdgeConfig config;
    config.check_answers = true;
    config.on_fault = [this](const std::string&, const std::string& what) {
      faults.push_back(what);
      return std::string("INCIDENT1");
    };
    edge = std::make_unique<edge::Edge>(config, contract::Contract::built_in(), database(), clock, table,
                                        identity::find_actor, identity::touch_session, nullptr);
  }
  void TearDown() override { EXPECT_EQ(faults, Strings{}); }

  using Strings = std::vector<std::string>;
  using Headers = std::vector<std::pair<std::string, std::string>>;

  http::Response ask(const Holder& holder, const std::string& method, const std::string& path, const json& body = {},
                     Headers headers = {}) {
    http::Request request;
    request.method = method;
    request.path = "/api/wallet/v1" + path;
    request.source = "192.0.2.1";
    request.headers = std::move(headers);
    request.headers.emplace_back("Host", "localhost:8080");
    if (!holder.session_token.empty()) request.headers.emplace_back("Cookie", "__Host-session=" + holder.session_token);
    if (!body.is_null()) {
      request.body = body.dump();
      request.headers.emplace_back("Content-Type", "application/json");
      request.headers.emplace_back("Origin", "http://localhost:8080");
    } else if (method != "GET") {
      request.headers.emplace_back("Origin", "http://localhost:8080");
    }
    return edge->handle(request);
  }
  static json body_of(const http::Response& response) { return json::parse(response.body); }
  static std::string header_of(const http::Response& response, const std::string& name) {
    for (const auto& [known, value] : response.headers)
      if (known == name) return value;
    return {};
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(OverTheEdge);

TEST_P(OverTheEdge, S1_no_session_reaches_nothing_but_register_account) {
  const Holder nobody;
  const std::string id(20, '0');
  for (const auto& [method, path] :
       std::vector<std::pair<std::string, std::string>>{{"GET", "/carnets/768255/travels"},
                                                        {"GET", "/carnets/768255/history"},
                                                        {"GET", "/events"},
                                                        {"GET", "/declarations/" + id + "/qr"},
                                                        {"DELETE", "/travels/" + id}})
    EXPECT_EQ(ask(nobody, method, path).status, 401) << path;
  const json account{{"kind", "private"},
                     {"given_names", "Anna"},
                     {"surname", "Alpstein"},
                     {"email", "anna@edelweiss.example"},
                     {"password", "a row of nine green hills"},
                     {"address", {{"city", "Zürich"}, {"country", "CH"}}}};
  EXPECT_EQ(ask(nobody, "POST", "/accounts", account).status, 201);
  EXPECT_EQ(body_of(ask(nobody, "POST", "/accounts", account)).at("code"), "email_taken");
}

TEST_P(OverTheEdge, X11_the_same_signature_sent_twice_gets_the_same_codes) {
  const auto vreni = ready();
  const auto created = ask(vreni, "POST", "/carnets/768255/travels", journey("1-3"));
  ASSERT_EQ(created.status, 201) << created.body;
  EXPECT_EQ(header_of(created, "ETag"), "\"1\"");
  EXPECT_EQ(header_of(created, "OpenCarnet-Events").size(), 20U);
  const auto travel = body_of(created);
  const auto& it = declaration(travel, "validation");
  const auto path = "/declarations/" + it.at("declaration_id").get<std::string>() + "/signature";
  const json body{{"signature", signed_text(vreni, it)}};
  const auto first = ask(vreni, "POST", path, body, {{"Idempotency-Key", "tap-0000001"}});
  EXPECT_EQ(first.status, 201) << first.body;
  const auto again = ask(vreni, "POST", path, body, {{"Idempotency-Key", "tap-0000001"}});
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(body_of(ask(vreni, "POST", path, body, {{"Idempotency-Key", "tap-0000002"}})).at("code"),
            "signed_text_differs");

  const auto travel_path = "/travels/" + travel.at("travel_id").get<std::string>();
  EXPECT_EQ(ask(vreni, "PUT", travel_path, journey("1-4"), {{"If-Match", "\"1\""}}).status, 200);
  EXPECT_EQ(ask(vreni, "PUT", travel_path, journey("1-4"), {{"If-Match", "\"1\""}}).status, 412);
  EXPECT_EQ(ask(vreni, "GET", "/carnets/768255/travels").status, 200);
  EXPECT_EQ(ask(vreni, "GET", "/carnets/768255/history").status, 200);
  EXPECT_EQ(ask(vreni, "DELETE", travel_path).status, 204);
}

TEST_P(OverTheEdge, C12_a_wrong_pin_is_counted_though_it_is_refused) {
  const auto vreni = with_device();
  const json wrong{{"carnet", "768255"}, {"pin", "0000-0000-0000"}};
  for (int tried = 0; tried < 5; ++tried) EXPECT_EQ(ask(vreni, "POST", "/carnets/download", wrong).status, 422);
  const auto locked = ask(vreni, "POST", "/carnets/download", wrong);
  EXPECT_EQ(locked.status, 429);
  EXPECT_NE(header_of(locked, "Retry-After"), "");
}

}  // namespace
}  // namespace opencarnet::wallet
