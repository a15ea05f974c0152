// Every operation × everybody: nobody, each role, ended and expired sessions, the ids of others, unknown and malformed
// ids (quality.md S1). Derived from the contract: a new operation is walked without a line here.
#include "every/walk.h"
#include "support/digest.h"

namespace opencarnet::every {
namespace {

struct WhoMay : support::OverHttp {
  // What changes something without naming it by an id (signs out, for example) is asked in a session of its own.
  Reply ask_as(const std::string& role, const Operation& operation, const Ids& ids) {
    if (role == "none" || operation.method == "GET" || !operation.path_parameters.empty())
      return ask(as(role), operation, ids);
    auto client = server().fresh(role);
    return ask(client, operation, ids);
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(WhoMay);

std::string said(const Operation& operation, const std::string& who, const Reply& reply) {
  return operation.name + " by " + who + " → " + std::to_string(reply.status) + " " + reply.bytes;
}

bool open_to_all(const Operation& operation) { return operation.roles.contains("none"); }

TEST_P(WhoMay, every_operation_of_the_contract_is_served) {
  EXPECT_EQ(server().program().unserved(), std::vector<std::string>{});
}

TEST_P(WhoMay, S1_nobody_may_do_what_needs_a_session) {
  for (const auto* operation : served(server())) {
    if (open_to_all(*operation)) continue;
    for (const auto& ids : {unknown_ids(*operation), malformed_ids(*operation)}) {
      const auto reply = ask(as("none"), *operation, ids);
      EXPECT_EQ(reply.status, 401) << said(*operation, "nobody", reply);
      EXPECT_EQ(reply.code(), "not_signed_in") << said(*operation, "nobody", reply);
    }
  }
}

TEST_P(WhoMay, S1_each_role_may_exactly_what_the_contract_says) {
  for (const auto* operation : served(server()))
    for (const auto& role : all_roles()) {
      if (role == "none" || operation->demo_only) continue;
      const auto reply = ask_as(role, *operation, unknown_ids(*operation));
      const auto words = said(*operation, role, reply);
      if (!open_to_all(*operation) && !operation->roles.contains(role)) {
        EXPECT_EQ(reply.status, 403) << words;
        EXPECT_EQ(reply.code(), "not_permitted") << words;
      } else {
        EXPECT_NE(reply.code(), "not_permitted") << words;
        EXPECT_NE(reply.code(), "not_signed_in") << words;
        if (!operation->path_parameters.empty()) {
          EXPECT_EQ(reply.code(), "not_found") << words;
        }
      }
    }
}

TEST_P(WhoMay, malformed_ids_answer_like_unknown_ones) {
  for (const auto* operation : served(server())) {
    if (operation->path_parameters.empty()) continue;
    for (const auto& role : operation->roles) {
      const auto reply = ask(as(role), *operation, malformed_ids(*operation));
      EXPECT_EQ(reply.status, 404) << said(*operation, role, reply);
      EXPECT_EQ(reply.bytes, ask(as(role), *operation, unknown_ids(*operation)).bytes) << operation->name;
    }
  }
}

TEST_P(WhoMay, S4_a_session_that_ended_or_expired_opens_nothing) {
  for (const auto* operation : served(server())) {
    if (open_to_all(*operation)) continue;
    const auto& role = *operation->roles.begin();
    if (role == "nics_client") continue;  // tokens have no sign-out; see below
    static std::map<std::string, Client> ended;
    const auto key = server().url() + role;
    if (!ended.contains(key)) {
      auto client = server().fresh(role);
      client.done("DELETE", "/api/identity/v1/sessions/current");
      ended.emplace(key, std::move(client));
    }
    const auto reply = ask(ended.at(key), *operation, unknown_ids(*operation));
    EXPECT_EQ(reply.status, 401) << said(*operation, "an ended session", reply);
    EXPECT_EQ(reply.code(), "not_signed_in") << said(*operation, "an ended session", reply);
  }
}

constexpr platform::Query expire_sessions{
    "tests.expire_sessions",
    "UPDATE sessions SET expires_at = '2020-01-01T00:00:00.000Z' WHERE created_at = :created_at",
    "UPDATE sessions SET expires_at = '2020-01-01T00:00:00.000Z' WHERE created_at = :created_at"};
constexpr platform::Query newest_session{"tests.newest_session", "SELECT max(created_at) AS at FROM sessions",
                                         "SELECT max(created_at) AS at FROM sessions"};
constexpr platform::Query expire_tokens{"tests.expire_tokens",
                                        "UPDATE access_tokens SET expires_at = '2020-01-01T00:00:00.000Z'",
                                        "UPDATE access_tokens SET expires_at = '2020-01-01T00:00:00.000Z'"};

TEST_P(WhoMay, S4_expired_sessions_and_tokens_open_nothing) {
  std::map<std::string, Client> expired;
  for (const auto* role : {"officer", "holder", "operator_of_core", "nics_client"}) {
    expired.emplace(role, server().fresh(role));
    server().database().write([&](platform::Session& session) {
      const auto newest = session.one(newest_session).value().maybe_text("at").value_or("");
      if (std::string(role) != "nics_client") session.run(expire_sessions, {{"created_at", newest}});
      return platform::Outcome::commit;
    });
  }
  server().database().write([&](platform::Session& session) {
    session.run(expire_tokens);
    return platform::Outcome::commit;
  });
  server().renew();
  for (const auto* operation : served(server()))
    for (auto& [role, client] : expired) {
      if (!operation->roles.contains(role)) continue;
      const auto reply = ask(client, *operation, unknown_ids(*operation));
      EXPECT_EQ(reply.code(), "not_signed_in") << said(*operation, "an expired session", reply);
    }
}

std::vector<Client*> others_of(WhoMay& test, const std::string& role) {
  if (role == "holder") return {&test.as(role, "CH", 1)};
  if (role == "nics_client") return {&test.as(role, "CH", 1), &test.as(role, "DE")};
  return {&test.as(role, "XS")};
}

// Another tenant of the same role: same status, same body, nothing changed.
TEST_P(WhoMay, S1_others_things_answer_like_things_that_do_not_exist) {
  const auto& world = existing(server());
  for (const auto& role : all_roles())
    if (role != "none") static_cast<void>(others_of(*this, role));
  const auto before = support::digest_of(server().database());
  for (const auto* operation : served(server())) {
    if (operation->path_parameters.empty()) continue;
    for (const auto& role : operation->roles)
      for (auto* other : others_of(*this, role)) {
        const auto theirs = ask(*other, *operation, world.ids);
        EXPECT_EQ(theirs.status, 404) << said(*operation, other->name(), theirs);
        EXPECT_EQ(theirs.bytes, ask(*other, *operation, unknown_ids(*operation)).bytes)
            << said(*operation, other->name(), theirs);
      }
  }
  EXPECT_EQ(support::difference(before, support::digest_of(server().database())), "");
}

// The other half of the proof: the same ids do open to those whose they are.
TEST_P(WhoMay, S1_the_same_ids_open_to_their_own) {
  const auto& world = existing(server());
  for (const auto* operation : served(server())) {
    if (operation->path_parameters.empty() || operation->method != "GET") continue;
    for (const auto& role : operation->roles) {
      const auto reply = ask(as(role), *operation, world.ids);
      EXPECT_EQ(reply.status, 200) << said(*operation, role, reply);
    }
  }
}

TEST_P(WhoMay, S5_a_change_by_cookie_from_another_site_is_refused) {
  for (const auto* operation : served(server())) {
    if (operation->method == "GET" || open_to_all(*operation)) continue;
    const auto& role = *operation->roles.begin();
    if (role == "nics_client") continue;
    const auto& client = as(role);
    Client stranger{"a page of another site", server().url()};
    const auto body = example_body(*operation);
    support::Headers headers{client.credentials().at(0), {"Origin", "https://elsewhere.example"}};
    const auto reply = ask(stranger, *operation, unknown_ids(*operation), body, headers);
    EXPECT_EQ(reply.code(), "origin_not_allowed") << said(*operation, "another site", reply);
  }
}

}  // namespace
}  // namespace opencarnet::every
