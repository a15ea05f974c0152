// Who sees what of a history (V1, V2).
#pragma once
#include <optional>

#include "carnet/transaction.h"

namespace opencarnet::carnet {

/// V1: what customs of a territory see: every transaction committed anywhere before the goods (last) arrived in it, its
/// own, and afterwards only the final re-importation of goods it handled; never later foreign ones. `presented_at`:
/// when a declaration by which goods arrive was last presented there; what was committed until then lies before,
/// whether the arrival was committed or not. Reasons of foreign cancellations are taken out (V2); a foreign
/// cancellation made after the arrival is not shown.
[[nodiscard]] History visible_history(const History& history, const TerritoryCode& territory, const TerritoryCode& home,
                                      std::optional<Instant> presented_at);

/// V1: a carnet is visible in a territory once presented, pre-declared or transacted there (cancelled or not). Asked
/// before the carnet is loaded: the time that takes would tell of one that must not be seen (S1).
[[nodiscard]] bool may_see(bool transacted, bool presented_or_predeclared);

}  // namespace opencarnet::carnet
