// For this room's tests: a database on either engine with one officer, one holder, one operator and one chamber's
// system.
#pragma once
#include <string>

#include <gtest/gtest.h>

#include "identity/identity.h"
#include "identity/use_cases.h"
#include "support/databases.h"

namespace opencarnet::identity {

inline const Instant morning = *parse_instant("2026-11-22T08:00:00.000Z");

class IdentityFixture : public support::BothEngines {
 public:
  static constexpr const char* password = "a long demo passphrase";

  void SetUp() override {
    settings.cost = crypto::cheapest_password_cost;
    const auto hash = hash_without_judging(password, settings.cost);
    in_write([&](edge::Context& context) {
      officer_id = create_account(context, officer(), hash).value();
      holder_id = create_account(context, holder(), hash).value();
      operator_id = create_account(context,
                                   {.realm = "core",
                                    .email = "operator@opencarnet.example",
                                    .role = edge::Role::operator_of_core,
                                    .tenant_id = "opencarnet",
                                    .display_name = "Operator"},
                                   hash)
                        .value();
      client_secret = create_client(context, chamber()).value().client_secret;
    });
    door = sign_in(settings);
  }

  static NewAccount officer() {
    return {.realm = "customs",
            .email = "Kavitch@customs-xs.example",
            .role = edge::Role::officer,
            .tenant_id = "customs-xs",
            .display_name = "Lieutenant Kavitch",
            .country = "XS"};
  }
  static NewAccount holder() {
    return {.realm = "wallet",
            .email = "vreni@edelweiss.example",
            .role = edge::Role::holder,
            .display_name = "Vreni Alpstein",
            .language = "de"};
  }
  static NewClient chamber() {
    return {.client_id = "nics-ch", .tenant_id = "assoc-ch", .country = "CH", .display_name = "Chamber"};
  }

  /// One writing transaction, as the edge opens it.
  template <class Work>
  void in_write(Work work) {
    database().write([&](platform::Session& session) {
      edge::Context context{nobody, now, {now, "request-1", "", "", "", "192.0.2.1"}, &session, database()};
      work(context);
      return platform::Outcome::commit;
    });
  }

  Result<edge::Answer> try_sign_in(const std::string& realm, const std::string& email, const std::string& typed,
                                   const edge::Actor& as, const std::string& source) {
    edge::Context context{as, now, {now, "request-2", "identity.sign_in", "", "", source}, nullptr, database()};
    edge::Input input;
    input.body = {{"realm", realm}, {"email", email}, {"password", typed}};
    return door(context, input);
  }
  Result<edge::Answer> try_sign_in(const std::string& realm, const std::string& email, const std::string& typed) {
    return try_sign_in(realm, email, typed, nobody, "192.0.2.1");
  }
  Result<edge::Answer> sign_in_officer() { return try_sign_in("customs", "kavitch@customs-xs.example", password); }
  Result<edge::Answer> sign_in_holder() { return try_sign_in("wallet", "vreni@edelweiss.example", password); }

  std::optional<edge::Actor> actor_of(const std::string& credential) {
    std::optional<edge::Actor> actor;
    database().read([&](platform::Session& session) { actor = find_actor(session, credential, now); });
    return actor;
  }

  std::int64_t count(std::string_view what) {
    std::int64_t n = 0;
    const std::string text = "SELECT COUNT(*) AS n FROM " + std::string(what);
    const std::string name = "identity_test." + std::string(what);
    database().read([&](platform::Session& session) {
      n = session.one(platform::Query{name, text, text}).value().integer("n");
    });
    return n;
  }

  static std::string token_in(const edge::Answer& answer) {
    const auto& cookie = answer.headers.at("Set-Cookie");
    const auto start = cookie.find('=') + 1;
    return cookie.substr(start, cookie.find(';') - start);
  }

  Settings settings;
  edge::Handler door;
  edge::Actor nobody;
  Instant now = morning;
  std::string officer_id, holder_id, operator_id, client_secret;
};

}  // namespace opencarnet::identity
