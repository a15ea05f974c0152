#include "carnet/taking.h"

#include <algorithm>
#include <array>

namespace opencarnet::carnet {
namespace {

constexpr std::size_t ranks = 9;

// Goods that come into a territory: from the way there, then from home (an exportation that was not recorded), then
// from other territories; what is already here only when paper says that it had left (X9).
std::size_t rank_of_arrival(const Place& place, bool here, bool from_transit) {
  if (here && place.kind == PlaceKind::left_territory) return 0;
  if (here && place.kind == PlaceKind::in_transit) return from_transit ? 1 : 7;
  if (here) return 8;
  switch (place.kind) {
    case PlaceKind::left_territory:
      return 2;
    case PlaceKind::exported:
      return 3;
    case PlaceKind::in_transit:
      return 4;
    case PlaceKind::home:
      return 5;
    case PlaceKind::in_territory:
      return 6;
    case PlaceKind::stayed:
      break;
  }
  return 7;
}

std::size_t rank_of_departure(const Place& place, bool here, PlaceKind expected) {
  if (here && place.kind == expected) return 0;
  if (here && place.kind != PlaceKind::stayed) return 1;
  switch (place.kind) {
    case PlaceKind::exported:
      return 2;
    case PlaceKind::left_territory:
      return 3;
    case PlaceKind::in_transit:
      return 4;
    case PlaceKind::in_territory:
      return 5;
    case PlaceKind::home:
      return 6;
    case PlaceKind::stayed:
      break;
  }
  return 7;
}

std::size_t rank_of_return(const Place& place) {
  switch (place.kind) {
    case PlaceKind::left_territory:
      return 0;
    case PlaceKind::exported:
      return 1;
    case PlaceKind::in_transit:
      return 2;
    case PlaceKind::in_territory:
      return 3;
    case PlaceKind::stayed:
      return 4;
    case PlaceKind::home:
      break;
  }
  return 5;
}

std::size_t rank_of_leaving_home(const Place& place) {
  return place.kind == PlaceKind::home ? 0 : 1 + rank_of_return(place);
}

std::size_t rank(const Place& place, TransactionType type, const TerritoryCode& territory) {
  const bool here = place.territory == territory;
  switch (type) {
    case TransactionType::importation:
      return rank_of_arrival(place, here, true);
    case TransactionType::transit_open:
      return rank_of_arrival(place, here, false);
    case TransactionType::re_exportation:
      return rank_of_departure(place, here, PlaceKind::in_territory);
    case TransactionType::transit_close:
      return rank_of_departure(place, here, PlaceKind::in_transit);
    case TransactionType::re_importation:
      return rank_of_return(place);
    case TransactionType::validation:
    case TransactionType::pre_exportation:
    case TransactionType::exportation:
      break;
  }
  return rank_of_leaving_home(place);
}

}  // namespace

std::vector<std::pair<std::size_t, std::int64_t>> plan_taking(const std::vector<Holding>& holdings, std::int64_t pieces,
                                                              TransactionType type, const TerritoryCode& territory) {
  std::vector<std::pair<std::size_t, std::int64_t>> plan;
  for (std::size_t wanted = 0; wanted < ranks && pieces > 0; ++wanted)
    for (std::size_t at = 0; at < holdings.size() && pieces > 0; ++at) {
      if (rank(holdings[at].place, type, territory) != wanted) continue;
      const auto taken = std::min(pieces, holdings[at].pieces);
      plan.emplace_back(at, taken);
      pieces -= taken;
    }
  return plan;
}

}  // namespace opencarnet::carnet
