#include "identity/client_store.h"

#include <algorithm>

#include "crypto/secrets.h"
#include "identity/queries.h"

namespace opencarnet::identity {

bool insert_client(platform::Session& session, const NewClient& client, const std::string& secret_hash, Instant now) {
  return session.run(sql::insert_client, {{"client_id", client.client_id},
                                          {"role", edge::name(client.role)},
                                          {"tenant_id", client.tenant_id},
                                          {"country", client.country},
                                          {"display_name", client.display_name},
                                          {"secret_hash", secret_hash},
                                          {"scopes", join_scopes(client.scopes)},
                                          {"now", to_text(now)}}) == 1;
}

std::optional<StoredClient> find_client(platform::Session& session, const std::string& client_id) {
  const auto row = session.one(sql::find_client, {{"client_id", client_id}});
  if (!row) return std::nullopt;
  return StoredClient{row->text("client_id"), row->text("tenant_id"), row->text("secret_hash"),
                      split_scopes(row->text("scopes")), row->flag("active")};
}

bool set_stored_client_active(platform::Session& session, const std::string& client_id, bool active) {
  return session.run(sql::set_client_active, {{"client_id", client_id}, {"active", active}}) == 1;
}

std::string open_token(platform::Session& session, const std::string& client_id, const std::string& scopes, Instant now,
                       std::chrono::seconds lifetime) {
  session.run(sql::delete_expired_tokens, {{"client_id", client_id}, {"now", to_text(now)}});
  auto token = "oct_" + crypto::random_token(32);
  session.run(sql::insert_token, {{"token_hash", crypto::sha256_hex(token)},
                                  {"client_id", client_id},
                                  {"scopes", scopes},
                                  {"now", to_text(now)},
                                  {"expires_at", to_text(now + lifetime)}});
  return token;
}

void delete_tokens_of_client(platform::Session& session, const std::string& client_id) {
  session.run(sql::delete_tokens_of_client, {{"client_id", client_id}});
}

std::optional<edge::Actor> find_client_by_token(platform::Session& session, std::string_view token, Instant now) {
  const auto row =
      session.one(sql::find_client_by_token, {{"token_hash", crypto::sha256_hex(token)}, {"now", to_text(now)}});
  if (!row) return std::nullopt;
  edge::Actor actor;
  actor.role = edge::role_named(row->text("role")).value();
  const auto scopes = split_scopes(row->text("scopes"));
  if (std::ranges::find(scopes, scope_of(actor.role)) == scopes.end()) return std::nullopt;
  actor.account_id = row->text("client_id");
  actor.tenant_id = row->text("tenant_id");
  actor.country = row->text("country");
  actor.display_name = row->text("display_name");
  actor.language = "en";
  return actor;
}

}  // namespace opencarnet::identity
