#include "wallet/plan_travel.h"
#include "wallet/use_cases.h"

namespace opencarnet::wallet {

Result<edge::Answer> delete_travel(edge::Context& context, const edge::Input& input) {
  const auto& travel_id = input.path.at("travel_id");
  const auto seen = find_travel(context.db(), travel_id);
  if (!seen) return refuse(Code::not_found);
  const auto held = hold(context, seen->carnet_id);
  if (!held) return tl::unexpected(held.error());
  if (!find_travel(context.db(), travel_id)) return refuse(Code::not_found);

  const auto declarations = list_stored_declarations(context.db(), travel_id);
  std::vector<std::string> ids;
  ids.reserve(declarations.size());
  for (const auto& it : declarations) ids.push_back(it.declaration.declaration_id);
  if (auto verdict = carnet::check_deletable(held->history, ids); !verdict) return tl::unexpected(verdict.error());
  for (const auto& id : ids) delete_declaration(context.db(), id, context.now);
  delete_travel_row(context.db(), travel_id, context.now);

  nlohmann::json payload{{"travel_id", travel_id}};
  if (const auto other = hand_over_validation(context, seen->carnet_id)) payload["also_changed"] = *other;
  record_change(context, *held, "travel_deleted", std::move(payload));
  edge::Answer answer;
  answer.status = 204;
  return answer;
}

}  // namespace opencarnet::wallet
