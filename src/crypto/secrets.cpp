#include "crypto/secrets.h"

#include <stdexcept>

#include <sodium.h>

namespace opencarnet::crypto {
namespace {

constexpr int base64_variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

// libsodium takes a zero-terminated text of at most crypto_pwhash_STRBYTES.
std::optional<std::string> hash_text(std::string_view hash) {
  if (hash.size() >= crypto_pwhash_STRBYTES || hash.find('\0') != std::string_view::npos) return std::nullopt;
  return std::string(hash);
}

void require_seal_key(BytesView key) {
  if (key.size() != crypto_aead_xchacha20poly1305_ietf_KEYBYTES) throw std::logic_error("a sealing key has 32 bytes");
}

}  // namespace

void require_sodium() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw std::runtime_error("libsodium cannot start: no source of randomness");
}

BytesView bytes_of(std::string_view text) { return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}; }

std::string text_of(BytesView bytes) { return {bytes.begin(), bytes.end()}; }

std::string base64url(BytesView bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), base64_variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), base64_variant);
  text.pop_back();  // the terminating zero
  return text;
}

std::optional<Bytes> from_base64url(std::string_view text) {
  Bytes bytes(text.size() / 4 * 3 + 3);
  std::size_t length = 0;
  const char* end = nullptr;
  const int bad =
      sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &length, &end, base64_variant);
  if (bad != 0 || end != text.data() + text.size()) return std::nullopt;
  bytes.resize(length);
  return bytes;
}

Bytes random_bytes(std::size_t count) {
  require_sodium();
  Bytes bytes(count);
  if (count > 0) randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

std::string random_token(std::size_t bytes) { return base64url(random_bytes(bytes)); }

std::uint32_t random_below(std::uint32_t bound) {
  require_sodium();
  return randombytes_uniform(bound);
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && (a.empty() || sodium_memcmp(a.data(), b.data(), a.size()) == 0);
}

Bytes sha256(BytesView bytes) {
  Bytes digest(crypto_hash_sha256_BYTES);
  crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
  return digest;
}

std::string sha256_hex(std::string_view text) {
  const auto digest = sha256(bytes_of(text));
  std::string hex(digest.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
  hex.pop_back();
  return hex;
}

Bytes hmac_sha256(BytesView key, BytesView message) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  crypto_auth_hmacsha256_update(&state, message.data(), message.size());
  Bytes tag(crypto_auth_hmacsha256_BYTES);
  crypto_auth_hmacsha256_final(&state, tag.data());
  sodium_memzero(&state, sizeof state);
  return tag;
}

std::string hash_password(std::string_view password, PasswordCost cost) {
  require_sodium();
  if (password.size() > longest_password) throw std::logic_error("password longer than longest_password");
  std::string hash(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost.passes, cost.memory_bytes,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::runtime_error("no memory to hash a password");
  }
  hash.resize(hash.find('\0'));
  return hash;
}

bool password_matches(std::string_view hash, std::string_view password) {
  require_sodium();
  const auto text = hash_text(hash);
  return text && password.size() <= longest_password &&
         crypto_pwhash_str_verify(text->c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(std::string_view hash, PasswordCost cost) {
  require_sodium();
  const auto text = hash_text(hash);
  return !text || crypto_pwhash_str_needs_rehash(text->c_str(), cost.passes, cost.memory_bytes) != 0;
}

std::string seal(BytesView key, std::string_view purpose, std::string_view text) {
  require_seal_key(key);
  Bytes sealed = random_bytes(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  const std::size_t nonce = sealed.size();
  sealed.resize(nonce + text.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  const auto bound = bytes_of(purpose);
  const auto plain = bytes_of(text);
  crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + nonce, nullptr, plain.data(), plain.size(), bound.data(),
                                             bound.size(), nullptr, sealed.data(), key.data());
  return base64url(sealed);
}

std::optional<std::string> unseal(BytesView key, std::string_view purpose, std::string_view sealed) {
  require_sodium();
  require_seal_key(key);
  constexpr std::size_t nonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  constexpr std::size_t tag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
  const auto bytes = from_base64url(sealed);
  if (!bytes || bytes->size() < nonce + tag) return std::nullopt;
  Bytes plain(bytes->size() - nonce - tag + 1);  // never empty, so that data() is a place
  const auto bound = bytes_of(purpose);
  unsigned long long length = 0;
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), &length, nullptr, bytes->data() + nonce,
                                                 bytes->size() - nonce, bound.data(), bound.size(), bytes->data(),
                                                 key.data()) != 0) {
    return std::nullopt;
  }
  plain.resize(length);
  return text_of(plain);
}

}  // namespace opencarnet::crypto
