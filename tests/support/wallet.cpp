#include "support/wallet.h"

#include "crypto/jose.h"

namespace opencarnet::support {

std::string Device::sign(const std::string& text) const { return crypto::sign_jws(signing, text); }

json registration(const Client& client, const Device& device) {
  return {{"name", "Telephone of " + client.name()},
          {"signing_key", device.signing.public_key().to_jwk()},
          {"encryption_key", device.encryption.public_key().to_jwk()},
          {"proof", device.sign(client.session().value("device_challenge", ""))}};
}

void bind_device(Client& client, const Device& device) {
  client.done("POST", "/api/wallet/v1/devices", registration(client, device));
}

json download(Client& client, const Device& device, const std::string& carnet, const std::string& pin) {
  const auto sealed = client.done("POST", "/api/wallet/v1/carnets/download", {{"carnet", carnet}, {"pin", pin}});
  return json::parse(crypto::decrypt_jwe(device.encryption, sealed.at("jwe").get<std::string>()).value());
}

}  // namespace opencarnet::support
