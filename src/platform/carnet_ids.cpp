#include "platform/carnet_ids.h"

#include "platform/queries.h"

namespace opencarnet::platform {

std::int64_t next_carnet_id(Session& session) { return session.one(sql::next_carnet_id).value().integer("carnet_id"); }

}  // namespace opencarnet::platform
