#include "demo/people.h"

#include "crypto/jose.h"

namespace opencarnet::demo {
namespace {

using nlohmann::json;

// Everybody may know these: they open invented worlds only, and the program refuses to serve such a world as a real
// one.
constexpr auto password_of_customs = "border crossing with music";
constexpr auto password_of_holders = "seven flight cases in a van";
constexpr auto password_of_the_operator = "lighthouse above the customs pier";
constexpr auto operator_email = "operator@opencarnet.example";

constexpr std::array<std::string_view, 10> first_to_meet{operator_email,
                                                         "officer.chzrh@customs-ch.example",
                                                         "officer.deber@customs-de.example",
                                                         "officer.xsklw@customs-xs.example",
                                                         "controller@customs-xs.example",
                                                         "region@customs-xs.example",
                                                         "admin@customs-xs.example",
                                                         "carnet@es-thunderbird.example",
                                                         "carnet@ch-astra.example",
                                                         "carnet@ch-alpenglow.example"};

std::string secret_of(const Chamber& chamber) { return "demo-secret-of-" + chamber.client_id; }

std::string country_of(const World& world, const Officer& officer) {
  for (const auto& administration : world.administrations)
    if (administration.administration_id == officer.administration_id) return administration.country;
  throw std::out_of_range("no administration " + officer.administration_id);
}

json account_line(std::string_view role, std::string_view realm, const std::string& country, const std::string& office,
                  const std::string& email, const std::string& password, const std::string& display_name) {
  return {{"role", role},   {"realm", realm},       {"country", country},          {"office", office},
          {"email", email}, {"password", password}, {"display_name", display_name}};
}

const std::string& face_of(const Holder& holder) {
  return holder.representative.empty() ? holder.name : holder.representative;
}

template <class T>
T must(const std::string& what, Result<T> result) {
  if (!result) throw Refused(what, result.error());
  return std::move(*result);
}

}  // namespace

json credentials_of(const World& world) {
  json accounts = json::array(), clients = json::array();
  accounts.push_back(
      account_line("operator_of_core", "core", "", "", operator_email, password_of_the_operator, "Operator"));
  for (const auto& officer : world.officers)
    accounts.push_back(account_line(officer.role, "customs", country_of(world, officer),
                                    world.office(officer.office_id).name_latin, officer.email, password_of_customs,
                                    officer.display_name));
  for (const auto& holder : world.holders)
    accounts.push_back(
        account_line("holder", "wallet", holder.country, "", holder.email, password_of_holders, face_of(holder)));
  // Whom the guides' screens show comes first: those a newcomer tries.
  std::stable_partition(accounts.begin(), accounts.end(), [](const json& line) {
    return std::ranges::find(first_to_meet, line.at("email").get_ref<const std::string&>()) != first_to_meet.end();
  });
  for (const auto& chamber : world.chambers)
    clients.push_back({{"association", chamber.association.name},
                       {"association_id", chamber.association.association_id},
                       {"country", chamber.association.country},
                       {"client_id", chamber.client_id},
                       {"client_secret", secret_of(chamber)}});
  return {{"accounts", accounts}, {"clients", clients}};
}

void People::register_all(Instant at) {
  register_staff(at);
  for (const auto& holder : world_.holders) register_holder(holder, at);
}

void People::register_staff(Instant at) {
  const edge::Actor nobody;
  auto context = stage_.context(nobody, at, "");
  const auto hash_of = [](const char* password) {
    return identity::hash_without_judging(password, crypto::cheapest_password_cost);
  };
  must("the operator", identity::seed_account_with_hash(context,
                                                        {.realm = "core",
                                                         .email = operator_email,
                                                         .role = edge::Role::operator_of_core,
                                                         .tenant_id = "core",
                                                         .display_name = "Operator"},
                                                        hash_of(password_of_the_operator)));
  const auto hash = hash_of(password_of_customs);
  for (const auto& officer : world_.officers)
    must(officer.email, identity::seed_account_with_hash(context,
                                                         {.realm = "customs",
                                                          .email = officer.email,
                                                          .role = edge::role_named(officer.role).value(),
                                                          .tenant_id = officer.administration_id,
                                                          .display_name = officer.display_name,
                                                          .country = country_of(world_, officer),
                                                          .region_id = officer.region_id,
                                                          .office_id = officer.office_id,
                                                          .language = officer.language,
                                                          .profile = {{"badge_number", officer.badge_number}}},
                                                         hash));
  for (const auto& chamber : world_.chambers)
    must(chamber.client_id, identity::seed_client_with_secret(context,
                                                              {.client_id = chamber.client_id,
                                                               .role = edge::Role::nics_client,
                                                               .tenant_id = chamber.association.association_id,
                                                               .country = chamber.association.country,
                                                               .display_name = chamber.association.name},
                                                              secret_of(chamber)));
}

void People::register_holder(const Holder& holder, Instant at) {
  const auto& face = face_of(holder);
  const auto blank = face.rfind(' ');
  json body{{"kind", holder.kind == "company" ? "company" : "private"},
            {"given_names", face.substr(0, blank)},
            {"surname", blank == std::string::npos ? face : face.substr(blank + 1)},
            {"email", holder.email},
            {"password", password_of_holders},
            {"phone", holder.phone},
            {"address",
             {{"street", holder.street},
              {"postal_code", holder.postal_code},
              {"city", holder.city},
              {"country", holder.country}}}};
  if (holder.kind == "company") body["company"] = holder.name;
  stage_.serve({}, at, {"wallet.register_account", body});
}

edge::Actor People::signed_in(const std::string& realm, const std::string& email, Instant at, json* session) {
  const auto answer = stage_.serve({}, at,
                                   {"identity.sign_in",
                                    {{"realm", realm},
                                     {"email", email},
                                     {"password", realm == "customs" ? password_of_customs : password_of_holders}}});
  if (session != nullptr) *session = answer.body;
  const auto& cookie = answer.headers.at("Set-Cookie");
  const auto begin = cookie.find('=') + 1;
  return identity::find_actor(stage_.session(), cookie.substr(begin, cookie.find(';') - begin), at).value();
}

const edge::Actor& People::chamber(const std::string& association_id, Instant at) {
  const auto& chamber = world_.chamber(association_id);
  if (const auto known = actors_.find(chamber.client_id); known != actors_.end()) return known->second;
  const auto answer = stage_.serve({}, at,
                                   {"identity.issue_token",
                                    {{"grant_type", "client_credentials"},
                                     {"client_id", chamber.client_id},
                                     {"client_secret", secret_of(chamber)}}});
  const auto token = answer.body.at("access_token").get<std::string>();
  return actors_.emplace(chamber.client_id, identity::find_actor(stage_.session(), token, at).value()).first->second;
}

const edge::Actor& People::officer(const std::string& email, Instant at) {
  if (const auto known = actors_.find(email); known != actors_.end()) return known->second;
  return actors_.emplace(email, signed_in("customs", email, at, nullptr)).first->second;
}

const Phone& People::holder(const std::string& holder_id, Instant at) {
  if (const auto known = phones_.find(holder_id); known != phones_.end()) return known->second;
  const auto& holder = world_.holder(holder_id);
  Phone phone;
  json session;
  phone.actor = signed_in("wallet", holder.email, at, &session);
  const auto proof = crypto::sign_jws(phone.signing_key, session.at("device_challenge").get<std::string>());
  const auto answer = stage_.serve(phone.actor, at,
                                   {"wallet.register_device",
                                    {{"name", "Telephone of " + face_of(holder)},
                                     {"signing_key", phone.signing_key.public_key().to_jwk()},
                                     {"encryption_key", phone.encryption_key.public_key().to_jwk()},
                                     {"proof", proof}}});
  phone.actor.device_id = answer.body.at("device_id").get<std::string>();
  return phones_.emplace(holder_id, std::move(phone)).first->second;
}

}  // namespace opencarnet::demo
