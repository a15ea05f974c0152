// The demo world in a database: made once, at the first start with --demo, whole or not at all.
#pragma once
#include <nlohmann/json.hpp>

#include "demo/player.h"
#include "platform/db.h"

namespace opencarnet::demo {

inline constexpr int all_carnets = 200;

struct Order {
  Instant now;                 // of the clock: the world's dates are relative to its day
  int carnets = all_carnets;   // how many of them, spread over all stages of life, besides those of walk.h; 0: none
  bool check_answers = false;  // for tests: judge every answer by the contract
};

/// Whether the database holds a demo world, whose passwords everybody may know: never serve it as a real one.
[[nodiscard]] bool holds_demo_world(platform::Database& database);

/// What /demo.json lists: accounts, clients, carnets (with PINs), waiting declarations (with codes), and the walk.
/// Makes the world where the database is empty, in one transaction, so that a start that was killed begins anew; from
/// then on the world stays as it is. `routes`: see playing_routes. Throws std::runtime_error where the database holds
/// real accounts or carnets, and Refused where the rules refuse a step of the plan.
[[nodiscard]] nlohmann::json open_world(platform::Database& database, const edge::Routes& routes, const Order& order,
                                        const Progress& progress = {});

/// The plan of that many carnets, every story among them while there is room, and of those to walk through.
[[nodiscard]] std::vector<PlannedCarnet> planned(const World& world, const Order& order);

}  // namespace opencarnet::demo
