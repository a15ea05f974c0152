// Who is told by e-mail what customs did to a carnet (X16).
#pragma once
#include <set>
#include <string>

#include "carnet/carnet.h"
#include "platform/db.h"

namespace opencarnet::customs {

/// In lower case, each once: the holder's address on the carnet and the active accounts that have the carnet on a
/// device.
[[nodiscard]] std::set<std::string> list_receivers(platform::Session& session, const carnet::Carnet& carnet);

}  // namespace opencarnet::customs
