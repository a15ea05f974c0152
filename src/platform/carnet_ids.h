// Carnet IDs: system-wide integers, each given out once, by any number of processes, without waiting for each other.
#pragma once
#include <cstdint>

#include "platform/db.h"

namespace opencarnet::platform {

/// The next free carnet ID, from 1,000,001 on (smaller ones are free for imports and the demo world). On PostgreSQL a
/// sequence: never waits, and a rolled back issue leaves a gap. On SQLite the single writer's counter.
[[nodiscard]] std::int64_t next_carnet_id(Session& session);

}  // namespace opencarnet::platform
