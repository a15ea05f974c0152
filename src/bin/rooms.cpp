#include "bin/rooms.h"

namespace opencarnet::bin {

Rooms open_rooms(const Foundation& /*foundation*/) {
  Rooms rooms;
  // Each room adds its table of routes here; an operation without a route is not served (deny by default).
  rooms.authenticate = [](platform::Session&, std::string_view, Instant) { return std::optional<edge::Actor>{}; };
  return rooms;
}

}  // namespace opencarnet::bin
