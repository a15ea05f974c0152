#include "base/ids.h"
#include "crypto/jose.h"
#include "identity/identity.h"
#include "wallet/access.h"
#include "wallet/use_cases.h"

namespace opencarnet::wallet {
namespace {

struct Keys {
  crypto::DevicePublicKey signing, encryption;
};

Result<Keys> read_keys(const nlohmann::json& body) {
  const auto signing = crypto::DevicePublicKey::from_jwk(body.at("signing_key"));
  const auto encryption = crypto::DevicePublicKey::from_jwk(body.at("encryption_key"));
  FieldErrors errors;
  if (!signing) errors.add("/signing_key", signing.error().code, signing.error().params);
  if (!encryption) errors.add("/encryption_key", encryption.error().code, encryption.error().params);
  if (auto verdict = std::move(errors).verdict(); !verdict) return tl::unexpected(verdict.error());
  return Keys{*signing, *encryption};
}

void record(edge::Context& context, const std::string& device_id, bool changed) {
  const auto subject = "account:" + context.actor.account_id;
  // No name of the device: people name devices after themselves (S13).
  if (changed)
    context.publish({.type = "device_registered",
                     .subject = subject,
                     .territory = "",
                     .payload = {{"account_id", context.actor.account_id}, {"device_id", device_id}},
                     .topics = {subject}});
  context.audit({operation_name(context), subject, "done", ""});
}

}  // namespace

Result<edge::Answer> register_device(edge::Context& context, const edge::Input& input) {
  const auto keys = read_keys(input.body);
  if (!keys) return tl::unexpected(keys.error());
  const auto challenge = identity::find_device_challenge(context.db(), context.actor.session_id);
  if (!challenge) return tl::unexpected(challenge.error());
  Device device{new_id(context.now), input.body.at("name").get<std::string>(), keys->signing, keys->encryption};
  if (auto verdict = check_signature(device, input.body.at("proof").get<std::string>(), *challenge); !verdict)
    return tl::unexpected(verdict.error());

  const auto& account_id = context.actor.account_id;
  const bool inserted = insert_device(context.db(), device, account_id, context.now);
  bool changed = inserted;
  if (!inserted) {
    const auto known = find_device_by_key(context.db(), account_id, keys->signing.thumbprint()).value();
    if (known.revoked) return refuse(Code::device_cut_off);
    device.device_id = known.device_id;
    const auto encryption_key = keys->encryption.to_jwk().dump();
    changed = known.name != device.name || known.encryption_key != encryption_key;
    if (changed) update_device(context.db(), device.device_id, device.name, encryption_key);
  }
  if (auto verdict = identity::bind_device(context.db(), context.actor.session_id, device.device_id); !verdict)
    return tl::unexpected(verdict.error());
  record(context, device.device_id, changed);
  edge::Answer answer;
  answer.status = 201;
  answer.body = {{"device_id", device.device_id}};
  return answer;
}

}  // namespace opencarnet::wallet
