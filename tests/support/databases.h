// Tests on both engines, each with its own fresh, migrated database.
//
//   FOR_BOTH_ENGINES(Guesses);
//
//   TEST_P(Guesses, S2_the_sixth_try_must_wait) {
//     database().write([&](platform::Session& session) { …; return platform::Outcome::commit; });
//   }
//
// With members of your own: struct Guesses : support::BothEngines { … }; INSTANTIATE_FOR_BOTH_ENGINES(Guesses);
//
// SQLite works on a file in a temporary folder. PostgreSQL is the server at OPENCARNET_TEST_POSTGRES; where that is not
// set the test program starts a private cluster of its own and stops it at its end. Nothing is ever skipped.
#pragma once
#include <memory>
#include <mutex>
#include <string>

#include <gtest/gtest.h>

#include "platform/db.h"

namespace opencarnet::support {

/// A database of its own, gone when this goes.
class FreshDatabase {
 public:
  explicit FreshDatabase(platform::Engine engine, bool migrated = true);
  ~FreshDatabase();
  FreshDatabase(const FreshDatabase&) = delete;
  FreshDatabase& operator=(const FreshDatabase&) = delete;

  /// For Database::open, or a server program under test.
  [[nodiscard]] const std::string& url() const { return url_; }
  /// Another door to the same database, as another process would have.
  [[nodiscard]] std::unique_ptr<platform::Database> open(int sessions = 8) const;

 private:
  platform::Engine engine_;
  std::string name_, url_;
};

class BothEngines : public testing::TestWithParam<platform::Engine> {
 public:
  [[nodiscard]] platform::Database& database();
  [[nodiscard]] const FreshDatabase& fresh();
  [[nodiscard]] platform::Engine engine() const { return GetParam(); }

 private:
  std::recursive_mutex mutex_;  // the first call may come from any of a test's threads
  std::unique_ptr<FreshDatabase> fresh_;
  std::unique_ptr<platform::Database> database_;
};

[[nodiscard]] std::string engine_name(const testing::TestParamInfo<platform::Engine>& info);

/// Connection string of the PostgreSQL server tests use, with the maintenance database.
[[nodiscard]] const std::string& postgres_server();

}  // namespace opencarnet::support

// NOLINTBEGIN(cppcoreguidelines-macro-usage): GoogleTest declares by macros
#define INSTANTIATE_FOR_BOTH_ENGINES(suite)                                                                     \
  INSTANTIATE_TEST_SUITE_P(                                                                                     \
      On, suite, testing::Values(opencarnet::platform::Engine::sqlite, opencarnet::platform::Engine::postgres), \
      opencarnet::support::engine_name)
#define FOR_BOTH_ENGINES(suite)                       \
  struct suite : opencarnet::support::BothEngines {}; \
  INSTANTIATE_FOR_BOTH_ENGINES(suite)
// NOLINTEND(cppcoreguidelines-macro-usage)
