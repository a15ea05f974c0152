// The little cryptography the event log needs itself.
#pragma once
#include <string>
#include <string_view>

namespace opencarnet::platform {

/// 64 hexadecimal characters.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);
/// 128 random bits, hexadecimal.
[[nodiscard]] std::string random_salt();
/// base64 with padding, as mail wants it.
[[nodiscard]] std::string base64(std::string_view bytes);
/// base64url without padding, and back; throws std::invalid_argument for anything else.
[[nodiscard]] std::string base64url(std::string_view bytes);
[[nodiscard]] std::string from_base64url(std::string_view text);

}  // namespace opencarnet::platform
