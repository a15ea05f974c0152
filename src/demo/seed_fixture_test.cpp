#include "demo/seed_fixture.h"
#include "customs/customs.h"
#include "identity/routes_identity.h"
#include "issuing/issuing.h"
#include "wallet/wallet.h"

namespace opencarnet::demo {

House::House() {
  ring.rotate(today_at_noon);
  const wallet::CodeKeys keys{crypto::random_bytes(32), crypto::random_bytes(32)};
  const auto cost = crypto::cheapest_password_cost;
  for (const auto& table :
       {identity::routes({.cost = cost}), issuing::routes({.pin_cost = cost}), wallet::routes({ring, keys, cost}),
        customs::routes({ring, keys.hashing, crypto::random_bytes(32)})})
    routes.insert(routes.end(), table.begin(), table.end());
}

House& house() {
  static House made;
  return made;
}

std::int64_t count(platform::Database& database, const std::string& what) {
  static std::map<std::string, std::string> texts;  // statements stay prepared under their names
  const auto& [name, sql] = *texts.emplace("demo_test." + what, "SELECT COUNT(*) AS n FROM " + what).first;
  const platform::Query query{name, sql, sql};
  std::int64_t n = 0;
  database.read([&](platform::Session& session) { n = session.one(query).value().integer("n"); });
  return n;
}

}  // namespace opencarnet::demo
