// The holder's telephone in tests: its keys, and what it signs.
#pragma once
#include <string>

#include "crypto/device_key.h"
#include "support/client.h"

namespace opencarnet::support {

struct Device {
  crypto::DeviceKeyPair signing = crypto::DeviceKeyPair::generate();
  crypto::DeviceKeyPair encryption = crypto::DeviceKeyPair::generate();
  [[nodiscard]] std::string sign(const std::string& text) const;
};

/// The body of register_device for the client's session.
[[nodiscard]] json registration(const Client& client, const Device& device);
/// Binds the client's session to the device.
void bind_device(Client& client, const Device& device);
/// Downloads with ID or number and PIN, decrypts on the device and gives the carnet.
[[nodiscard]] json download(Client& client, const Device& device, const std::string& carnet, const std::string& pin);

}  // namespace opencarnet::support
