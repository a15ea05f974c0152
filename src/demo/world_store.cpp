#include "demo/world_store.h"

#include "demo/queries.h"

namespace opencarnet::demo {

using nlohmann::json;

std::optional<json> find_world(platform::Session& session) {
  const auto row = session.one(sql::find_demo_world);
  if (!row) return {};
  return json::parse(row->text("document"));
}

bool claim_world(platform::Session& session, Instant now) {
  return session.run(sql::claim_demo_world,
                     {{"made_at", to_text(now)}, {"today", to_text(date::floor<date::days>(now))}}) == 1;
}

void finish_world(platform::Session& session, const json& document) {
  session.run(sql::finish_demo_world, {{"document", document.dump()}});
}

bool holds_people_or_carnets(platform::Session& session) {
  return session.one(sql::count_people_and_carnets).value().integer("found") != 0;
}

}  // namespace opencarnet::demo
