// What a visitor walks through with wallet and portal side by side: carnets that are issued and on nobody's telephone.
#pragma once
#include <nlohmann/json.hpp>

#include "demo/plan.h"

namespace opencarnet::demo {

/// A carnet can be walked through once, so there are some: of a Swiss band, for Syldavia among others.
inline constexpr int carnets_to_walk = 3;
[[nodiscard]] std::vector<PlannedCarnet> walk_carnets(const World& world, Day today);

/// For /demo.json, from what credentials_of and the player listed: {"holder": account, "officers": [account at home,
/// account abroad], "carnets": [{carnet_id, number, pin}]}. Without carnets where none was made.
[[nodiscard]] nlohmann::json walk_of(const nlohmann::json& document);

}  // namespace opencarnet::demo
