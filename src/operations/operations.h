// The operations of api/core.yaml.
#pragma once
#include "edge/route.h"
#include "platform/clock.h"

namespace opencarnet::operations {

struct Dependencies {
  platform::Clock& clock;
};

/// The event log, oldest first, dense positions (V6, V7). Reading it leaves an audit row.
[[nodiscard]] Result<edge::Answer> list_events(edge::Context& context, const edge::Input& input);

/// Demo mode only: sets the clock to an instant, or moves it on by days. Exactly one of the two (field errors
/// otherwise). The clock only goes on: what was recorded stays in the past (clock_goes_back).
[[nodiscard]] Result<edge::Answer> set_clock(const Dependencies& dependencies, edge::Context& context,
                                             const edge::Input& input);

[[nodiscard]] edge::Routes routes(const Dependencies& dependencies);

}  // namespace opencarnet::operations
