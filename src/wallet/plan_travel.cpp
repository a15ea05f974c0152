#include "wallet/plan_travel.h"

#include <algorithm>

#include "base/ids.h"
#include "carnet/correction.h"

namespace opencarnet::wallet {
namespace {

using carnet::PlannedDeclaration;
using carnet::TransactionType;

/// History without this travel, as if nothing of it were committed yet.
carnet::History history_without(const HeldCarnet& held, const std::string& travel_id) {
  carnet::History history;
  for (const auto& transaction : held.history) {
    const auto* const record = held.find_declaration(transaction.declaration_id);
    if (record == nullptr || record->declaration.travel_id != travel_id) history.push_back(transaction);
  }
  return history;
}

/// What earlier travels will have done. Ids are ordered by time; a travel not stored yet is the newest.
std::vector<PlannedDeclaration> planned_before(const HeldCarnet& held, const std::string& travel_id) {
  std::vector<PlannedDeclaration> planned;
  for (const auto& record : held.declarations) {
    const auto& it = record.declaration;
    const bool before = travel_id.empty() ? true : it.travel_id < travel_id;
    if (before && records::state_of(record, held.history) != carnet::DeclarationState::committed)
      planned.push_back({it.type, it.country, it.territory, it.declared});
  }
  return planned;
}

/// Everything the holder signed for, whatever an officer took out since (X15).
carnet::Goods all_signed(const records::DeclarationRecord& record) {
  auto declared = record.declaration.declared;
  declared.goods = record.signed_goods;
  return declared.all();
}

bool is_touched(const carnet::History& history, const std::string& declaration_id) {
  return !carnet::check_deletable(history, {declaration_id});
}

/// Pairs what is planned with what exists, step by step.
struct Pairing {
  std::vector<std::pair<const PlannedDeclaration*, const StoredDeclaration*>> steps;  // second: none yet
  std::vector<const StoredDeclaration*> left_over;
};

Pairing pair_up(const std::vector<PlannedDeclaration>& planned, const std::vector<StoredDeclaration>& stored) {
  Pairing pairing;
  for (const auto& it : stored) pairing.left_over.push_back(&it);
  for (const auto& step : planned) {
    const auto same = std::find_if(pairing.left_over.begin(), pairing.left_over.end(), [&](const auto* it) {
      return it->declaration.type == step.type && it->declaration.territory == step.territory;
    });
    pairing.steps.emplace_back(&step, same == pairing.left_over.end() ? nullptr : *same);
    if (same != pairing.left_over.end()) pairing.left_over.erase(same);
  }
  return pairing;
}

/// T7: what is committed is changed by nobody's edit.
Verdict check_committed_untouched(const HeldCarnet& held, const Pairing& pairing) {
  for (const auto& [step, stored] : pairing.steps) {
    if (stored == nullptr) continue;
    const auto* const record = held.find_declaration(stored->declaration.declaration_id);
    auto editable = carnet::check_editable(held.history, record->declaration);
    if (editable) continue;
    const bool same_way = step->country == stored->declaration.country;
    if (!same_way || !all_signed(*record).contains(step->declared.all())) return editable;
  }
  for (const auto* stored : pairing.left_over) {
    if (stored->declaration.type == TransactionType::validation) continue;  // of the carnet, not of this way
    const auto& it = stored->declaration;
    if (auto editable = carnet::check_editable(held.history, it); !editable) return editable;
    if (auto deletable = carnet::check_deletable(held.history, {it.declaration_id}); !deletable) return deletable;
  }
  return {};
}

Verdict check_sets(const HeldCarnet& held, const StoredTravel& travel, const Pairing& pairing) {
  std::vector<TransactionType> wanted;
  for (const auto& [step, stored] : pairing.steps)
    if (stored == nullptr || carnet::check_editable(held.history, stored->declaration)) wanted.push_back(step->type);
  return carnet::check_sets(held.record.carnet.sets, held.history, held.reserved(travel.travel_id), wanted);
}

void bring_to(edge::Context& context, const HeldCarnet& held, const StoredDeclaration& stored,
              carnet::Declaration wanted, std::int64_t sequence) {
  auto& session = context.db();
  const auto& was = stored.declaration;
  if (stored.sequence != sequence) update_sequence(session, was.declaration_id, sequence);
  if (!carnet::check_editable(held.history, was)) return;
  wanted.declaration_id = was.declaration_id;
  if (wanted.country == was.country && records::content_of(wanted) == records::content_of(was)) return;
  void_signature(session, was.declaration_id, context.now);
  update_declaration(session, wanted);
}

Day utc_day(Instant now) { return std::chrono::floor<date::days>(now); }

}  // namespace

Result<std::vector<PlannedDeclaration>> derive(platform::Session& session, const HeldCarnet& held,
                                               const StoredTravel& travel, Instant now) {
  const auto& carnet = held.record.carnet;
  const auto& stated = travel.statement.travel;
  std::vector<carnet::CountryCode> countries{carnet.country_of_issue, stated.from_country, stated.to_country};
  countries.insert(countries.end(), stated.transits.begin(), stated.transits.end());
  const auto territories = records::territories_of(session, countries);
  const auto history = history_without(held, travel.travel_id);
  const auto ledger = carnet::planned_ledger(carnet, history, planned_before(held, travel.travel_id));
  if (carnet::missing_fields(stated).empty())
    return carnet::derive_declarations(carnet, ledger, history, stated, territories, utc_day(now));

  // T6: saved incomplete. The ends are known already, and the kernel judges them first: it is asked with the whole
  // list, and heard only about the ends.
  auto whole = stated;
  whole.declared.goods = ledger.listed;
  const auto trial = carnet::derive_declarations(carnet, ledger, history, whole, territories, utc_day(now));
  if (!trial &&
      (trial.error().code == Code::no_travel_within_territory || trial.error().code == Code::country_not_in_directory))
    return tl::unexpected(trial.error());
  return std::vector<PlannedDeclaration>{};
}

Verdict settle(edge::Context& context, const HeldCarnet& held, const StoredTravel& travel,
               const std::vector<PlannedDeclaration>& planned) {
  const auto stored = list_stored_declarations(context.db(), travel.travel_id);
  const auto pairing = pair_up(planned, stored);
  if (auto verdict = check_committed_untouched(held, pairing); !verdict) return verdict;
  if (auto verdict = check_sets(held, travel, pairing); !verdict) return verdict;

  for (const auto* it : pairing.left_over) {
    if (is_touched(held.history, it->declaration.declaration_id))
      update_sequence(context.db(), it->declaration.declaration_id, 0);  // the carnet's validation goes before all
    else
      delete_declaration(context.db(), it->declaration.declaration_id, context.now);
  }
  std::int64_t sequence = 1;
  for (const auto& [step, existing] : pairing.steps) {
    auto wanted = declaration_for(travel.statement, *step);
    if (existing != nullptr) {
      bring_to(context, held, *existing, std::move(wanted), sequence++);
      continue;
    }
    wanted.declaration_id = new_id(context.now);
    wanted.travel_id = travel.travel_id;
    wanted.carnet_id = travel.carnet_id;
    insert_declaration(context.db(), wanted, sequence++);
  }
  return {};
}

std::optional<std::string> hand_over_validation(edge::Context& context, carnet::CarnetId carnet_id) {
  const auto held = read_held(context, carnet_id);
  if (!held) return std::nullopt;
  const auto find_first = [&](TransactionType type) {
    return std::find_if(held->declarations.begin(), held->declarations.end(),
                        [&](const auto& record) { return record.declaration.type == type; });
  };
  const auto leaving = find_first(TransactionType::exportation);
  if (leaving == held->declarations.end() || find_first(TransactionType::validation) != held->declarations.end() ||
      records::state_of(*leaving, held->history) == carnet::DeclarationState::committed)
    return std::nullopt;
  const auto travel = find_travel(context.db(), leaving->declaration.travel_id);
  if (!travel) return std::nullopt;
  const auto planned = derive(context.db(), *held, *travel, context.now);
  const bool begins_with_it = planned && !planned->empty() && planned->front().type == TransactionType::validation;
  if (!begins_with_it || !settle(context, *held, *travel, *planned)) return std::nullopt;
  update_travel_row(context.db(), *travel, context.now);
  return travel->travel_id;
}

}  // namespace opencarnet::wallet
