// Small decisions that several rules share. Internal to the kernel.
#pragma once
#include "carnet/situation.h"

namespace opencarnet::carnet {

/// X6 and X8: Box P covers the territory, it takes the type of carnet and, for an importation, the intended use.
[[nodiscard]] Verdict check_admission(const Carnet& carnet, const Territory& territory, TransactionType type);

/// The refusal of goods that cannot take a step (X4–X8): the code tells where they would have to be.
[[nodiscard]] Refusal goods_refusal(TransactionType type, const Goods& goods, const Goods& listed,
                                    const TerritoryCode& territory);

/// Whether anything is committed and not cancelled.
[[nodiscard]] bool has_effect(const History& history);

}  // namespace opencarnet::carnet
