// Every room the program is made of, wired once: what it needs and which operations it serves.
#pragma once
#include "crypto/keys.h"
#include "crypto/secrets.h"
#include "customs/customs.h"
#include "edge/route.h"
#include "keystore/keystore.h"
#include "platform/clock.h"
#include "platform/db.h"
#include "runtime/config.h"

namespace opencarnet::bin {

/// What the program made at start and lends to every room; outlives them all.
struct Foundation {
  const runtime::Config& config;
  platform::Database& database;
  platform::Clock& clock;
  const keystore::MasterKey& master;
  const crypto::KeyRing& ring;
  crypto::PasswordCost password_cost{};
};

struct Rooms {
  edge::Routes routes;
  edge::Authenticator authenticate;
  edge::Touch touch;
  nlohmann::json demo;  // for /demo.json and the start page; null outside the demo mode
};

[[nodiscard]] Rooms open_rooms(const Foundation& foundation);

/// What routes and reactions of customs share.
[[nodiscard]] customs::Dependencies customs_dependencies(const Foundation& foundation);

/// Which room reacts to which event: the one place to look.
void register_reactions(const Foundation& foundation);

}  // namespace opencarnet::bin
