#include "identity/client_store.h"
#include "identity/identity_fixture.h"

namespace opencarnet::identity {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;

struct IssuingTokens : IdentityFixture {
  Result<edge::Answer> ask(json form, const std::string& authorization = "") {
    form["grant_type"] = "client_credentials";
    Result<edge::Answer> answer;
    database().write([&](platform::Session& session) {
      edge::Context context{nobody, now, {now, "r", "identity.issue_token", "", "", "192.0.2.1"}, &session, database()};
      edge::Input input;
      input.body = form;
      if (!authorization.empty()) input.headers["authorization"] = authorization;
      answer = issue_token(context, input, settings);
      return answer ? platform::Outcome::commit : platform::Outcome::roll_back;
    });
    return answer;
  }
  json credentials() { return {{"client_id", "nics-ch"}, {"client_secret", client_secret}}; }
};
INSTANTIATE_FOR_BOTH_ENGINES(IssuingTokens);

TEST_P(IssuingTokens, I5_client_credentials_open_the_scope_of_the_client) {
  const auto answer = ask(credentials());
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body.at("token_type"), "Bearer");
  EXPECT_EQ(answer->body.at("expires_in"), 3600);
  EXPECT_EQ(answer->body.at("scope"), "nics");
  const auto actor = actor_of(answer->body.at("access_token").get<std::string>());
  ASSERT_TRUE(actor);
  EXPECT_EQ(actor->role, edge::Role::nics_client);
  EXPECT_EQ(actor->account_id, "nics-ch");
  EXPECT_EQ(actor->tenant_id, "assoc-ch");
  EXPECT_EQ(actor->country, "CH");
  EXPECT_EQ(actor->session_id, "");
  EXPECT_FALSE(actor->by_cookie);
}

TEST_P(IssuingTokens, I5_http_basic_works_as_well_but_not_both) {
  const auto basic = [](const std::string& pair) {
    std::string text = crypto::base64url(crypto::bytes_of(pair));
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    return "Basic " + text;
  };
  EXPECT_TRUE(ask(json::object(), basic("nics-ch:" + client_secret))->body.contains("access_token"));
  const auto wrong = ask(json::object(), basic("nics-ch:wrong"));
  EXPECT_EQ(wrong->status, 401);
  EXPECT_TRUE(wrong->headers.at("WWW-Authenticate").starts_with("Basic "));
  EXPECT_EQ(ask(credentials(), basic("nics-ch:" + client_secret)).error().code, Code::credentials_given_twice);
  EXPECT_EQ(ask(json::object(), "Basic %%%")->status, 401);
}

TEST_P(IssuingTokens, I5_a_wrong_secret_and_an_unknown_client_answer_alike) {
  const auto wrong = ask({{"client_id", "nics-ch"}, {"client_secret", "wrong"}});
  const auto unknown = ask({{"client_id", "nics-zz"}, {"client_secret", "wrong"}});
  EXPECT_EQ(wrong->status, 401);
  EXPECT_EQ(wrong->body.at("error"), "invalid_client");
  EXPECT_EQ(wrong->status, unknown->status);
  EXPECT_EQ(wrong->body, unknown->body);
  EXPECT_EQ(wrong->headers, unknown->headers);
  EXPECT_EQ(ask(json::object())->status, 401);
}

TEST_P(IssuingTokens, S2_secrets_of_machines_are_guessed_no_oftener_than_those_of_people) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(ask({{"client_id", "nics-ch"}, {"client_secret", "wrong"}})->status, 401);
  EXPECT_EQ(ask(credentials()).error().code, Code::too_many_attempts);
  now += 30s;
  EXPECT_TRUE(ask(credentials()));
}

TEST_P(IssuingTokens, I5_a_scope_that_is_not_the_clients_is_refused) {
  auto form = credentials();
  form["scope"] = "nics customs core";
  const auto refused = ask(form);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Code::invalid_scope);
  EXPECT_EQ(refused.error().params.at("scopes"), "customs core");
  form["scope"] = "nics";
  EXPECT_TRUE(ask(form));
}

TEST_P(IssuingTokens, I5_a_token_without_the_scope_of_the_role_is_nobody) {
  std::string stray;
  in_write([&](edge::Context& context) { stray = open_token(context.db(), "nics-ch", "customs", now, 1h); });
  EXPECT_FALSE(actor_of(stray));
}

TEST_P(IssuingTokens, I5_tokens_run_out_and_are_swept) {
  const auto token = ask(credentials())->body.at("access_token").get<std::string>();
  now += 1h - 1ms;
  EXPECT_TRUE(actor_of(token));
  now += 1ms;
  EXPECT_FALSE(actor_of(token));
  ASSERT_TRUE(ask(credentials()));
  EXPECT_EQ(count("access_tokens"), 1);
}

TEST_P(IssuingTokens, I5_disabling_a_client_ends_its_tokens) {
  const auto token = ask(credentials())->body.at("access_token").get<std::string>();
  in_write([&](edge::Context& context) { ASSERT_TRUE(set_client_active(context, "nics-ch", false)); });
  EXPECT_FALSE(actor_of(token));
  EXPECT_EQ(ask(credentials())->status, 401);
  in_write([&](edge::Context& context) {
    ASSERT_TRUE(set_client_active(context, "nics-ch", true));
    EXPECT_EQ(set_client_active(context, "nics-zz", true).error().code, Code::not_found);
  });
  EXPECT_FALSE(actor_of(token));
  EXPECT_EQ(ask(credentials())->status, 200);
}

TEST_P(IssuingTokens, S3_secrets_and_tokens_are_kept_as_hashes) {
  const auto token = ask(credentials())->body.at("access_token").get<std::string>();
  EXPECT_GE(client_secret.size(), 43U);
  EXPECT_EQ(count("clients WHERE secret_hash LIKE '%" + client_secret + "%'"), 0);
  EXPECT_EQ(count("access_tokens WHERE token_hash = '" + token + "'"), 0);
}

TEST_P(IssuingTokens, I5_clients_have_names_of_their_own_and_scopes_of_their_role) {
  in_write([&](edge::Context& context) {
    EXPECT_EQ(create_client(context, chamber()).error().code, Code::client_id_taken);
    auto greedy = chamber();
    greedy.client_id = "greedy";
    greedy.scopes = {"nics", "core"};
    EXPECT_EQ(create_client(context, greedy).error().code, Code::invalid_scope);
    auto impossible = chamber();
    impossible.role = edge::Role::holder;
    EXPECT_THROW((void)create_client(context, impossible), std::logic_error);
    auto demo = chamber();
    demo.client_id = "nics-demo";
    EXPECT_TRUE(seed_client_with_secret(context, demo, "demo-secret"));
  });
  EXPECT_EQ(ask({{"client_id", "nics-demo"}, {"client_secret", "demo-secret"}})->status, 200);
}

}  // namespace
}  // namespace opencarnet::identity
