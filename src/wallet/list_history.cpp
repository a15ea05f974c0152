#include "carnet/life.h"
#include "records/transaction_json.h"
#include "wallet/access.h"
#include "wallet/travel_store.h"
#include "wallet/use_cases.h"

namespace opencarnet::wallet {

Result<edge::Answer> list_history(edge::Context& context, const edge::Input& input) {
  const auto held = read_held(context, input.integer("carnet_id"));
  if (!held) return tl::unexpected(held.error());
  const auto& carnet = held->record.carnet;
  const auto listed = held->listed();
  edge::Answer answer;
  auto& out = answer.body;
  out["carnet_id"] = carnet.carnet_id;
  out["state"] = std::string(carnet::to_text(carnet::state_of(carnet.standing, held->history)));
  out["transactions"] = json::array();
  for (const auto& transaction : held->history)
    out["transactions"].push_back(records::counterfoil_answer(transaction, carnet.number, listed));
  out["rejections"] = json::array();
  for (const auto& it : list_rejections(context.db(), carnet.carnet_id))
    out["rejections"].push_back({{"declaration_id", it.declaration_id},
                                 {"type", it.type},
                                 {"office", it.office},
                                 {"rejected_at", it.rejected_at}});
  out["devices"] = json::array();
  for (const auto& it : list_downloads(context.db(), carnet.carnet_id))
    out["devices"].push_back({{"device", it.device}, {"account", it.account}, {"downloaded_at", it.downloaded_at}});
  const auto ledger = carnet::fold(listed, carnet.home_territory, held->history);
  answer.written["/places"] = records::written(carnet::places(ledger), carnet.home_territory);
  out["sets_left"] = records::to_json(held->sets_left());
  record_read(context, *held);
  return answer;
}

}  // namespace opencarnet::wallet
