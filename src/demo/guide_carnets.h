// The carnets that the guides' screens show.
#pragma once
#include <string>
#include <vector>

#include "demo/plan.h"

namespace opencarnet::demo {

/// Box P of a carnet of the demo world: every territory that has an office in it, except home.
[[nodiscard]] std::vector<std::string> territories_without(const World& world, const std::string& home);

/// ES2023990052 (13 items, EUR 1,705.00), now in Syldavie; CHTA00000133 to 136 (carnets 883 to 886), expired in June
/// 2021: re-exportation missing, split shipment partly returned, split shipment terminated, partial shipment
/// terminated.
[[nodiscard]] std::vector<PlannedCarnet> guide_carnets(const World& world, Day today);

}  // namespace opencarnet::demo
