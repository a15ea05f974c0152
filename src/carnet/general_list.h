// The General List: the goods of a carnet, numbered 1…n, fixed at issue for ever (C3), in one currency (C4).
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "base/quantity.h"
#include "carnet/goods.h"
#include "carnet/words.h"

namespace opencarnet::carnet {

inline constexpr int most_items = 10'000;
inline constexpr std::int64_t most_pieces = 1'000'000'000;

struct GeneralItem {
  int item = 0;
  std::string description;  // trade description, marks and serial numbers
  std::int64_t pieces = 0;
  std::optional<Quantity> weight;  // weight or volume with its unit
  Money value;                     // of all its pieces
  CountryCode country_of_origin;   // may be empty
  friend bool operator==(const GeneralItem&, const GeneralItem&) = default;
};

using GeneralList = std::vector<GeneralItem>;

/// Computed, never typed (C3). Weights and volumes are summed per unit.
struct Totals {
  std::int64_t items = 0;
  std::int64_t pieces = 0;
  Money value;
  std::map<std::string, Quantity> weights;
  friend bool operator==(const Totals&, const Totals&) = default;
};

/// Every piece of the list.
[[nodiscard]] Goods all_goods(const GeneralList& list);

/// Sums; refuses overflow (amount_too_large) and mixed currencies (one_currency_per_carnet).
[[nodiscard]] Result<Totals> totals(const GeneralList& list, Currency currency);

/// Adds every error of the list under /general_list/<index>/<field>: numbering 1…n, description, pieces, one currency,
/// origin (C3, C4). An empty list is general_list_empty.
void check_general_list(const GeneralList& list, Currency currency, FieldErrors& errors);

/// C3 after issue: the amended list holds nothing the issued one does not: no new item, no more pieces, weight or value
/// of an item. Refuses general_list_is_fixed with the items that would grow.
[[nodiscard]] Verdict check_not_grown(const GeneralList& issued, const GeneralList& amended);

}  // namespace opencarnet::carnet
