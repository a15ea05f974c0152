#include "crypto/keys.h"

#include <algorithm>
#include <stdexcept>

#include <sodium.h>

namespace opencarnet::crypto {
namespace {

using Json = nlohmann::json;

Instant instant_in(const Json& record, const char* field) {
  const auto instant = parse_instant(record.at(field).get<std::string>());
  if (!instant) throw std::runtime_error(fmt::format("key ring: {} is not an instant", field));
  return *instant;
}

std::optional<std::string> text_in(const Json& object, const char* field) {
  const auto found = object.find(field);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

}  // namespace

bool ed25519_verifies(const Ed25519PublicKey& key, BytesView message, BytesView signature) {
  return signature.size() == crypto_sign_BYTES &&
         crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data()) == 0;
}

const Ed25519PublicKey* VerificationKeys::find(std::string_view kid) const {
  const auto found = keys_.find(kid);
  return found == keys_.end() ? nullptr : &found->second;
}

std::optional<VerificationKeys> VerificationKeys::from_public_set(const Json& document) {
  if (!document.is_object() || !document.contains("keys") || !document["keys"].is_array()) return std::nullopt;
  VerificationKeys keys;
  for (const auto& entry : document["keys"]) {
    if (!entry.is_object() || text_in(entry, "kty") != "OKP" || text_in(entry, "crv") != "Ed25519") continue;
    const auto kid = text_in(entry, "kid");
    const auto x = from_base64url(text_in(entry, "x").value_or(""));
    Ed25519PublicKey key{};
    if (!kid || !x || x->size() != key.size()) return std::nullopt;
    std::copy(x->begin(), x->end(), key.begin());
    keys.add(*kid, key);
  }
  return keys;
}

SigningKey SigningKey::generate(Instant created_at) { return from_seed(random_bytes(32), created_at); }

SigningKey SigningKey::from_seed(BytesView seed, Instant created_at) {
  require_sodium();
  if (seed.size() != crypto_sign_SEEDBYTES) throw std::runtime_error("the seed of a signing key has 32 bytes");
  SigningKey key;
  crypto_sign_seed_keypair(key.public_key_.data(), key.secret_.data(), seed.data());
  key.kid_ = sha256_hex(text_of(key.public_key_)).substr(0, 8);
  key.created_at = created_at;
  return key;
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

Ed25519Signature SigningKey::sign(BytesView message) const {
  Ed25519Signature signature{};
  crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), secret_.data());
  return signature;
}

Bytes SigningKey::seed() const { return {secret_.begin(), secret_.begin() + crypto_sign_SEEDBYTES}; }

std::string KeyRing::rotate(Instant now) {
  const auto known = verification_keys();
  auto key = SigningKey::generate(now);
  while (known.find(key.kid()) != nullptr) key = SigningKey::generate(now);
  auto kid = key.kid();
  add(std::move(key));
  return kid;
}

void KeyRing::add(SigningKey key) {
  if (verification_keys().find(key.kid()) != nullptr) throw std::runtime_error("key ring: this kid is there already");
  const auto place = std::ranges::upper_bound(keys_, key.created_at, {}, &SigningKey::created_at);
  keys_.insert(place, std::move(key));
}

bool KeyRing::retire(std::string_view kid, Instant now) {
  const auto found = std::ranges::find(keys_, kid, &SigningKey::kid);
  if (found == keys_.end()) return false;
  if (!found->retired_at) found->retired_at = now;
  return true;
}

bool KeyRing::remove(std::string_view kid) {
  return std::erase_if(keys_, [&](const SigningKey& key) { return key.kid() == kid; }) > 0;
}

const SigningKey& KeyRing::current() const {
  const auto found = std::find_if(keys_.rbegin(), keys_.rend(), [](const auto& key) { return !key.retired_at; });
  if (found == keys_.rend()) throw std::runtime_error("the key ring has no key that signs");
  return *found;
}

VerificationKeys KeyRing::verification_keys() const {
  VerificationKeys keys;
  for (const auto& key : keys_) keys.add(key.kid(), key.public_key());
  return keys;
}

Json KeyRing::public_set() const {
  Json keys = Json::array();
  for (const auto& key : keys_) {
    Json entry{{"kty", "OKP"}, {"crv", "Ed25519"}, {"x", base64url(key.public_key())},     {"kid", key.kid()},
               {"use", "sig"}, {"alg", "EdDSA"},   {"created_at", to_text(key.created_at)}};
    if (key.retired_at) entry["retired_at"] = to_text(*key.retired_at);
    keys.push_back(std::move(entry));
  }
  return {{"keys", std::move(keys)}};
}

Json KeyRing::to_json() const {
  Json keys = Json::array();
  for (const auto& key : keys_) {
    Json entry{{"seed", base64url(key.seed())}, {"created_at", to_text(key.created_at)}};
    if (key.retired_at) entry["retired_at"] = to_text(*key.retired_at);
    keys.push_back(std::move(entry));
  }
  return {{"keys", std::move(keys)}};
}

KeyRing KeyRing::from_json(const Json& record) {
  KeyRing ring;
  try {
    for (const auto& entry : record.at("keys")) {
      const auto seed = from_base64url(entry.at("seed").get<std::string>());
      if (!seed) throw std::runtime_error("key ring: a seed is not base64url");
      auto key = SigningKey::from_seed(*seed, instant_in(entry, "created_at"));
      if (entry.contains("retired_at")) key.retired_at = instant_in(entry, "retired_at");
      ring.add(std::move(key));
    }
  } catch (const Json::exception& problem) {
    throw std::runtime_error(fmt::format("the stored key ring cannot be read: {}", problem.what()));
  }
  return ring;
}

}  // namespace opencarnet::crypto
