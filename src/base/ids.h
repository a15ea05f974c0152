// Identifiers of rows: time-ordered text, unguessable enough to be public, the same on every engine.
#pragma once
#include <string>
#include <string_view>

#include "base/time.h"

namespace opencarnet {

/// 20 lower-case base32 characters (Crockford: no i, l, o, u): 45 bits of milliseconds since 1970, then 55 random bits.
/// Ids of a later millisecond sort after those of an earlier one; within a millisecond the order is random.
[[nodiscard]] std::string new_id(Instant now);
[[nodiscard]] std::string new_id();

/// Has the form of an id; says nothing about whether such a row exists.
[[nodiscard]] bool is_id(std::string_view text);

}  // namespace opencarnet
