// What people write into the contract's forms: planned carnets and steps as request bodies.
#pragma once
#include <nlohmann/json.hpp>

#include "demo/plan.h"

namespace opencarnet::demo {

/// Contract: DraftContent.
[[nodiscard]] nlohmann::json draft_of(const PlannedCarnet& carnet, const Holder& holder);
/// Contract: TravelContent.
[[nodiscard]] nlohmann::json travel_of(const Step& step);
/// The body of commit_transaction; `steps` are the buttons that the opened declaration offers (X5).
[[nodiscard]] nlohmann::json commit_of(const Step& step, const nlohmann::json& steps);

}  // namespace opencarnet::demo
