#include "bin/rooms.h"
#include "platform/outbox.h"

namespace opencarnet::bin {

// event → room: what it does
void register_reactions(const Foundation& /*foundation*/) {}

}  // namespace opencarnet::bin
