// The registered reactions, as publish and the outbox worker see them.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "platform/outbox.h"

namespace opencarnet::platform {

[[nodiscard]] std::vector<Reaction> reactions_to(std::string_view event_type);
/// All of them, by name.
[[nodiscard]] std::map<std::string, Reaction, std::less<>> registered_reactions();

}  // namespace opencarnet::platform
