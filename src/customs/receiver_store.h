// Who is told by e-mail what customs did to a carnet (X16).
#pragma once
#include <map>
#include <string>

#include "carnet/carnet.h"
#include "platform/db.h"

namespace opencarnet::customs {

/// Address → language. In lower case, each once: the holder's address on the carnet and the active accounts that have
/// the carnet on a device. An address without an account reads English.
[[nodiscard]] std::map<std::string, std::string> list_receivers(platform::Session& session,
                                                                const carnet::Carnet& carnet);

}  // namespace opencarnet::customs
