// Signing in and out over HTTP, and tokens for machines.
#include "support/digest.h"
#include "support/journey.h"

namespace opencarnet::api {
namespace {

using nlohmann::json;
using support::Client;

constexpr auto sessions = "/api/identity/v1/sessions";
constexpr auto current = "/api/identity/v1/sessions/current";
const support::Headers as_form{{"Content-Type", "application/x-www-form-urlencoded"}};

struct IdentityApi : support::OverHttp {
  Client nobody{"nobody", server().url()};
};
INSTANTIATE_FOR_BOTH_ENGINES(IdentityApi);

TEST_P(IdentityApi, sign_in_get_session_sign_out) {
  auto officer = server().fresh("officer", "DE", 1);
  EXPECT_EQ(officer.session().at("role"), "officer");
  EXPECT_EQ(officer.done("GET", current), officer.session());
  officer.done("DELETE", current);
  officer.refused("not_signed_in", "GET", current);
  officer.refused("not_signed_in", "DELETE", current);
}

TEST_P(IdentityApi, a_session_that_ended_can_do_nothing_more) {
  auto officer = server().fresh("officer", "CH", 2);
  officer.done("DELETE", current);
  const auto before = support::digest_of(server().database());
  officer.refused("not_signed_in", "POST", "/api/customs/v1/scans",
                  {{"carnet", "1"}, {"transaction_code", "PNH4CHCP4W45Y"}});
  EXPECT_EQ(support::difference(before, support::digest_of(server().database())), "");
}

TEST_P(IdentityApi, S5_the_cookie_is_for_this_site_only) {
  static_cast<void>(as("officer", "CH", 2));
  const json body{
      {"realm", "customs"}, {"email", "officer.ch.2@tests.example"}, {"password", support::password_of_all}};
  const auto line = nobody.call("POST", sessions, body).header("set-cookie");
  for (const auto* part : {"__Host-session=", "HttpOnly", "Secure", "SameSite=Lax", "Path=/"})
    EXPECT_NE(line.find(part), std::string::npos) << part << " is missing in " << line;
  EXPECT_EQ(line.find("Domain="), std::string::npos) << line;
  Client stranger{"another site", server().url()};
  EXPECT_EQ(stranger
                .send("POST", sessions, body.dump(),
                      {{"Content-Type", "application/json"}, {"Origin", "https://elsewhere.example"}})
                .code(),
            "origin_not_allowed");
}

TEST_P(IdentityApi, S1_an_unknown_address_and_a_wrong_password_answer_the_same) {
  static_cast<void>(as("officer", "CH", 3));
  const auto wrong = nobody.refused("wrong_credentials", "POST", sessions,
                                    {{"realm", "customs"}, {"email", "officer.ch.3@tests.example"}, {"password", "x"}});
  const auto unknown = nobody.refused("wrong_credentials", "POST", sessions,
                                      {{"realm", "customs"}, {"email", "nobody@tests.example"}, {"password", "x"}});
  const auto realm = nobody.refused(
      "wrong_credentials", "POST", sessions,
      {{"realm", "core"}, {"email", "officer.ch.3@tests.example"}, {"password", support::password_of_all}});
  EXPECT_EQ(wrong.bytes, unknown.bytes);
  EXPECT_EQ(wrong.bytes, realm.bytes);
}

TEST_P(IdentityApi, fields_of_sign_in_are_refused_all_at_once) {
  const auto reply =
      nobody.refused("field_errors", "POST", sessions, {{"realm", "elsewhere"}, {"email", "nobody"}, {"pasword", "x"}});
  EXPECT_EQ(reply.code_at("/realm"), "not_in_list");
  EXPECT_NE(reply.code_at("/email"), "");
  EXPECT_EQ(reply.code_at("/password"), "missing_field");
  EXPECT_EQ(reply.code_at("/pasword"), "unknown_field");
}

TEST_P(IdentityApi, I5_a_token_opens_one_api_only) {
  auto& chamber = as("nics_client");
  chamber.refused("not_permitted", "GET", current);
  chamber.refused("not_permitted", "GET", "/api/core/v1/events");
  const auto wrong = nobody.send("POST", "/oauth/token",
                                 "grant_type=client_credentials&client_id=nics_client.ch.0&client_secret=x", as_form);
  EXPECT_EQ(wrong.status, 401);
  EXPECT_EQ(wrong.body.value("error", ""), "invalid_client");
  EXPECT_EQ(nobody.send("POST", "/oauth/token", "grant_type=password", as_form).status, 422);
  EXPECT_EQ(nobody.send("POST", "/oauth/token", "grant_type=client_credentials&grant_type=x", as_form).status, 400);
}

TEST_P(IdentityApi, invented_tokens_and_cookies_are_nobody) {
  for (const auto& header : support::Headers{{"Authorization", "Bearer 2YotnFZFEjr1zCsicMWpAA"},
                                             {"Authorization", "Bearer "},
                                             {"Authorization", "Basic bmljcy1jaDp3cm9uZw=="},
                                             {"Cookie", "__Host-session=" + std::string(4000, 'x')},
                                             {"Cookie", "__Host-session='; DROP TABLE sessions; --"}}) {
    const auto reply = nobody.send("GET", current, "", {header});
    EXPECT_EQ(reply.code(), "not_signed_in") << header.second << reply.bytes;
  }
}

}  // namespace
}  // namespace opencarnet::api
