#include "wallet/sealed_carnet.h"
#include "wallet/use_cases.h"

namespace opencarnet::wallet {

Result<edge::Answer> get_carnet(edge::Context& context, const edge::Input& input) {
  const auto carnet_id = input.integer("carnet_id");
  const auto device = device_of(context, context.db());
  if (!device) return tl::unexpected(device.error());
  // C11: the account's other devices do not count, for the PIN has never been typed on this one.
  if (!is_on_device(context.db(), carnet_id, device->device_id, context.actor.account_id))
    return refuse(Code::not_found);
  const auto held = read_held(context, carnet_id);
  if (!held) return tl::unexpected(held.error());
  record_read(context, *held);
  return sealed_carnet(*device, *held);
}

}  // namespace opencarnet::wallet
