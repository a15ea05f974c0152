// The operations of api/identity.yaml.
#pragma once
#include "edge/route.h"
#include "identity/use_cases.h"

namespace opencarnet::identity {

/// Takes as long as one password hash: call it once, at start.
[[nodiscard]] edge::Routes routes(const Settings& settings);

}  // namespace opencarnet::identity
