#include "carnet/allowed_actions.h"

#include <algorithm>

#include "carnet/admission.h"

namespace opencarnet::carnet {
namespace {

using enum TransactionType;

std::string text(TransactionType type) { return std::string(to_text(type)); }

// C7, C10, X10: what the carnet's standing lets happen.
Verdict check_standing(const Carnet& carnet, TransactionType type) {
  switch (carnet.standing) {
    case Standing::draft:
      return refuse(Code::carnet_not_issued);
    case Standing::blocked:
      return refuse(Code::carnet_blocked);
    case Standing::cancelled:
      return refuse(Code::carnet_cancelled);
    case Standing::discharged:
      return refuse(Code::carnet_discharged);
    case Standing::replaced:
      if (type != re_exportation && type != re_importation && type != transit_close)
        return refuse(Code::carnet_replaced, {{"type", text(type)}});
      break;
    case Standing::issued:
      break;
  }
  return {};
}

// X3–X8: which steps belong to the territory of issue and which abroad.
Verdict check_side(const Situation& situation, TransactionType type) {
  const bool at_home = situation.acting.code == situation.carnet.home_territory;
  const Params params{
      {"type", text(type)}, {"home", situation.carnet.home_territory}, {"territory", situation.acting.code}};
  if (belongs_to_home(type) && !at_home) return refuse(Code::only_home_customs, params);
  if (!belongs_to_home(type) && at_home) return refuse(Code::only_foreign_customs, params);
  if (type == pre_exportation && !situation.acting.two_step_export) return refuse(Code::no_two_step_export, params);
  return {};
}

// C2, X10: before its issue date nothing, after its last day only what brings goods back.
Verdict check_validity(const Situation& situation, TransactionType type) {
  const auto& carnet = situation.carnet;
  if (situation.day < carnet.issued_on)
    return refuse(Code::carnet_not_yet_valid,
                  {{"issued_on", to_text(carnet.issued_on)}, {"day", to_text(situation.day)}});
  if (!is_expired_on(carnet, situation.day) || type == re_importation) return {};
  if (type == re_exportation && !situation.acting.refuses_expired_carnets) return {};
  if (type == transit_close && situation.acting.late_transit_close) return {};
  return refuse(
      Code::carnet_expired,
      {{"valid_until", to_text(carnet.valid_until)}, {"type", text(type)}, {"territory", situation.acting.code}});
}

// X3: whether the carnet is validated, and if so whether only paper can say it (X9). Any counting transaction settled
// the question before.
Result<bool> validated_on_paper(const Situation& situation, const Ledger& ledger, TransactionType type) {
  const bool settled = ledger.validated || has_effect(situation.history);
  if (type == validation) {
    if (settled) return refuse(Code::already_validated);
    return false;
  }
  const auto& country = situation.carnet.country_of_issue;
  if (settled || !is_digital(situation.home, country, situation.day)) return false;
  if (!is_digital(situation.home, country, situation.carnet.issued_on)) return true;
  return refuse(Code::validation_missing, {{"country", country}});
}

// The last day with a digital record of each item in a territory.
std::map<int, Day> last_records(const History& history, const TerritoryCode& territory) {
  std::map<int, Day> days;
  for (const auto& transaction : history)
    if (counts(transaction) && transaction.territory == territory && transaction.type != validation)
      for (const auto& line : all_goods(transaction).lines()) {
        auto& day = days.try_emplace(line.item, transaction.acted_on).first->second;
        day = std::max(day, transaction.acted_on);
      }
  return days;
}

}  // namespace

Goods available_goods(const Ledger& ledger, TransactionType type, const TerritoryCode& territory) {
  const auto at = [&](PlaceKind kind) { return goods_at(ledger, {kind, territory}); };
  const auto home = [&] { return goods_at(ledger, {PlaceKind::home, {}}); };
  switch (type) {
    case validation:
      return ledger.listed;
    case pre_exportation:
      return home() - ledger.pre_exported;
    case exportation:
      return home();
    case re_importation:
      return ledger.listed - home();
    case importation:
      return ledger.listed - at(PlaceKind::in_territory) - at(PlaceKind::stayed);
    case transit_open:
      return ledger.listed - at(PlaceKind::in_territory) - at(PlaceKind::stayed) - at(PlaceKind::in_transit);
    case re_exportation:
      return common(open_in(ledger, territory, LotKind::importation), ledger.listed);
    case transit_close:
      return common(open_in(ledger, territory, LotKind::transit), ledger.listed);
  }
  return {};
}

Goods possibly_on_paper(const Situation& situation, const Ledger& ledger, TransactionType type) {
  const auto& carnet = situation.carnet;
  if (type == validation || !was_on_paper_since(situation.acting, carnet.issued_on)) return {};
  auto missing = ledger.listed - available_goods(ledger, type, situation.acting.code);
  if (type == pre_exportation) missing = missing - ledger.pre_exported;
  const auto records = last_records(situation.history, situation.acting.code);
  Goods possible;
  for (const auto& line : missing.lines()) {
    const auto record = records.find(line.item);
    if (was_on_paper_since(situation.acting, record == records.end() ? carnet.issued_on : record->second))
      possible.add(line.item, line.pieces);
  }
  return possible;
}

Result<Offer> offer_of(const Situation& situation, const Ledger& ledger, TransactionType type) {
  for (const auto& verdict :
       {check_standing(situation.carnet, type), check_side(situation, type), check_validity(situation, type),
        check_admission(situation.carnet, situation.acting, type)})
    if (!verdict) return tl::unexpected(verdict.error());
  const auto on_paper = validated_on_paper(situation, ledger, type);
  if (!on_paper) return tl::unexpected(on_paper.error());
  Offer offer;
  offer.goods = available_goods(ledger, type, situation.acting.code);
  offer.on_paper = possibly_on_paper(situation, ledger, type);
  offer.validation_on_paper = *on_paper;
  offer.late = is_expired_on(situation.carnet, situation.day);
  if (offer.goods.empty() && offer.on_paper.empty())
    return tl::unexpected(goods_refusal(type, ledger.listed, ledger.listed, situation.acting.code));
  return offer;
}

std::vector<AllowedAction> allowed_actions(const Situation& situation) {
  const auto ledger =
      fold(all_goods(situation.carnet.general_list), situation.carnet.home_territory, situation.history);
  std::vector<AllowedAction> actions;
  actions.reserve(all_transaction_types.size());
  for (const auto type : all_transaction_types) actions.push_back({type, offer_of(situation, ledger, type)});
  return actions;
}

}  // namespace opencarnet::carnet
