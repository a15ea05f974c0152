#include "crypto/device_key.h"

#include <openssl/core_names.h>

#include "crypto/openssl_p256.h"

namespace opencarnet::crypto {
namespace {

using Json = nlohmann::json;

tl::unexpected<Refusal> invalid(std::string problem) {
  return refuse(Code::device_key_invalid, {{"problem", std::move(problem)}});
}

bool says(const Json& jwk, const char* member, std::string_view expected) {
  const auto found = jwk.find(member);
  return found != jwk.end() && found->is_string() && found->get_ref<const std::string&>() == expected;
}

std::optional<Coordinate> coordinate(const Json& jwk, const char* member) {
  const auto found = jwk.find(member);
  if (found == jwk.end() || !found->is_string()) return std::nullopt;
  const auto& text = found->get_ref<const std::string&>();
  const auto bytes = text.size() == 43 ? from_base64url(text) : std::nullopt;  // 32 bytes are 43 characters
  if (!bytes) return std::nullopt;
  Coordinate value{};
  std::ranges::copy(*bytes, value.begin());
  return value;
}

}  // namespace

Result<DevicePublicKey> DevicePublicKey::from_jwk(const Json& jwk) {
  if (!jwk.is_object()) return invalid("it is not a JSON object");
  if (jwk.contains("d")) return invalid("it contains the private part d, which must never leave the device");
  if (!says(jwk, "kty", "EC")) return invalid("kty must be EC");
  if (!says(jwk, "crv", "P-256")) return invalid("crv must be P-256");
  static const std::set<std::string_view> known{"kty", "crv", "x", "y", "alg", "use", "key_ops", "ext", "kid"};
  for (const auto& member : jwk.items()) {
    if (!known.contains(member.key())) return invalid("it has a member that is not one of an EC public key");
  }
  const auto x = coordinate(jwk, "x");
  const auto y = coordinate(jwk, "y");
  if (!x || !y) return invalid("x and y must be 32 bytes each in base64url without padding");
  if (!p256_key(*x, *y)) return invalid("x and y are not a point of the curve");
  DevicePublicKey key;
  key.x_ = *x;
  key.y_ = *y;
  return key;
}

Json DevicePublicKey::to_jwk() const {
  return {{"kty", "EC"}, {"crv", "P-256"}, {"x", base64url(x_)}, {"y", base64url(y_)}};
}

std::string DevicePublicKey::thumbprint() const {
  // RFC 7638: the required members in the order of their names, no white space: what dump() of sorted keys gives.
  return base64url(sha256(bytes_of(to_jwk().dump())));
}

DeviceKeyPair DeviceKeyPair::generate() {
  const auto key = generate_p256();
  DeviceKeyPair pair;
  pair.public_key_.x_ = parameter(*key, OSSL_PKEY_PARAM_EC_PUB_X);
  pair.public_key_.y_ = parameter(*key, OSSL_PKEY_PARAM_EC_PUB_Y);
  pair.d_ = parameter(*key, OSSL_PKEY_PARAM_PRIV_KEY);
  return pair;
}

Result<DeviceKeyPair> DeviceKeyPair::from_private_jwk(const Json& jwk) {
  const auto d = jwk.is_object() ? coordinate(jwk, "d") : std::nullopt;
  if (!d) return invalid("the private part d is missing");
  Json public_part = jwk;
  public_part.erase("d");
  auto key = DevicePublicKey::from_jwk(public_part);
  if (!key) return tl::unexpected(key.error());
  DeviceKeyPair pair;
  pair.public_key_ = *key;
  pair.d_ = *d;
  if (!p256_key(pair.public_key_.x_, pair.public_key_.y_, &pair.d_)) return invalid("d does not belong to x and y");
  return pair;
}

Json DeviceKeyPair::to_private_jwk() const {
  auto jwk = public_key_.to_jwk();
  jwk["d"] = base64url(d_);
  return jwk;
}

}  // namespace opencarnet::crypto
