#include "identity/identity_fixture.h"

namespace opencarnet::identity {

NewAccount IdentityFixture::officer() {
  return {.realm = "customs",
          .email = "Kavitch@customs-xs.example",
          .role = edge::Role::officer,
          .tenant_id = "customs-xs",
          .display_name = "Lieutenant Kavitch",
          .country = "XS"};
}

NewAccount IdentityFixture::holder() {
  return {.realm = "wallet",
          .email = "vreni@edelweiss.example",
          .role = edge::Role::holder,
          .display_name = "Vreni Alpstein",
          .language = "de"};
}

NewClient IdentityFixture::chamber() {
  return {.client_id = "nics-ch", .tenant_id = "assoc-ch", .country = "CH", .display_name = "Chamber"};
}

void IdentityFixture::SetUp() {
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

void IdentityFixture::in_write(const std::function<void(edge::Context&)>& work) {
  database().write([&](platform::Session& session) {
    edge::Context context{nobody, now, {now, "request-1", "", "", "", "192.0.2.1"}, &session, database()};
    work(context);
    return platform::Outcome::commit;
  });
}

Result<edge::Answer> IdentityFixture::try_sign_in(const std::string& realm, const std::string& email,
                                                  const std::string& typed, const edge::Actor& as,
                                                  const std::string& source) {
  edge::Context context{as, now, {now, "request-2", "identity.sign_in", "", "", source}, nullptr, database()};
  edge::Input input;
  input.body = {{"realm", realm}, {"email", email}, {"password", typed}};
  return door(context, input);
}

std::optional<edge::Actor> IdentityFixture::actor_of(const std::string& credential) {
  std::optional<edge::Actor> actor;
  database().read([&](platform::Session& session) { actor = find_actor(session, credential, now); });
  return actor;
}

std::int64_t IdentityFixture::count(const std::string& what) {
  std::int64_t n = 0;
  static std::set<std::string> asked;  // statements stay prepared, so their texts must stay too
  const std::string_view text = *asked.insert("SELECT COUNT(*) AS n FROM " + what).first;
  database().read([&](platform::Session& session) {
    n = session.one(platform::Query{text, text, text}).value().integer("n");
  });
  return n;
}

std::string IdentityFixture::token_in(const edge::Answer& answer) {
  const auto& cookie = answer.headers.at("Set-Cookie");
  const auto start = cookie.find('=') + 1;
  return cookie.substr(start, cookie.find(';') - start);
}

}  // namespace opencarnet::identity
