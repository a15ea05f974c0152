// From where a step takes pieces of an item when they are in several places. Internal to the ledger.
#pragma once
#include <utility>
#include <vector>

#include "carnet/ledger.h"

namespace opencarnet::carnet {

/// Which holdings (by index) give how many pieces, at most `pieces` in all: the likeliest places first, within a kind
/// of place the oldest record first. Every place can give, so that the latest record always wins.
[[nodiscard]] std::vector<std::pair<std::size_t, std::int64_t>> plan_taking(const std::vector<Holding>& holdings,
                                                                            std::int64_t pieces, TransactionType type,
                                                                            const TerritoryCode& territory);

}  // namespace opencarnet::carnet
