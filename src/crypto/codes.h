// New codes for people (rules X1, C12) and how codes are kept: as a keyed hash that can be looked up but not read back.
#pragma once
#include <string>
#include <string_view>

#include "base/code_text.h"
#include "crypto/secrets.h"

namespace opencarnet::crypto {

/// Each as normalise_code() leaves it; show them with grouped_code().
[[nodiscard]] std::string new_transaction_code();
[[nodiscard]] std::string new_verification_code();
[[nodiscard]] std::string new_cancellation_code();
/// Shown once to the issuer; keep hash_password() of it, normalise_code(typed, carnet_pin_length) before comparing.
[[nodiscard]] std::string new_carnet_pin();

/// HMAC-SHA-256 of a normalised code under the server's key, 43 characters of base64url: the same code gives the same
/// hash, so that a row is found by it; without the key a stolen database gives no code away. `purpose` names the kind
/// ("transaction_code"), so that a code of one kind never answers for another.
[[nodiscard]] std::string code_hash(BytesView server_key, std::string_view purpose, std::string_view code);
/// In constant time.
[[nodiscard]] bool code_matches(BytesView server_key, std::string_view purpose, std::string_view code,
                                std::string_view stored_hash);

}  // namespace opencarnet::crypto
