// The system's own signing keys (Ed25519): the ring that signs, and the public set that anybody may verify with.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/time.h"
#include "crypto/secrets.h"

namespace opencarnet::crypto {

using Ed25519PublicKey = std::array<std::uint8_t, 32>;
using Ed25519Signature = std::array<std::uint8_t, 64>;

/// False for any key or signature that is not exactly right; never throws.
[[nodiscard]] bool ed25519_verifies(const Ed25519PublicKey& key, BytesView message, BytesView signature);

/// Keys by kid, as far as verifying needs them.
class VerificationKeys {
 public:
  void add(std::string kid, const Ed25519PublicKey& key) { keys_[std::move(kid)] = key; }
  [[nodiscard]] const Ed25519PublicKey* find(std::string_view kid) const;
  [[nodiscard]] bool empty() const { return keys_.empty(); }

  /// From the document at /.well-known/opencarnet-keys.json; nothing if it is not such a document. Keys of other kinds
  /// than Ed25519 in it are passed over.
  [[nodiscard]] static std::optional<VerificationKeys> from_public_set(const nlohmann::json& document);

 private:
  std::map<std::string, Ed25519PublicKey, std::less<>> keys_;
};

class SigningKey {
 public:
  [[nodiscard]] static SigningKey generate(Instant created_at);
  /// From the 32 bytes of RFC 8032's private key.
  [[nodiscard]] static SigningKey from_seed(BytesView seed, Instant created_at);
  SigningKey(const SigningKey&) = default;
  SigningKey(SigningKey&&) noexcept = default;
  SigningKey& operator=(const SigningKey&) = default;
  SigningKey& operator=(SigningKey&&) noexcept = default;
  ~SigningKey();  // wipes the secret

  /// Eight hexadecimal digits from the key itself, short enough for a QR.
  [[nodiscard]] const std::string& kid() const { return kid_; }
  [[nodiscard]] const Ed25519PublicKey& public_key() const { return public_key_; }
  [[nodiscard]] Ed25519Signature sign(BytesView message) const;
  [[nodiscard]] Bytes seed() const;

  Instant created_at;
  std::optional<Instant> retired_at;  // signs no more; what it signed stays genuine

 private:
  SigningKey() = default;
  std::string kid_;
  Ed25519PublicKey public_key_{};
  std::array<std::uint8_t, 64> secret_{};
};

class KeyRing {
 public:
  /// Makes a key that signs from now on; older ones go on verifying. Returns its kid.
  std::string rotate(Instant now);
  void add(SigningKey key);
  /// False if there is no such key. The last signing key may be retired too: then signing throws.
  bool retire(std::string_view kid, Instant now);
  /// Forgets a key that became known to others: what it signed is genuine no more.
  bool remove(std::string_view kid);

  [[nodiscard]] const std::vector<SigningKey>& keys() const { return keys_; }
  /// The newest that is not retired. Throws if there is none.
  [[nodiscard]] const SigningKey& current() const;
  [[nodiscard]] VerificationKeys verification_keys() const;

  /// RFC 7517 set of RFC 8037 keys: {"keys":[{"kty":"OKP","crv":"Ed25519","x":…,"kid":…,"created_at":…}]}.
  [[nodiscard]] nlohmann::json public_set() const;
  /// With the secrets: seal() it before it goes into the database.
  [[nodiscard]] nlohmann::json to_json() const;
  /// What to_json() made. Throws std::runtime_error on anything else: it is our own record.
  [[nodiscard]] static KeyRing from_json(const nlohmann::json& record);

 private:
  std::vector<SigningKey> keys_;  // oldest first
};

}  // namespace opencarnet::crypto
