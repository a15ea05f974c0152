#include "wallet/access.h"
#include "wallet/use_cases.h"

namespace opencarnet::wallet {

Result<edge::Answer> sign_carnet(edge::Context& context, const edge::Input& input) {
  const auto device = device_of(context, context.db());
  if (!device) return tl::unexpected(device.error());
  const auto held = hold(context, input.integer("carnet_id"));
  if (!held) return tl::unexpected(held.error());
  const auto& record = held->record;
  if (record.carnet.standing == carnet::Standing::cancelled) return refuse(Code::carnet_cancelled);
  if (record.signed_at) return refuse(Code::carnet_already_signed, {{"at", to_text(*record.signed_at)}});

  const auto signature = input.body.at("signature").get<std::string>();
  if (auto verdict = check_signature(*device, signature, records::carnet_to_sign(record)); !verdict)
    return tl::unexpected(verdict.error());
  if (!insert_carnet_signature(context.db(), record.carnet.carnet_id, record.content_sha256, context.actor.account_id,
                               device->device_id, signature, context.now))
    return refuse(Code::carnet_already_signed, {{"at", to_text(context.now)}});
  record_change(context, *held, "carnet_signed",
                {{"content_sha256", record.content_sha256}, {"device_id", device->device_id}});
  edge::Answer answer;
  answer.status = 201;
  answer.body = {{"signed_at", to_text(context.now)}};
  return answer;
}

}  // namespace opencarnet::wallet
