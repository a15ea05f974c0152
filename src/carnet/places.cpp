// Questions to a ledger.
#include <algorithm>
#include <set>

#include "carnet/ledger.h"
#include "carnet/taking.h"

namespace opencarnet::carnet {
namespace {

// The lots whose final date runs for pieces in a place: at home nothing, on the way the exportation's.
std::optional<LotKind> lots_of(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::exported:
    case PlaceKind::left_territory:
      return LotKind::exportation;
    case PlaceKind::in_territory:
      return LotKind::importation;
    case PlaceKind::in_transit:
      return LotKind::transit;
    case PlaceKind::home:
    case PlaceKind::stayed:
      break;
  }
  return {};
}

std::optional<Day> running_date(const Ledger& ledger, int item, const Place& place) {
  const auto kind = lots_of(place.kind);
  if (!kind) return {};
  const auto account = ledger.accounts.find(*kind == LotKind::exportation ? ledger.home : place.territory);
  if (account == ledger.accounts.end()) return {};
  const auto lots = account->second.find(item);
  if (lots == account->second.end()) return {};
  std::optional<Day> earliest;
  for (const auto& lot : lots->second)
    if (lot.kind == *kind && lot.open() > 0 && lot.final_date && (!earliest || *lot.final_date < *earliest))
      earliest = lot.final_date;
  return earliest;
}

template <class Wanted>
Goods open_where(const Ledger& ledger, const TerritoryCode& territory, Wanted wanted) {
  Goods goods;
  const auto account = ledger.accounts.find(territory);
  if (account == ledger.accounts.end()) return goods;
  for (const auto& [item, lots] : account->second)
    for (const auto& lot : lots)
      if (wanted(lot)) goods.add(item, lot.open());
  return goods;
}

bool is_on_its_way(const Holding& holding) {
  return holding.place.kind == PlaceKind::exported || holding.place.kind == PlaceKind::left_territory;
}

}  // namespace

Goods goods_at(const Ledger& ledger, const Place& place) {
  Goods goods;
  for (std::size_t at = 0; at < ledger.holdings.size(); ++at)
    for (const auto& holding : ledger.holdings[at])
      if (holding.place == place) goods.add(static_cast<int>(at) + 1, holding.pieces);
  return goods;
}

Goods open_in(const Ledger& ledger, const TerritoryCode& territory, LotKind kind) {
  return open_where(ledger, territory, [&](const Lot& lot) { return lot.kind == kind; });
}

Goods open_of(const Ledger& ledger, const TerritoryCode& territory, LotKind kind, const std::string& transaction_id) {
  return open_where(ledger, territory,
                    [&](const Lot& lot) { return lot.kind == kind && lot.transaction_id == transaction_id; });
}

Goods left_behind(const Ledger& ledger, const Goods& imported, const TerritoryCode& territory) {
  std::set<std::int32_t> vouchers;
  std::vector<std::int64_t> taken_on_way(ledger.holdings.size(), 0);
  for (const auto& line : imported.lines()) {
    if (line.item < 1 || static_cast<std::size_t>(line.item) > ledger.holdings.size()) continue;
    const auto at = static_cast<std::size_t>(line.item) - 1;
    const auto& holdings = ledger.holdings[at];
    for (const auto& [holding, pieces] : plan_taking(holdings, line.pieces, TransactionType::importation, territory))
      if (is_on_its_way(holdings[holding])) {
        vouchers.insert(holdings[holding].since);
        taken_on_way[at] += pieces;
      }
  }
  Goods behind;
  for (std::size_t at = 0; at < ledger.holdings.size(); ++at) {
    std::int64_t came = 0;
    for (const auto& holding : ledger.holdings[at])
      if (is_on_its_way(holding) && vouchers.contains(holding.since)) came += holding.pieces;
    behind.add(static_cast<int>(at) + 1, came - taken_on_way[at]);
  }
  return behind;
}

std::vector<PlaceLine> places(const Ledger& ledger) {
  std::vector<PlaceLine> lines;
  for (std::size_t at = 0; at < ledger.holdings.size(); ++at) {
    std::map<Place, std::int64_t> merged;
    for (const auto& holding : ledger.holdings[at]) merged[holding.place] += holding.pieces;
    const auto item = static_cast<int>(at) + 1;
    for (const auto& [place, pieces] : merged)
      lines.push_back({item, pieces, place, running_date(ledger, item, place)});
  }
  return lines;
}

}  // namespace opencarnet::carnet
