#include "bin/rooms.h"

#include <cstdio>
#include <iterator>

#include "demo/seed.h"
#include "directory/routes_public.h"
#include "identity/identity.h"
#include "identity/routes_identity.h"
#include "issuing/issuing.h"
#include "operations/operations.h"
#include "wallet/wallet.h"

namespace opencarnet::bin {
namespace {

// Each room adds its table of routes here; an operation without a route is not served (deny by default).
edge::Routes all_routes(const Foundation& foundation, crypto::PasswordCost cost) {
  edge::Routes all;
  const auto serve = [&](edge::Routes routes) {
    all.insert(all.end(), std::make_move_iterator(routes.begin()), std::make_move_iterator(routes.end()));
  };
  const auto keys = wallet::code_keys(foundation.master);
  serve(directory::routes());
  serve(identity::routes({.cost = cost}));
  serve(issuing::routes({.pin_cost = cost}));
  serve(wallet::routes({foundation.ring, keys, cost}));
  serve(customs::routes(customs_dependencies(foundation)));
  serve(operations::routes({foundation.clock}));
  return all;
}

void tell(std::size_t done, std::size_t all) {
  if (done % 50 != 0 && done != all) return;
  std::printf("Making the demo world: %zu of %zu carnets\n", done, all);
  std::fflush(stdout);
}

// Its passwords and PINs are no secrets, so hashes of them cost next to nothing.
nlohmann::json demo_world(const Foundation& foundation) {
  const auto& config = foundation.config;
  if (config.demo)
    return demo::open_world(foundation.database, all_routes(foundation, crypto::cheapest_password_cost),
                            {.now = foundation.clock.now(), .carnets = config.demo_carnets}, tell);
  if (demo::holds_demo_world(foundation.database))
    throw std::runtime_error(
        "this database holds the demo world, whose passwords everybody knows: start with --demo or name another "
        "database");
  return {};
}

}  // namespace

customs::Dependencies customs_dependencies(const Foundation& foundation) {
  return {foundation.ring, wallet::code_keys(foundation.master).hashing,
          foundation.master.derived(customs::verification_sealing)};
}

Rooms open_rooms(const Foundation& foundation) {
  Rooms rooms;
  rooms.demo = demo_world(foundation);
  rooms.routes = all_routes(foundation, foundation.password_cost);
  rooms.authenticate = identity::find_actor;
  rooms.touch = identity::touch_session;
  return rooms;
}

}  // namespace opencarnet::bin
