#include "wallet/device_store.h"

#include "wallet/queries.h"

namespace opencarnet::wallet {
namespace {

crypto::DevicePublicKey key_from(const platform::Row& row, std::string_view column) {
  auto key = crypto::DevicePublicKey::from_jwk(nlohmann::json::parse(row.text(column)));
  if (!key) throw std::runtime_error("the stored key of a device cannot be read");
  return *key;
}

}  // namespace

std::optional<Device> find_device(Session& session, const std::string& device_id, const std::string& account_id) {
  const auto row = session.one(sql::find_device, {{"device_id", device_id}, {"account_id", account_id}});
  if (!row) return std::nullopt;
  return Device{device_id, row->text("name"), key_from(*row, "signing_key"), key_from(*row, "encryption_key")};
}

std::optional<KnownDevice> find_device_by_key(Session& session, const std::string& account_id,
                                              const std::string& signing_thumbprint) {
  const auto row =
      session.one(sql::find_device_by_key, {{"account_id", account_id}, {"signing_thumbprint", signing_thumbprint}});
  if (!row) return std::nullopt;
  return KnownDevice{row->text("device_id"), row->text("name"), row->text("encryption_key"),
                     row->maybe_text("revoked_at").has_value()};
}

bool insert_device(Session& session, const Device& device, const std::string& account_id, Instant now) {
  return session.run(sql::insert_device, {{"device_id", device.device_id},
                                          {"account_id", account_id},
                                          {"name", device.name},
                                          {"signing_key", device.signing_key.to_jwk().dump()},
                                          {"signing_thumbprint", device.signing_key.thumbprint()},
                                          {"encryption_key", device.encryption_key.to_jwk().dump()},
                                          {"created_at", to_text(now)}}) == 1;
}

void update_device(Session& session, const std::string& device_id, const std::string& name,
                   const std::string& encryption_key) {
  session.run(sql::update_device, {{"device_id", device_id}, {"name", name}, {"encryption_key", encryption_key}});
}

std::optional<CarnetPin> find_pin(Session& session, carnet::CarnetId carnet_id) {
  const auto row = session.one(sql::find_pin, {{"carnet_id", carnet_id}});
  if (!row) return std::nullopt;
  return CarnetPin{row->maybe_text("pin_hash").value_or(""), row->text("association_id")};
}

bool insert_download(Session& session, carnet::CarnetId carnet_id, const std::string& device_id,
                     const std::string& account_id, Instant now) {
  return session.run(sql::insert_download, {{"carnet_id", carnet_id},
                                            {"device_id", device_id},
                                            {"account_id", account_id},
                                            {"downloaded_at", to_text(now)}}) == 1;
}

bool has_downloaded(Session& session, carnet::CarnetId carnet_id, const std::string& account_id) {
  const auto row = session.one(sql::find_download, {{"carnet_id", carnet_id}, {"account_id", account_id}});
  return row && row->maybe_text("downloaded_at");
}

std::vector<carnet::CarnetId> list_downloaded_carnets(Session& session, const std::string& account_id) {
  std::vector<carnet::CarnetId> carnets;
  for (const auto& row : session.all(sql::list_downloaded_carnets, {{"account_id", account_id}}))
    carnets.push_back(row.integer("carnet_id"));
  return carnets;
}

bool is_on_device(Session& session, carnet::CarnetId carnet_id, const std::string& device_id,
                  const std::string& account_id) {
  return session
      .one(sql::find_download_on_device,
           {{"carnet_id", carnet_id}, {"device_id", device_id}, {"account_id", account_id}})
      .has_value();
}

std::vector<OwnDownload> list_own_downloads(Session& session, const std::string& account_id,
                                            const std::string& device_id, const std::optional<OwnDownload>& before,
                                            std::int64_t limit) {
  std::vector<OwnDownload> downloads;
  const auto before_at = before ? std::optional{before->downloaded_at} : std::nullopt;
  const auto before_id = before ? std::optional{before->carnet_id} : std::nullopt;
  for (const auto& row : session.all(sql::list_own_downloads, {{"account_id", account_id},
                                                               {"device_id", device_id},
                                                               {"before_at", before_at},
                                                               {"before_id", before_id},
                                                               {"limit", limit}}))
    downloads.push_back({row.integer("carnet_id"), row.text("downloaded_at"), row.flag("on_this_device")});
  return downloads;
}

std::vector<Download> list_downloads(Session& session, carnet::CarnetId carnet_id) {
  std::vector<Download> downloads;
  for (const auto& row : session.all(sql::list_downloads, {{"carnet_id", carnet_id}}))
    downloads.push_back({row.text("device"), row.maybe_text("account").value_or(""), row.text("downloaded_at")});
  return downloads;
}

bool insert_carnet_signature(Session& session, carnet::CarnetId carnet_id, const std::string& content_sha256,
                             const std::string& account_id, const std::string& device_id, const std::string& signature,
                             Instant now) {
  return session.run(sql::insert_carnet_signature, {{"carnet_id", carnet_id},
                                                    {"content_sha256", content_sha256},
                                                    {"account_id", account_id},
                                                    {"device_id", device_id},
                                                    {"signature", signature},
                                                    {"signed_at", to_text(now)}}) == 1;
}

}  // namespace opencarnet::wallet
