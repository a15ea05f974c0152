// P-256 in terms of OpenSSL 3; for this room's own sources. OpenSSL's failures at good input are faults (throw).
#pragma once
#include <memory>
#include <optional>

#include <openssl/evp.h>

#include "crypto/device_key.h"

namespace opencarnet::crypto {

template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* owned) const {
    release(owned);
  }
};
using Pkey = std::unique_ptr<EVP_PKEY, Releaser<EVP_PKEY_free>>;
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, Releaser<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Releaser<EVP_MD_CTX_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Releaser<EVP_CIPHER_CTX_free>>;

/// Throws std::runtime_error naming `what` unless OpenSSL said 1.
void must_succeed(int outcome, const char* what);

/// Null if the point is not on the curve or d does not belong to it.
[[nodiscard]] Pkey p256_key(const Coordinate& x, const Coordinate& y, const Coordinate* d = nullptr);
[[nodiscard]] Pkey generate_p256();
[[nodiscard]] Coordinate parameter(const EVP_PKEY& key, const char* name);

/// ECDH: the x coordinate of the common point.
[[nodiscard]] Bytes shared_secret(EVP_PKEY& own, EVP_PKEY& peer);

/// AES-256 key wrap (RFC 3394); unwrapping answers nothing if the key is wrong or anything was changed.
[[nodiscard]] Bytes wrap_key(BytesView wrapping_key, BytesView key);
[[nodiscard]] std::optional<Bytes> unwrap_key(BytesView wrapping_key, BytesView wrapped);

struct GcmMessage {
  Bytes iv, ciphertext, tag;  // 12 bytes, as long as the text, 16 bytes
};
[[nodiscard]] GcmMessage gcm_encrypt(BytesView key, std::string_view text, std::string_view additional);
[[nodiscard]] std::optional<std::string> gcm_decrypt(BytesView key, const GcmMessage& message,
                                                     std::string_view additional);

}  // namespace opencarnet::crypto
