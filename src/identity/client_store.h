// Rows of machine clients and their access tokens. Secrets and tokens are kept as hashes only.
#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "base/time.h"
#include "identity/account.h"
#include "platform/db.h"

namespace opencarnet::identity {

struct StoredClient {
  std::string client_id, tenant_id, secret_hash;
  std::vector<std::string> scopes;
  bool active = false;
};

/// False where the name is taken. `account.scopes` as they shall be stored.
[[nodiscard]] bool insert_client(platform::Session& session, const NewClient& client, const std::string& secret_hash,
                                 Instant now);
[[nodiscard]] std::optional<StoredClient> find_client(platform::Session& session, const std::string& client_id);
/// False where it was so already.
bool set_stored_client_active(platform::Session& session, const std::string& client_id, bool active);

/// A token of 256 random bits; the client's tokens that have run out are swept away.
[[nodiscard]] std::string open_token(platform::Session& session, const std::string& client_id,
                                     const std::string& scopes, Instant now, std::chrono::seconds lifetime);
void delete_tokens_of_client(platform::Session& session, const std::string& client_id);

/// The client of a token that is valid now, in its role if the token's scopes hold the scope of that role.
[[nodiscard]] std::optional<edge::Actor> find_client_by_token(platform::Session& session, std::string_view token,
                                                              Instant now);

}  // namespace opencarnet::identity
