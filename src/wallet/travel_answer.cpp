#include "wallet/travel_answer.h"

#include "records/transaction_json.h"

namespace opencarnet::wallet {
namespace {

using carnet::DeclarationState;

const carnet::Transaction* find_committed(const carnet::History& history, const carnet::Declaration& declaration) {
  for (const auto& transaction : history)
    if (carnet::counts(transaction) && transaction.declaration_id == declaration.declaration_id &&
        transaction.type == declaration.type)
      return &transaction;
  return nullptr;
}

json declaration_answer(TerritoriesByCountry& territories, const HeldCarnet& held, const StoredDeclaration& stored,
                        Instant now) {
  const auto& it = stored.declaration;
  const auto* const record = held.find_declaration(it.declaration_id);
  const auto state = records::state_of(*record, held.history);
  json out{{"declaration_id", it.declaration_id},
           {"type", std::string(carnet::to_text(it.type))},
           {"country", it.country},
           {"territory", it.territory},
           {"state", std::string(carnet::to_text(state))}};
  if (const auto* const territory = territories.of(it.country))
    out["medium"] =
        carnet::is_digital(*territory, it.country, std::chrono::floor<date::days>(now)) ? "digital" : "paper";
  if (state != DeclarationState::committed)
    out["to_sign"] = records::declaration_to_sign(it, held.record.carnet.number);
  if (it.signed_at && state != DeclarationState::prepared) out["signed_at"] = to_text(*it.signed_at);
  if (!record->declaration.corrections.empty()) out["corrections"] = records::to_json(record->declaration.corrections);
  if (const auto* const committed = find_committed(held.history, it))
    out["transaction"] = records::counterfoil_answer(*committed, held.record.carnet.number, held.listed());
  return out;
}

}  // namespace

const carnet::Territory* TerritoriesByCountry::of(const carnet::CountryCode& country) {
  const auto [found, first] = known_.try_emplace(country);
  if (first) found->second = records::territories_of(session_, {country});
  return found->second.empty() ? nullptr : &found->second.front();
}

json travel_answer(platform::Session& session, TerritoriesByCountry& territories, const HeldCarnet& held,
                   const StoredTravel& travel, Instant now) {
  auto out = to_json(travel.statement);
  out["travel_id"] = travel.travel_id;
  out["carnet_id"] = travel.carnet_id;
  out["version"] = std::to_string(travel.version);
  out["complete"] = travel.complete;
  out["missing"] = carnet::missing_fields(travel.statement.travel);
  if (const auto& goods = travel.statement.travel.declared.goods; !goods.empty())
    out["goods_ranges"] = carnet::to_text(goods, held.listed());
  std::vector<carnet::TransactionType> types;
  out["declarations"] = json::array();
  for (const auto& stored : list_stored_declarations(session, travel.travel_id)) {
    types.push_back(stored.declaration.type);
    out["declarations"].push_back(declaration_answer(territories, held, stored, now));
  }
  out["sets_used"] = records::to_json(carnet::sets_used(types));
  out["sets_left"] = records::to_json(held.sets_left());
  return out;
}

Result<edge::Answer> answer_with_travel(edge::Context& context, const std::string& travel_id, int status) {
  const auto travel = find_travel(context.db(), travel_id);
  if (!travel) return refuse(Code::not_found);
  const auto held = read_held(context, travel->carnet_id);
  if (!held) return tl::unexpected(held.error());
  TerritoriesByCountry territories(context.db());
  edge::Answer answer;
  answer.status = status;
  answer.body = travel_answer(context.db(), territories, *held, *travel, context.now);
  answer.headers["ETag"] = "\"" + std::to_string(travel->version) + "\"";
  return answer;
}

}  // namespace opencarnet::wallet
