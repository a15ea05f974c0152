#include "carnet/correction.h"
#include "wallet/codes.h"
#include "wallet/plan_travel.h"
#include "wallet/use_cases.h"

namespace opencarnet::wallet {
namespace {

/// What a declaration may wait for, while everything else that keeps it from being committed stays so: an earlier step
/// of the journey, and the day.
bool may_pass(Code code) {
  switch (code) {
    case Code::carnet_not_yet_valid:
    case Code::validation_missing:
    case Code::goods_not_at_home:
    case Code::goods_already_pre_exported:
    case Code::goods_already_in_territory:
    case Code::goods_not_open_in_territory:
    case Code::goods_already_at_home:
    case Code::goods_already_in_transit:
    case Code::transit_not_open:
      return true;
    default:
      return false;
  }
}

/// No code is made for what customs could never commit: the kernel says what keeps it.
Verdict check_committable(edge::Context& context, const HeldCarnet& held, const carnet::Declaration& declaration) {
  const auto& carnet = held.record.carnet;
  const auto territories = records::territories_of(context.db(), {carnet.country_of_issue, declaration.country});
  const auto* const home = carnet::find_territory(territories, carnet.home_territory);
  const auto* const acting = carnet::find_territory(territories, declaration.territory);
  if (home == nullptr || acting == nullptr)
    return refuse(Code::country_not_in_directory, {{"country", declaration.country}});
  const carnet::Situation situation{carnet,  held.history,        *home,
                                    *acting, declaration.country, earliest_day(context.now)};
  const auto ledger = carnet::fold(held.listed(), carnet.home_territory, held.history);
  const auto offer = carnet::offer_of(situation, ledger, declaration.type);
  if (offer || may_pass(offer.error().code)) return {};
  return tl::unexpected(offer.error());
}

/// Whether the journey as stated still leads there: other travels may have moved the goods since it was saved.
Verdict check_still_planned(edge::Context& context, const HeldCarnet& held, const StoredTravel& travel) {
  const auto planned = derive(context.db(), held, travel, context.now);
  if (!planned) return tl::unexpected(planned.error());
  return {};
}

Verdict check_signable(edge::Context& context, const HeldCarnet& held, const StoredTravel& travel,
                       const carnet::Declaration& declaration) {
  const carnet::HolderProgress progress{
      .downloaded = true, .carnet_signed = held.record.signed_at.has_value(), .travel_complete = travel.complete};
  if (auto verdict = carnet::check_holder_step(carnet::HolderStep::sign_declaration, progress); !verdict)
    return verdict;
  if (auto verdict = carnet::check_editable(held.history, declaration); !verdict) return verdict;
  if (auto verdict = check_committable(context, held, declaration); !verdict) return verdict;
  return check_still_planned(context, held, travel);
}

}  // namespace

Result<edge::Answer> sign_declaration(const Dependencies& dependencies, edge::Context& context,
                                      const edge::Input& input) {
  const auto device = device_of(context, context.db());
  if (!device) return tl::unexpected(device.error());
  const auto& declaration_id = input.path.at("declaration_id");
  const auto seen = find_stored_declaration(context.db(), declaration_id);
  if (!seen) return refuse(Code::not_found);
  const auto held = hold(context, seen->declaration.carnet_id);
  if (!held) return tl::unexpected(held.error());
  auto stored = find_stored_declaration(context.db(), declaration_id);  // again: it may have been edited meanwhile
  const auto travel = find_travel(context.db(), seen->declaration.travel_id);
  if (!stored || !travel) return refuse(Code::not_found);

  auto& declaration = stored->declaration;
  if (auto verdict = check_signable(context, *held, *travel, declaration); !verdict)
    return tl::unexpected(verdict.error());
  const auto jws = input.body.at("signature").get<std::string>();
  const auto to_sign = records::declaration_to_sign(declaration, held->record.carnet.number);
  if (auto verdict = check_signature(*device, jws, to_sign); !verdict) return tl::unexpected(verdict.error());

  ++declaration.signature_no;
  declaration.signed_at = context.now;
  auto signature = make_signature(dependencies, context.db(), *held, declaration, *travel);
  if (!signature) return tl::unexpected(signature.error());
  signature->jws = jws;
  signature->device_id = device->device_id;
  store_signature(context.db(), declaration, *signature);
  record_change(context, *held, "declaration_signed",
                {{"declaration_id", declaration_id},
                 {"travel_id", travel->travel_id},
                 {"type", std::string(carnet::to_text(declaration.type))},
                 {"territory", declaration.territory},
                 {"signature_no", declaration.signature_no}});
  edge::Answer answer;
  answer.status = 201;
  answer.body = codes_answer(dependencies, find_stored_declaration(context.db(), declaration_id).value());
  return answer;
}

}  // namespace opencarnet::wallet
