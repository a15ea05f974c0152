// The operations of api/public.yaml: what anybody may know without an account.
#pragma once
#include "edge/route.h"

namespace opencarnet::directory {

/// M4: every country and territory that takes part, with the medium of its today (the day in its own time zone) and the
/// intended uses. Names in French where the reader wants them, else in English. To be kept for an hour.
[[nodiscard]] Result<edge::Answer> list_digital_countries(edge::Context& context, const edge::Input& input);

[[nodiscard]] edge::Routes routes();

}  // namespace opencarnet::directory
