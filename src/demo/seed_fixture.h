// For this room's tests: the product's rooms with keys of their own, to make worlds with.
#pragma once
#include <string>

#include "crypto/keys.h"
#include "demo/seed.h"
#include "edge/route.h"
#include "support/databases.h"

namespace opencarnet::demo {

inline const Instant today_at_noon = *parse_instant("2026-11-22T12:00:00.000Z");

struct House {
  House();
  crypto::KeyRing ring;
  edge::Routes routes;
};
[[nodiscard]] House& house();

/// How many rows a table or view holds, with a condition.
[[nodiscard]] std::int64_t count(platform::Database& database, const std::string& what);

}  // namespace opencarnet::demo
