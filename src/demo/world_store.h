// The row that says that this database holds a demo world, with what /demo.json lists.
#pragma once
#include <optional>

#include <nlohmann/json.hpp>

#include "base/time.h"
#include "platform/db.h"

namespace opencarnet::demo {

/// What the world's /demo.json lists; none where the database holds no demo world.
[[nodiscard]] std::optional<nlohmann::json> find_world(platform::Session& session);

/// Takes the one place for a demo world, to be finished in the same transaction. False where another process has taken
/// it: this waits until that one has ended.
[[nodiscard]] bool claim_world(platform::Session& session, Instant now);
void finish_world(platform::Session& session, const nlohmann::json& document);

/// Whether there are accounts or carnets, of whatever world.
[[nodiscard]] bool holds_people_or_carnets(platform::Session& session);

}  // namespace opencarnet::demo
