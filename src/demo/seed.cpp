#include "demo/seed.h"

#include "demo/walk.h"
#include "demo/world_store.h"
#include "directory/reference_store.h"

namespace opencarnet::demo {

using nlohmann::json;

namespace {

// Accounts were there before anything happened.
Instant day_before(const std::vector<PlannedCarnet>& plan, Instant now) {
  auto first = now;
  for (const auto& carnet : plan) first = std::min(first, carnet.steps.front().at);
  return first - date::days{1};
}

json make_world(platform::Session& session, const edge::Routes& routes, const Order& order, const Progress& progress) {
  const auto world = read_world();
  const auto plan = planned(world, order);
  const auto begin = day_before(plan, order.now);
  directory::load_reference(session, directory::built_in_reference());
  store_directory(session, world, begin);
  Stage stage(routes, session, order.check_answers);
  People people(stage, world);
  people.register_all(begin);
  const auto played = Player(stage, people, world, plan).play(progress);
  auto document = credentials_of(world);
  document["carnets"] = played.carnets;
  document["waiting"] = played.waiting;
  document["skipped"] = played.skipped;
  document["walk"] = walk_of(document);
  return document;
}

}  // namespace

bool holds_demo_world(platform::Database& database) {
  bool holds = false;
  database.read([&](platform::Session& session) { holds = find_world(session).has_value(); });
  return holds;
}

std::vector<PlannedCarnet> planned(const World& world, const Order& order) {
  auto plan = plan_world(world, date::floor<date::days>(order.now));
  const auto all = plan.size(), wanted = std::min(all, static_cast<std::size_t>(std::max(order.carnets, 0)));
  std::vector<PlannedCarnet> chosen;
  for (std::size_t i = 0; i < all; ++i)
    if ((i + 1) * wanted / all != i * wanted / all) chosen.push_back(std::move(plan[i]));
  if (wanted > 0)
    for (auto& carnet : walk_carnets(world, date::floor<date::days>(order.now))) chosen.push_back(std::move(carnet));
  return chosen;
}

json open_world(platform::Database& database, const edge::Routes& routes, const Order& order,
                const Progress& progress) {
  std::optional<json> world;
  database.read([&](platform::Session& session) { world = find_world(session); });
  if (world) return *world;
  database.write([&](platform::Session& session) {
    // Another process may be at it: then this waits for its end, and finds the world made.
    if (!claim_world(session, order.now)) {
      world = find_world(session);
      return platform::Outcome::roll_back;
    }
    if (holds_people_or_carnets(session))
      throw std::runtime_error(
          "this database holds real accounts or carnets: a demo world is never made there; name an empty database");
    world = make_world(session, routes, order, progress);
    finish_world(session, *world);
    return platform::Outcome::commit;
  });
  return world.value();
}

}  // namespace opencarnet::demo
