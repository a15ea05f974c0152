// What passes between server and device: JWS compact (RFC 7515, ES256) and JWE compact (RFC 7516, ECDH-ES+A256KW with
// A256GCM). The algorithms are fixed here; a token that names others is refused, never obeyed.
#pragma once
#include <string>
#include <string_view>

#include "crypto/device_key.h"

namespace opencarnet::crypto {

/// Longer tokens are refused unread: a carnet of 10,000 items encrypted stays below.
inline constexpr std::size_t longest_token = std::size_t{16} << 20U;

/// Signs as a device does; `kid` in the header is the key's thumbprint.
[[nodiscard]] std::string sign_jws(const DeviceKeyPair& key, std::string_view payload);

/// The payload if `token` was signed by `key`. Refuses `signature_not_valid` for all else: another device's signature,
/// any change, any other algorithm, a header with members that change its meaning (crit, b64, jwk, jku, x5c, x5u).
[[nodiscard]] Result<std::string> verify_jws(const DevicePublicKey& key, std::string_view token);

/// The same with the payload held apart ("header..signature", RFC 7515 appendix F), so that large content is not sent
/// twice.
[[nodiscard]] Verdict verify_detached_jws(const DevicePublicKey& key, std::string_view token, std::string_view payload);
[[nodiscard]] std::string sign_detached_jws(const DeviceKeyPair& key, std::string_view payload);

/// Only the holder of the private key can read it. `kid` in the header is the key's thumbprint.
[[nodiscard]] std::string encrypt_jwe(const DevicePublicKey& recipient, std::string_view plaintext);

/// Refuses `encrypted_message_not_valid` for any other key, any change, any other algorithm, compression.
[[nodiscard]] Result<std::string> decrypt_jwe(const DeviceKeyPair& recipient, std::string_view token);

/// Concat KDF of RFC 7518 section 4.6.2 for keys of up to 256 bits. Open for its test vector.
[[nodiscard]] Bytes concat_kdf(BytesView shared_secret, std::string_view algorithm, std::string_view apu,
                               std::string_view apv, std::size_t key_bits);

}  // namespace opencarnet::crypto
