// Random values, digests, passwords and sealed texts. Everything random comes from the operating system's source.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace opencarnet::crypto {

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<const std::uint8_t>;

[[nodiscard]] BytesView bytes_of(std::string_view text);
[[nodiscard]] std::string text_of(BytesView bytes);

/// RFC 4648 section 5 without padding. Reading accepts only what writing makes: no padding, no spaces, no stray bits.
[[nodiscard]] std::string base64url(BytesView bytes);
[[nodiscard]] std::optional<Bytes> from_base64url(std::string_view text);

[[nodiscard]] Bytes random_bytes(std::size_t count);
/// base64url of so many random bytes; 32 bytes are 43 characters. For sessions, links and client secrets.
[[nodiscard]] std::string random_token(std::size_t bytes = 32);
/// Uniform in [0, bound); bound > 0.
[[nodiscard]] std::uint32_t random_below(std::uint32_t bound);

/// Takes a time that depends on the lengths only.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b);

[[nodiscard]] Bytes sha256(BytesView bytes);
/// 64 lower-case hexadecimal digits.
[[nodiscard]] std::string sha256_hex(std::string_view text);
/// RFC 2104 with SHA-256; a key of any length.
[[nodiscard]] Bytes hmac_sha256(BytesView key, BytesView message);

/// What one guess at a password shall cost. The default: 64 MiB and two passes, about 60 ms (OWASP asks 19 MiB, 2).
struct PasswordCost {
  unsigned long long passes = 2;
  std::size_t memory_bytes = std::size_t{64} << 20U;
};
/// The least libsodium takes: for tests and demo worlds of hundreds of accounts, never for real people.
inline constexpr PasswordCost cheapest_password_cost{1, 8192};
/// Longer passwords are never right: hashing a megabyte is work for an attacker to order.
inline constexpr std::size_t longest_password = 1024;

/// Argon2id with its own salt and cost inside ("$argon2id$…"). Throws where memory is lacking or the password is longer
/// than longest_password (check before).
[[nodiscard]] std::string hash_password(std::string_view password, PasswordCost cost = {});
[[nodiscard]] bool password_matches(std::string_view hash, std::string_view password);
/// Made at another cost than wanted now: hash anew at the next successful sign-in.
[[nodiscard]] bool needs_rehash(std::string_view hash, PasswordCost cost = {});

/// Encrypts a text for storage under a 32-byte key (XChaCha20-Poly1305), bound to `purpose`; base64url.
[[nodiscard]] std::string seal(BytesView key, std::string_view purpose, std::string_view text);
/// Nothing if the key or purpose is another or anything was changed.
[[nodiscard]] std::optional<std::string> unseal(BytesView key, std::string_view purpose, std::string_view sealed);

/// Must have run before any libsodium call; cheap to repeat. For this room's own sources.
void require_sodium();

}  // namespace opencarnet::crypto
