#include "wallet/sealed_carnet.h"

#include "crypto/jose.h"

namespace opencarnet::wallet {

edge::Answer sealed_carnet(const Device& device, const HeldCarnet& held) {
  auto document = records::carnet_answer(held.record, held.history);
  document["sets_left"] = records::to_json(held.sets_left());
  document["to_sign"] = records::carnet_to_sign(held.record);
  edge::Answer answer;
  answer.body = {{"carnet_id", held.record.carnet.carnet_id},
                 {"jwe", crypto::encrypt_jwe(device.encryption_key, document.dump())}};
  return answer;
}

}  // namespace opencarnet::wallet
