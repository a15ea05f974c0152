// What is played: journeys to Germany by carnets from outside the Union.
#pragma once
#include "demo/plan.h"
#include "demo/random.h"

namespace opencarnet::bench {

/// Where importations wait: each office of it may clear them.
inline constexpr auto destination = "DE";

/// Two journeys there and back, and one that has left: ten transactions.
/// `variant`: one of six homes with holder and goods.
[[nodiscard]] demo::PlannedCarnet lived_carnet(const demo::World& world, demo::Random& random, std::size_t variant,
                                               int items, Day today);
/// Validated, and sent off in nine parts of two items each: ten transactions, and nine importations that wait.
[[nodiscard]] demo::PlannedCarnet open_carnet(const demo::World& world, demo::Random& random, std::size_t variant,
                                              int items, Day today);

}  // namespace opencarnet::bench
