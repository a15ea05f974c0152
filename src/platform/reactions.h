// The registered reactions, as publish and the outbox worker see them.
#pragma once
#include <vector>

#include "platform/outbox.h"

namespace opencarnet::platform {

[[nodiscard]] std::vector<Reaction> reactions_to(std::string_view event_type);
[[nodiscard]] std::vector<std::string> reaction_names();
[[nodiscard]] std::optional<Reaction> find_reaction(std::string_view name);

}  // namespace opencarnet::platform
