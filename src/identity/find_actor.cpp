#include "identity/client_store.h"
#include "identity/identity.h"
#include "identity/session_store.h"

namespace opencarnet::identity {

namespace {
constexpr std::size_t longest_credential = 200;  // ours have 47 characters; longer is not worth a digest
}

std::optional<edge::Actor> find_actor(platform::Session& session, std::string_view credential, Instant now) {
  if (credential.size() > longest_credential) return std::nullopt;
  if (credential.starts_with("oct_")) return find_client_by_token(session, credential, now);
  if (!credential.starts_with("ocs_")) return std::nullopt;
  auto found = find_session_by_token(session, credential);
  if (!found || !is_alive(found->times, now)) return std::nullopt;
  return std::move(found->actor);
}

}  // namespace opencarnet::identity
