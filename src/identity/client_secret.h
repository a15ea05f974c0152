// Secrets of machine clients have 256 random bits, so one SHA-256 keeps them as well as a slow hash and costs nothing.
#pragma once
#include <string>
#include <string_view>

#include "crypto/secrets.h"

namespace opencarnet::identity {

[[nodiscard]] inline std::string new_client_secret() { return "occ_" + crypto::random_token(32); }
[[nodiscard]] inline std::string client_secret_hash(std::string_view secret) {
  return "sha256:" + crypto::sha256_hex(secret);
}

}  // namespace opencarnet::identity
