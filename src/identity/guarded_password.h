// Argon2id takes 64 MiB and a core for a moment. Only so many at once as there are cores, whoever asks, so that a crowd
// at the door cannot take the memory and time of those who are in.
#pragma once
#include <string>
#include <string_view>

#include "crypto/secrets.h"

namespace opencarnet::identity {

/// Both wait for their turn; never call them inside a transaction. `normal` as password_policy.h makes it.
[[nodiscard]] std::string hash_in_turn(std::string_view normal, crypto::PasswordCost cost);
[[nodiscard]] bool matches_in_turn(std::string_view hash, std::string_view normal);

}  // namespace opencarnet::identity
