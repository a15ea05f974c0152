// Keys of holders' devices: elliptic curve P-256, exchanged as JWK (RFC 7517, 7518 section 6.2).
// Browsers keep a key either for signing (ECDSA) or for agreement (ECDH): a device has one of each, of the same form.
#pragma once
#include <array>
#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include "base/refusal.h"
#include "crypto/secrets.h"

namespace opencarnet::crypto {

using Coordinate = std::array<std::uint8_t, 32>;

/// A point proven to lie on P-256.
class DevicePublicKey {
 public:
  /// Refuses `device_key_invalid` whatever is not exactly a public P-256 key: other kty or crv, coordinates that are
  /// not 32 bytes or no point of the curve, a private part, members no exporter of such keys writes.
  [[nodiscard]] static Result<DevicePublicKey> from_jwk(const nlohmann::json& jwk);
  /// The four members that make the key, no more.
  [[nodiscard]] nlohmann::json to_jwk() const;
  /// RFC 7638, SHA-256, base64url: names the key.
  [[nodiscard]] std::string thumbprint() const;

  [[nodiscard]] const Coordinate& x() const { return x_; }
  [[nodiscard]] const Coordinate& y() const { return y_; }
  friend bool operator==(const DevicePublicKey&, const DevicePublicKey&) = default;

 private:
  friend class DeviceKeyPair;
  DevicePublicKey() = default;
  Coordinate x_{}, y_{};
};

/// The device's side: for programs that play a device. The server never holds one.
class DeviceKeyPair {
 public:
  [[nodiscard]] static DeviceKeyPair generate();
  /// With `d`; refuses `device_key_invalid`, also where the private part is not that of the public one.
  [[nodiscard]] static Result<DeviceKeyPair> from_private_jwk(const nlohmann::json& jwk);
  [[nodiscard]] nlohmann::json to_private_jwk() const;

  [[nodiscard]] const DevicePublicKey& public_key() const { return public_key_; }
  [[nodiscard]] const Coordinate& d() const { return d_; }

 private:
  DeviceKeyPair() = default;
  DevicePublicKey public_key_;
  Coordinate d_{};
};

}  // namespace opencarnet::crypto
