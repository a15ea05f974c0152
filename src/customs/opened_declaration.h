// What an officer checks at steps 2 and 3: one answer for opening and correcting.
#pragma once
#include "customs/presented.h"

namespace opencarnet::customs {

/// Contract: OpenedDeclaration, with its ETag.
[[nodiscard]] edge::Answer opened_declaration(edge::Context& context, const Presented& presented, const Desk& desk);

}  // namespace opencarnet::customs
