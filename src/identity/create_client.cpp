#include <stdexcept>

#include "identity/client_secret.h"
#include "identity/client_store.h"
#include "identity/identity.h"
#include "identity/sign_in_limits.h"
#include "platform/guesses.h"

namespace opencarnet::identity {

Result<ClientCredentials> create_client(edge::Context& context, NewClient client) {
  return seed_client_with_secret(context, std::move(client), new_client_secret());
}

Result<ClientCredentials> seed_client_with_secret(edge::Context& context, NewClient client,
                                                  const std::string& client_secret) {
  const auto scope = scope_of(client.role);
  if (scope.empty()) throw std::logic_error("no machine has the role " + std::string(edge::name(client.role)));
  if (client.scopes.empty()) client.scopes = {std::string(scope)};
  for (const auto& wanted : client.scopes)
    if (wanted != scope) return refuse(Code::invalid_scope, {{"scopes", wanted}});
  if (!insert_client(context.db(), client, client_secret_hash(client_secret), context.now))
    return refuse(Code::client_id_taken, {{"client_id", client.client_id}});
  context.publish({.type = "client_created",
                   .subject = "client:" + client.client_id,
                   .territory = "",
                   .payload = {{"client_id", client.client_id},
                               {"role", edge::name(client.role)},
                               {"tenant_id", client.tenant_id},
                               {"scopes", client.scopes}},
                   .topics = {"client:" + client.client_id}});
  context.audit({"create_client", "client:" + client.client_id, "done", ""});
  return ClientCredentials{client.client_id, client_secret};
}

Verdict set_client_active(edge::Context& context, const std::string& client_id, bool active) {
  const bool changed = set_stored_client_active(context.db(), client_id, active);
  if (!changed) {
    if (!find_client(context.db(), client_id)) return refuse(Code::not_found);
    return {};
  }
  if (active) {
    platform::guess_was_right(context.db(), {client_limit(client_id)});
  } else {
    delete_tokens_of_client(context.db(), client_id);
  }
  context.publish({.type = active ? "client_enabled" : "client_disabled",
                   .subject = "client:" + client_id,
                   .territory = "",
                   .payload = {{"client_id", client_id}, {"active", active}},
                   .topics = {"client:" + client_id}});
  context.audit({active ? "enable_client" : "disable_client", "client:" + client_id, "done", ""});
  return {};
}

}  // namespace opencarnet::identity
