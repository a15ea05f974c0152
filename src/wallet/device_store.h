// Rows of devices, of who downloaded what, and of the holder's signature.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "carnet/words.h"
#include "crypto/device_key.h"
#include "platform/db.h"

namespace opencarnet::wallet {

using platform::Session;

struct Device {
  std::string device_id, name;
  crypto::DevicePublicKey signing_key, encryption_key;
};
/// A device of this account that was not cut off.
[[nodiscard]] std::optional<Device> find_device(Session& session, const std::string& device_id,
                                                const std::string& account_id);

struct KnownDevice {
  std::string device_id, name, encryption_key;  // JWK as text
  bool revoked = false;
};
/// By the thumbprint of its signing key.
[[nodiscard]] std::optional<KnownDevice> find_device_by_key(Session& session, const std::string& account_id,
                                                            const std::string& signing_thumbprint);
/// False where another request of this account registered the same key meanwhile.
[[nodiscard]] bool insert_device(Session& session, const Device& device, const std::string& account_id, Instant now);
void update_device(Session& session, const std::string& device_id, const std::string& name,
                   const std::string& encryption_key);

struct CarnetPin {
  std::string pin_hash, association_id;  // no hash: never had a PIN
};
[[nodiscard]] std::optional<CarnetPin> find_pin(Session& session, carnet::CarnetId carnet_id);

/// False where this device has it already.
[[nodiscard]] bool insert_download(Session& session, carnet::CarnetId carnet_id, const std::string& device_id,
                                   const std::string& account_id, Instant now);
/// Whether a device of this account that was not cut off has the carnet.
[[nodiscard]] bool has_downloaded(Session& session, carnet::CarnetId carnet_id, const std::string& account_id);
/// Whether this device of the account has the carnet.
[[nodiscard]] bool is_on_device(Session& session, carnet::CarnetId carnet_id, const std::string& device_id,
                                const std::string& account_id);
[[nodiscard]] std::vector<carnet::CarnetId> list_downloaded_carnets(Session& session, const std::string& account_id);

struct OwnDownload {
  carnet::CarnetId carnet_id = 0;
  std::string downloaded_at;  // the latest, on any device of the account
  bool on_this_device = false;
};
/// The latest first, behind `before`.
[[nodiscard]] std::vector<OwnDownload> list_own_downloads(Session& session, const std::string& account_id,
                                                          const std::string& device_id,
                                                          const std::optional<OwnDownload>& before, std::int64_t limit);

struct Download {
  std::string device, account, downloaded_at;  // names
};
[[nodiscard]] std::vector<Download> list_downloads(Session& session, carnet::CarnetId carnet_id);

/// False where this content is signed already.
[[nodiscard]] bool insert_carnet_signature(Session& session, carnet::CarnetId carnet_id,
                                           const std::string& content_sha256, const std::string& account_id,
                                           const std::string& device_id, const std::string& signature, Instant now);

}  // namespace opencarnet::wallet
