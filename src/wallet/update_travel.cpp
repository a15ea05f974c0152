#include "wallet/plan_travel.h"
#include "wallet/travel_answer.h"
#include "wallet/use_cases.h"

namespace opencarnet::wallet {

Result<edge::Answer> update_travel(edge::Context& context, const edge::Input& input) {
  const auto& travel_id = input.path.at("travel_id");
  const auto seen = find_travel(context.db(), travel_id);
  if (!seen) return refuse(Code::not_found);
  const auto held = hold(context, seen->carnet_id);
  if (!held) return tl::unexpected(held.error());
  auto travel = find_travel(context.db(), travel_id);  // again: while we waited it may have been edited or deleted
  if (!travel) return refuse(Code::not_found);
  if (auto verdict = input.made_to(std::to_string(travel->version)); !verdict) return tl::unexpected(verdict.error());

  auto statement = read_statement(input.body, held->listed());
  if (!statement) return tl::unexpected(statement.error());
  travel->statement = *std::move(statement);
  travel->complete = carnet::missing_fields(travel->statement.travel).empty();
  const auto planned = derive(context.db(), *held, *travel, context.now);
  if (!planned) return tl::unexpected(planned.error());
  if (auto verdict = settle(context, *held, *travel, *planned); !verdict) return tl::unexpected(verdict.error());
  update_travel_row(context.db(), *travel, context.now);

  nlohmann::json payload{{"travel_id", travel_id}, {"version", std::to_string(travel->version + 1)}};
  if (const auto other = hand_over_validation(context, travel->carnet_id)) payload["also_changed"] = *other;
  record_change(context, *held, "travel_updated", std::move(payload));
  return answer_with_travel(context, travel_id, 200);
}

}  // namespace opencarnet::wallet
