#include "carnet/admission.h"

#include <algorithm>

namespace opencarnet::carnet {
namespace {

Code goods_code(TransactionType type) {
  switch (type) {
    case TransactionType::pre_exportation:
      return Code::goods_already_pre_exported;
    case TransactionType::importation:
      return Code::goods_already_in_territory;
    case TransactionType::re_exportation:
      return Code::goods_not_open_in_territory;
    case TransactionType::re_importation:
      return Code::goods_already_at_home;
    case TransactionType::transit_open:
      return Code::goods_already_in_transit;
    case TransactionType::transit_close:
      return Code::transit_not_open;
    case TransactionType::validation:
    case TransactionType::exportation:
      break;
  }
  return Code::goods_not_at_home;
}

}  // namespace

Verdict check_admission(const Carnet& carnet, const Territory& territory, TransactionType type) {
  if (type != TransactionType::importation && type != TransactionType::transit_open) return {};
  if (!territory.accepted_types.contains(carnet.type))
    return refuse(Code::carnet_type_not_accepted,
                  {{"territory", territory.code}, {"type", std::string(to_text(carnet.type))}});
  if (std::find(carnet.territories.begin(), carnet.territories.end(), territory.code) == carnet.territories.end())
    return refuse(Code::territory_not_covered, {{"territory", territory.code}});
  if (type == TransactionType::importation && !territory.accepted_uses.contains(carnet.intended_use))
    return refuse(Code::use_not_accepted, {{"territory", territory.code}, {"use", carnet.intended_use}});
  return {};
}

Refusal goods_refusal(TransactionType type, const Goods& goods, const Goods& listed, const TerritoryCode& territory) {
  return refuse(goods_code(type),
                {{"items", to_text(goods, listed)}, {"territory", territory}, {"type", std::string(to_text(type))}})
      .value();
}

bool has_effect(const History& history) { return std::any_of(history.begin(), history.end(), counts); }

}  // namespace opencarnet::carnet
