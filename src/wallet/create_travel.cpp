#include "base/ids.h"
#include "wallet/plan_travel.h"
#include "wallet/travel_answer.h"
#include "wallet/use_cases.h"

namespace opencarnet::wallet {

Result<edge::Answer> create_travel(edge::Context& context, const edge::Input& input) {
  const auto held = hold(context, input.integer("carnet_id"));
  if (!held) return tl::unexpected(held.error());
  const carnet::HolderProgress progress{.downloaded = true, .carnet_signed = held->record.signed_at.has_value()};
  if (auto verdict = carnet::check_holder_step(carnet::HolderStep::prepare_travel, progress); !verdict)
    return tl::unexpected(verdict.error());

  auto statement = read_statement(input.body, held->listed());
  if (!statement) return tl::unexpected(statement.error());
  StoredTravel travel;
  travel.carnet_id = held->record.carnet.carnet_id;
  travel.statement = *std::move(statement);
  travel.complete = carnet::missing_fields(travel.statement.travel).empty();
  const auto planned = derive(context.db(), *held, travel, context.now);
  if (!planned) return tl::unexpected(planned.error());

  travel.travel_id = new_id(context.now);
  insert_travel(context.db(), travel, context.actor.account_id, context.now);
  if (auto verdict = settle(context, *held, travel, *planned); !verdict) return tl::unexpected(verdict.error());
  record_change(context, *held, "travel_created", {{"travel_id", travel.travel_id}, {"version", "1"}});
  return answer_with_travel(context, travel.travel_id, 201);
}

}  // namespace opencarnet::wallet
