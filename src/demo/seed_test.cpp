#include "demo/seed.h"

#include <gtest/gtest.h>

#include "demo/seed_fixture.h"
#include "demo/walk.h"
#include "edge/actor.h"

namespace opencarnet::demo {
namespace {

using nlohmann::json;

const Order some{.now = today_at_noon, .carnets = 40, .check_answers = true};

bool has_account(const json& document, const std::string& role, const std::string& country) {
  for (const auto& account : document.at("accounts"))
    if (account.at("role") == role && account.at("country") == country) return true;
  return false;
}

}  // namespace

FOR_BOTH_ENGINES(Seed);

TEST_P(Seed, plays_every_step_and_answers_as_the_contract_promises) {
  const auto plan = planned(read_world(), some);
  const auto document = open_world(database(), house().routes, some);
  EXPECT_EQ(count(database(), "v_carnets"), 40 + carnets_to_walk);
  std::int64_t commits = 0, cancelled = 0, both = 0;
  for (const auto& carnet : plan) {
    bool exported_first = false;
    for (const auto& step : carnet.steps) {
      cancelled += step.act == Act::cancel_transaction ? 1 : 0;
      if (step.act != Act::commit_transaction) continue;
      ++commits;
      exported_first = exported_first || step.type == "pre_exportation";
      // X5: an exit without an export records both.
      if (step.type == "exportation" && carnet.home_territory == "EU" && !exported_first) ++both;
    }
  }
  EXPECT_EQ(count(database(), "v_transactions"), commits + both);
  EXPECT_EQ(count(database(), "v_transactions WHERE cancelled_at IS NOT NULL"), cancelled);
  for (const auto& [act, times] : document.at("skipped").items())
    EXPECT_TRUE(
        std::set<std::string>({"hold_transaction", "order_replacement", "block_carnet", "cancel_carnet"}).contains(act))
        << act << " " << times;
}

TEST_P(Seed, a_world_is_made_once_and_stays) {
  const Order people_only{.now = today_at_noon, .carnets = 0};
  const auto first = open_world(database(), house().routes, people_only);
  const auto events = count(database(), "events");
  EXPECT_EQ(open_world(database(), house().routes, some), first);
  EXPECT_EQ(count(database(), "events"), events);
  EXPECT_TRUE(holds_demo_world(database()));
}

TEST_P(Seed, a_start_that_failed_leaves_nothing_and_the_next_one_makes_the_whole) {
  auto broken = house().routes;
  std::erase_if(broken, [](const edge::Route& route) { return route.operation == "customs.commit_transaction"; });
  EXPECT_ANY_THROW((void)open_world(database(), broken, some));
  EXPECT_FALSE(holds_demo_world(database()));
  for (const auto* table : {"v_accounts", "v_carnets", "events", "audit", "administrations"})
    EXPECT_EQ(count(database(), table), 0) << table;
  const Order few{.now = today_at_noon, .carnets = 10};
  (void)open_world(database(), house().routes, few);
  EXPECT_EQ(count(database(), "v_carnets"), 10 + carnets_to_walk);
}

TEST_P(Seed, never_enters_a_database_with_real_accounts) {
  database().write([](platform::Session& session) {
    Stage stage(house().routes, session);
    auto context = stage.context({}, today_at_noon, "");
    EXPECT_TRUE(identity::create_account(context,
                                         {.realm = "core",
                                          .email = "duty@ministry.example",
                                          .role = edge::Role::operator_of_core,
                                          .tenant_id = "core",
                                          .display_name = "Duty"},
                                         identity::hash_without_judging("x", crypto::cheapest_password_cost)));
    return platform::Outcome::commit;
  });
  EXPECT_THROW((void)open_world(database(), house().routes, some), std::runtime_error);
  EXPECT_EQ(count(database(), "v_accounts"), 1);
  EXPECT_FALSE(holds_demo_world(database()));
}

TEST_P(Seed, the_same_day_makes_the_same_world) {
  const Order few{.now = today_at_noon, .carnets = 10};
  support::FreshDatabase other(engine());
  const auto second = other.open();
  (void)open_world(database(), house().routes, few);
  (void)open_world(*second, house().routes, few);
  const auto story = [](platform::Database& database) {
    std::vector<std::string> lines;
    database.read([&](platform::Session& session) {
      constexpr auto sql =
          "SELECT t.carnet_id, t.type, t.country, t.office, t.officer, t.committed_at FROM v_transactions t "
          "ORDER BY t.carnet_id, t.sequence";
      for (const auto& row : session.all({"demo_test.story", sql, sql}))
        lines.push_back(fmt::format("{} {} {} {} {} {}", row.integer("carnet_id"), row.text("type"),
                                    row.text("country"), row.text("office"), row.text("officer"),
                                    row.text("committed_at")));
    });
    return lines;
  };
  EXPECT_FALSE(story(database()).empty());
  EXPECT_EQ(story(database()), story(*second));
}

TEST_P(Seed, carnets_to_walk_through_are_issued_and_on_nobodys_telephone) {
  const auto walk = open_world(database(), house().routes, {.now = today_at_noon, .carnets = 1}).at("walk");
  EXPECT_EQ(walk.at("holder").at("realm"), "wallet");
  ASSERT_EQ(walk.at("officers").size(), 2U);
  EXPECT_EQ(walk.at("officers")[0].at("office"), "Zürich Flughafen");
  EXPECT_EQ(walk.at("officers")[1].at("office"), "Klow");
  ASSERT_EQ(walk.at("carnets").size(), static_cast<std::size_t>(carnets_to_walk));
  for (const auto& carnet : walk.at("carnets")) EXPECT_EQ(carnet.at("pin").get<std::string>().size(), 14U) << carnet;
  EXPECT_GE(count(database(), "v_carnets WHERE standing = 'issued'"), carnets_to_walk);
  EXPECT_LT(count(database(), "v_downloads"), 2);
}

TEST_P(Seed, everybody_in_the_list_can_enter) {
  const auto document = open_world(database(), house().routes, {.now = today_at_noon, .carnets = 0});
  EXPECT_TRUE(has_account(document, "operator_of_core", ""));
  for (const auto* country : {"CH", "DE"}) EXPECT_TRUE(has_account(document, "officer", country)) << country;
  database().write([&](platform::Session& session) {
    Stage stage(house().routes, session);
    auto at = today_at_noon;
    for (const auto& account : document.at("accounts")) {
      at += std::chrono::minutes{1};
      const auto answer = stage.serve(
          {}, at,
          {"identity.sign_in",
           {{"realm", account.at("realm")}, {"email", account.at("email")}, {"password", account.at("password")}}});
      EXPECT_EQ(answer.body.at("role"), account.at("role"));
    }
    for (const auto& client : document.at("clients")) {
      at += std::chrono::minutes{1};
      const auto answer = stage.serve({}, at,
                                      {"identity.issue_token",
                                       {{"grant_type", "client_credentials"},
                                        {"client_id", client.at("client_id")},
                                        {"client_secret", client.at("client_secret")}}});
      EXPECT_EQ(answer.status, 200) << client;
    }
    return platform::Outcome::commit;
  });
}

}  // namespace opencarnet::demo
