#include "bin/rooms.h"

#include <iterator>

#include "identity/identity.h"
#include "identity/routes_identity.h"
#include "issuing/issuing.h"
#include "wallet/wallet.h"

namespace opencarnet::bin {

Rooms open_rooms(const Foundation& foundation) {
  Rooms rooms;
  // Each room adds its table of routes here; an operation without a route is not served (deny by default).
  const auto serve = [&](edge::Routes routes) {
    rooms.routes.insert(rooms.routes.end(), std::make_move_iterator(routes.begin()),
                        std::make_move_iterator(routes.end()));
  };
  serve(identity::routes(identity::Settings{}));
  serve(issuing::routes(issuing::Dependencies{}));
  serve(wallet::routes({foundation.ring, wallet::code_keys(foundation.master)}));
  rooms.authenticate = identity::find_actor;
  rooms.touch = identity::touch_session;
  return rooms;
}

}  // namespace opencarnet::bin
