// What is played: journeys to Germany by carnets from outside the Union.
#pragma once
#include "demo/plan.h"
#include "demo/random.h"

namespace opencarnet::bench {

/// Where importations wait: each office of it may clear them.
inline constexpr auto destination = "DE";

/// Two journeys there and back, and one that has left: ten transactions.
[[nodiscard]] demo::PlannedCarnet lived_carnet(const demo::World& world, demo::Random& random, std::size_t variant,
                                               int items, Day today);
/// Validated, and sent off in nine parts of two items each: ten transactions, and nine importations that wait.
[[nodiscard]] demo::PlannedCarnet open_carnet(const demo::World& world, demo::Random& random, std::size_t variant,
                                              int items, Day today);
/// How many variants there are: homes, holders, goods.
[[nodiscard]] std::size_t variants();

}  // namespace opencarnet::bench
