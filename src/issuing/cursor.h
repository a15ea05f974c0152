// Where a page of a list ended, as text that says nothing to its reader.
#pragma once
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "base/refusal.h"
#include "issuing/carnet_store.h"

namespace opencarnet::issuing {

[[nodiscard]] std::string cursor_after(carnet::CarnetId carnet_id);
[[nodiscard]] std::string cursor_after(const Position& position);

/// No cursor is the beginning: above all IDs, before all transactions. Refuses what cursor_after did not make.
[[nodiscard]] Result<carnet::CarnetId> carnet_before(const std::optional<std::string>& cursor);
[[nodiscard]] Result<Position> position_after(const std::optional<std::string>& cursor);

}  // namespace opencarnet::issuing
