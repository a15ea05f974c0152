#include "crypto/openssl_p256.h"

#include <stdexcept>

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/param_build.h>

namespace opencarnet::crypto {
namespace {

using Builder = std::unique_ptr<OSSL_PARAM_BLD, Releaser<OSSL_PARAM_BLD_free>>;
using Parameters = std::unique_ptr<OSSL_PARAM, Releaser<OSSL_PARAM_free>>;
using Number = std::unique_ptr<BIGNUM, Releaser<BN_clear_free>>;

int length_of(std::size_t size) {
  if (size > std::size_t{1} << 30U) throw std::runtime_error("too long to encrypt in one piece");
  return static_cast<int>(size);
}

CipherContext cipher_context() {
  CipherContext context(EVP_CIPHER_CTX_new());
  if (!context) throw std::bad_alloc();
  return context;
}

}  // namespace

void must_succeed(int outcome, const char* what) {
  if (outcome != 1) throw std::runtime_error(fmt::format("OpenSSL: {} failed", what));
}

Pkey p256_key(const Coordinate& x, const Coordinate& y, const Coordinate* d) {
  std::array<std::uint8_t, 65> point{4};  // uncompressed
  std::ranges::copy(x, point.begin() + 1);
  std::ranges::copy(y, point.begin() + 33);
  const Builder builder(OSSL_PARAM_BLD_new());
  const Number secret(d != nullptr ? BN_secure_new() : nullptr);
  if (!builder || (d != nullptr && !secret)) throw std::bad_alloc();
  must_succeed(OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0), "group");
  must_succeed(OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
               "point");
  if (d != nullptr) {
    BN_bin2bn(d->data(), length_of(d->size()), secret.get());
    must_succeed(OSSL_PARAM_BLD_push_BN_pad(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, secret.get(), d->size()),
                 "private part");
  }
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const PkeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  if (!parameters || !context) throw std::bad_alloc();
  must_succeed(EVP_PKEY_fromdata_init(context.get()), "key import");
  EVP_PKEY* raw = nullptr;
  if (EVP_PKEY_fromdata(context.get(), &raw, d != nullptr ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY, parameters.get()) !=
      1) {
    return nullptr;
  }
  Pkey key(raw);
  const PkeyContext check(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
  if (!check) throw std::bad_alloc();
  const int good = d != nullptr ? EVP_PKEY_check(check.get()) : EVP_PKEY_public_check(check.get());
  return good == 1 ? std::move(key) : nullptr;
}

Pkey generate_p256() {
  Pkey key(EVP_EC_gen("P-256"));
  if (!key) throw std::runtime_error("OpenSSL: no key could be made");
  return key;
}

Coordinate parameter(const EVP_PKEY& key, const char* name) {
  BIGNUM* raw = nullptr;
  must_succeed(EVP_PKEY_get_bn_param(&key, name, &raw), name);
  const Number number(raw);
  Coordinate value{};
  if (BN_bn2binpad(number.get(), value.data(), length_of(value.size())) < 0) {
    throw std::runtime_error("OpenSSL: a coordinate is too long");
  }
  return value;
}

Bytes shared_secret(EVP_PKEY& own, EVP_PKEY& peer) {
  const PkeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, &own, nullptr));
  if (!context) throw std::bad_alloc();
  must_succeed(EVP_PKEY_derive_init(context.get()), "key agreement");
  must_succeed(EVP_PKEY_derive_set_peer(context.get(), &peer), "key agreement with this peer");
  Bytes secret(32);
  std::size_t length = secret.size();
  must_succeed(EVP_PKEY_derive(context.get(), secret.data(), &length), "key agreement");
  if (length != secret.size()) throw std::runtime_error("OpenSSL: a shared secret of another length");
  return secret;
}

Bytes wrap_key(BytesView wrapping_key, BytesView key) {
  const auto context = cipher_context();
  EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
  must_succeed(EVP_EncryptInit_ex(context.get(), EVP_aes_256_wrap(), nullptr, wrapping_key.data(), nullptr), "wrap");
  Bytes wrapped(key.size() + 16);
  int length = 0;
  must_succeed(EVP_EncryptUpdate(context.get(), wrapped.data(), &length, key.data(), length_of(key.size())), "wrap");
  wrapped.resize(static_cast<std::size_t>(length));
  return wrapped;
}

std::optional<Bytes> unwrap_key(BytesView wrapping_key, BytesView wrapped) {
  const auto context = cipher_context();
  EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
  must_succeed(EVP_DecryptInit_ex(context.get(), EVP_aes_256_wrap(), nullptr, wrapping_key.data(), nullptr), "unwrap");
  Bytes key(wrapped.size() + 16);
  int length = 0;
  if (EVP_DecryptUpdate(context.get(), key.data(), &length, wrapped.data(), length_of(wrapped.size())) != 1 ||
      length <= 0) {
    return std::nullopt;
  }
  key.resize(static_cast<std::size_t>(length));
  return key;
}

GcmMessage gcm_encrypt(BytesView key, std::string_view text, std::string_view additional) {
  GcmMessage message{.iv = random_bytes(12), .ciphertext = Bytes(text.size()), .tag = Bytes(16)};
  const auto context = cipher_context();
  must_succeed(EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), message.iv.data()), "encrypt");
  int length = 0;
  must_succeed(
      EVP_EncryptUpdate(context.get(), nullptr, &length, bytes_of(additional).data(), length_of(additional.size())),
      "encrypt");
  if (!text.empty()) {
    must_succeed(EVP_EncryptUpdate(context.get(), message.ciphertext.data(), &length, bytes_of(text).data(),
                                   length_of(text.size())),
                 "encrypt");
  }
  std::array<std::uint8_t, 16> nothing{};
  must_succeed(EVP_EncryptFinal_ex(context.get(), nothing.data(), &length), "encrypt");
  must_succeed(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, 16, message.tag.data()), "encrypt");
  return message;
}

std::optional<std::string> gcm_decrypt(BytesView key, const GcmMessage& message, std::string_view additional) {
  const auto context = cipher_context();
  must_succeed(EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), message.iv.data()), "decrypt");
  int length = 0;
  must_succeed(
      EVP_DecryptUpdate(context.get(), nullptr, &length, bytes_of(additional).data(), length_of(additional.size())),
      "decrypt");
  Bytes text(message.ciphertext.size());
  if (!text.empty()) {
    must_succeed(EVP_DecryptUpdate(context.get(), text.data(), &length, message.ciphertext.data(),
                                   length_of(message.ciphertext.size())),
                 "decrypt");
  }
  auto tag = message.tag;
  must_succeed(EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, 16, tag.data()), "decrypt");
  std::array<std::uint8_t, 16> nothing{};
  if (EVP_DecryptFinal_ex(context.get(), nothing.data(), &length) != 1) return std::nullopt;
  return text_of(text);
}

}  // namespace opencarnet::crypto
