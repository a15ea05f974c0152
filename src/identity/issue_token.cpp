#include <algorithm>

#include "identity/client_credentials.h"
#include "identity/client_secret.h"
#include "identity/client_store.h"
#include "identity/use_cases.h"

namespace opencarnet::identity {

namespace {

/// RFC 6749 section 5.2; its own form, not a problem document. An answer, not a refusal: the counted try stays.
edge::Answer invalid_client(edge::Context& context, const std::string& client_id, bool by_header) {
  context.audit({"issue_token", "client:" + client_id, "invalid_client", ""});
  edge::Answer answer;
  answer.status = 401;
  answer.body = {{"error", "invalid_client"},
                 {"error_description", "The client is unknown, disabled, or its secret is wrong."}};
  if (by_header) answer.headers["WWW-Authenticate"] = "Basic realm=\"opencarnet\", charset=\"UTF-8\"";
  return answer;
}

Result<std::string> granted_scopes(const nlohmann::json& form, const StoredClient& client) {
  const auto wanted = split_scopes(form.value("scope", std::string{}));
  std::vector<std::string> foreign;
  for (const auto& scope : wanted)
    if (std::ranges::find(client.scopes, scope) == client.scopes.end()) foreign.push_back(scope);
  if (!foreign.empty()) return refuse(Code::invalid_scope, {{"scopes", join_scopes(foreign)}});
  return join_scopes(wanted.empty() ? client.scopes : wanted);
}

}  // namespace

Result<edge::Answer> issue_token(edge::Context& context, const edge::Input& input, const Settings& settings) {
  const auto given = read_credentials(input.header("authorization"), input.body);
  if (!given) return tl::unexpected(given.error());
  if (!*given) return invalid_client(context, "unknown", input.header("authorization").has_value());
  const auto& credentials = **given;

  const auto limit = client_limit(credentials.client_id);
  const auto limits = door_limits(settings.limits, limit, context.origin.source, context.now);
  if (auto may = platform::begin_guess(context.db(), limits, context.now); !may)
    return tl::unexpected(std::move(may.error()));

  const auto client = find_client(context.db(), credentials.client_id);
  const bool right = crypto::equal_in_constant_time(client ? client->secret_hash : client_secret_hash(""),
                                                    client_secret_hash(credentials.client_secret));
  if (!client || !right || !client->active)
    return invalid_client(context, client ? client->client_id : "unknown", credentials.by_header);
  platform::guess_was_right(context.db(), {limit});

  auto scopes = granted_scopes(input.body, *client);
  if (!scopes) return tl::unexpected(std::move(scopes.error()));
  const auto token = open_token(context.db(), client->client_id, *scopes, context.now, settings.token_lifetime);
  context.origin.actor = client->client_id;
  context.origin.tenant = client->tenant_id;
  context.audit({"issue_token", "client:" + client->client_id, "done", ""});
  edge::Answer answer;
  answer.body = {{"access_token", token},
                 {"token_type", "Bearer"},
                 {"expires_in", std::int64_t{settings.token_lifetime.count()}},
                 {"scope", *scopes}};
  return answer;
}

}  // namespace opencarnet::identity
