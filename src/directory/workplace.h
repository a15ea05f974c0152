// At which offices somebody of customs may act (V3): the one rule for every room.
#pragma once
#include <vector>

#include "directory/office.h"
#include "edge/actor.h"
#include "platform/db.h"

namespace opencarnet::directory {

/// V3: officers and regional managers act at offices of their region (without one, at their own office), controllers
/// and admins at any office of their administration; nobody at one that is closed down.
[[nodiscard]] bool may_act_at(const edge::Actor& actor, const Office& office);

/// All of them that lie in a country where carnets are in use; in no order.
[[nodiscard]] std::vector<Office> list_workplaces(platform::Session& session, const edge::Actor& actor);

}  // namespace opencarnet::directory
