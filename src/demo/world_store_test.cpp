#include <gtest/gtest.h>

#include "demo/world.h"
#include "directory/directory_store.h"
#include "directory/reference_store.h"
#include "support/databases.h"

namespace opencarnet::demo {

FOR_BOTH_ENGINES(WorldStore);

TEST_P(WorldStore, the_world_stands_in_the_directory_however_often_it_is_written) {
  const auto world = read_world();
  for (int i = 0; i < 2; ++i)
    database().write([&](platform::Session& session) {
      directory::load_reference(session, directory::built_in_reference());
      store_directory(session, world, *parse_instant("2026-11-22T00:00:00Z"));
      return platform::Outcome::commit;
    });
  database().read([&](platform::Session& session) {
    EXPECT_EQ(directory::list_administrations(session).size(), world.administrations.size());
    for (const auto& office : world.offices) EXPECT_EQ(directory::find_office(session, office.office_id), office);
    for (const auto& chamber : world.chambers)
      EXPECT_EQ(directory::find_association(session, chamber.association.association_id), chamber.association);
    for (const auto& [country, territory] : world.territories)
      EXPECT_EQ(directory::territory_of(session, country), territory) << country;
  });
}

}  // namespace opencarnet::demo
