#include <thread>

#include "platform/db.h"
#include "platform/migrations.h"
#include "support/databases.h"

namespace opencarnet::platform {
namespace {

class Migrating : public testing::TestWithParam<Engine> {};
INSTANTIATE_FOR_BOTH_ENGINES(Migrating);

constexpr Query query(std::string_view name, std::string_view sql) { return {name, sql, sql}; }

TEST_P(Migrating, several_processes_may_start_together) {
  const support::FreshDatabase fresh(GetParam(), false);
  std::vector<std::thread> starts;
  for (int i = 0; i < 4; ++i) starts.emplace_back([&] { migrate(*fresh.open(2)); });
  for (auto& start : starts) start.join();
  fresh.open(1)->read([](Session& session) {
    const auto row =
        session.one(query("test.count", "SELECT COUNT(*) AS n, MAX(version) AS newest FROM schema_migrations"));
    EXPECT_EQ(row->integer("n"), std::ssize(migrations));
    EXPECT_EQ(row->integer("newest"), migrations.back().version);
  });
}

TEST_P(Migrating, Q2_a_new_database_may_be_opened_by_many_at_once) {
  for (int round = 0; round < 10; ++round) {
    const support::FreshDatabase fresh(GetParam(), false);
    std::vector<std::thread> starts;
    for (int i = 0; i < 8; ++i) starts.emplace_back([&] { EXPECT_NO_THROW(fresh.open(1)); });
    for (auto& start : starts) start.join();
  }
}

TEST_P(Migrating, again_changes_nothing) {
  const support::FreshDatabase fresh(GetParam());
  EXPECT_NO_THROW(migrate(*fresh.open(1)));
}

TEST_P(Migrating, refuses_a_released_migration_that_was_changed) {
  const support::FreshDatabase fresh(GetParam());
  const auto database = fresh.open(1);
  database->write([](Session& session) {
    session.run(query("test.change", "UPDATE schema_migrations SET sha256 = 'other' WHERE version = 1"));
    return Outcome::commit;
  });
  EXPECT_THROW(migrate(*database), std::runtime_error);
}

TEST_P(Migrating, refuses_a_history_with_a_hole) {
  const support::FreshDatabase fresh(GetParam());
  const auto database = fresh.open(1);
  database->write([](Session& session) {
    session.script(
        "INSERT INTO schema_migrations (version, name, sha256, applied_at) "
        "SELECT 9000, name, sha256, applied_at FROM schema_migrations WHERE version = 1;"
        "DELETE FROM schema_migrations WHERE version = 1");
    return Outcome::commit;
  });
  EXPECT_THROW(migrate(*database), std::runtime_error);
}

TEST_P(Migrating, refuses_a_database_newer_than_the_program) {
  const support::FreshDatabase fresh(GetParam());
  const auto database = fresh.open(1);
  database->write([](Session& session) {
    session.run(query("test.newer",
                      "INSERT INTO schema_migrations (version, name, sha256, applied_at) "
                      "VALUES (9999, 'later', '', '')"));
    return Outcome::commit;
  });
  EXPECT_THROW(migrate(*database), std::runtime_error);
}

}  // namespace
}  // namespace opencarnet::platform
