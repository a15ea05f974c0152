// The whole world of 200 carnets, made once: what its stories and the guides' carnets look like afterwards.
#include <gtest/gtest.h>

#include "carnet/ledger.h"
#include "demo/seed_fixture.h"
#include "demo/walk.h"
#include "records/carnet_record.h"

namespace opencarnet::demo {
namespace {

using carnet::PlaceKind;

struct Whole {
  support::FreshDatabase fresh{platform::Engine::sqlite};
  std::unique_ptr<platform::Database> database = fresh.open(2);
  nlohmann::json document;
  std::size_t told = 0;
  Whole() {
    document = open_world(*database, house().routes, {.now = today_at_noon}, [this](auto, auto) { ++told; });
  }
};

Whole& whole() {
  static Whole made;
  return made;
}

// "1-10 in CH_LI: home" as item → kind and territory.
std::map<int, carnet::Place> places_of(carnet::CarnetId carnet_id) {
  std::map<int, carnet::Place> places;
  whole().database->read([&](platform::Session& session) {
    const auto record = records::find_carnet(session, carnet_id).value();
    const auto ledger = carnet::fold(carnet::all_goods(record.carnet.general_list), record.carnet.home_territory,
                                     records::load_history(session, carnet_id));
    for (const auto& line : carnet::places(ledger)) places[line.item] = line.place;
  });
  return places;
}

std::map<int, carnet::LotStatus> in_germany_today(carnet::CarnetId carnet_id) {
  std::map<int, carnet::LotStatus> statuses;
  whole().database->read([&](platform::Session& session) {
    const auto record = records::find_carnet(session, carnet_id).value();
    const auto ledger = carnet::fold(carnet::all_goods(record.carnet.general_list), record.carnet.home_territory,
                                     records::load_history(session, carnet_id));
    for (const auto& [item, lots] : ledger.accounts.at("EU"))
      for (const auto& lot : lots) statuses[item] = carnet::status_on(lot, date::floor<date::days>(today_at_noon));
  });
  return statuses;
}

}  // namespace

TEST(WholeWorld, has_200_carnets_and_some_to_walk_and_nothing_was_refused) {
  EXPECT_EQ(whole().told, 200U + carnets_to_walk);
  EXPECT_EQ(count(*whole().database, "v_carnets"), 200 + carnets_to_walk);
  EXPECT_EQ(count(*whole().database, "v_carnets WHERE standing = 'draft'"), 10);
  EXPECT_EQ(whole().document.at("carnets").size(), 190U + carnets_to_walk);
  EXPECT_GT(count(*whole().database, "v_transactions"), 500);
  EXPECT_EQ(count(*whole().database, "v_transactions WHERE cancelled_at IS NOT NULL"), 6);
  EXPECT_EQ(count(*whole().database, "v_rejections"), 5);
}

TEST(WholeWorld, every_story_ends_where_its_name_says) {
  std::map<std::string, std::set<PlaceKind>> ends;
  for (const auto& carnet : whole().document.at("carnets"))
    for (const auto& [item, place] : places_of(carnet.at("carnet_id").get<std::int64_t>()))
      ends[carnet.at("story").get<std::string>()].insert(place.kind);
  using Kinds = std::set<PlaceKind>;
  for (const auto* story : {"issued", "ready_to_travel", "waiting_at_the_office", "validated", "returned"})
    EXPECT_EQ(ends[story], Kinds{PlaceKind::home}) << story;
  EXPECT_EQ(ends["on_the_way"], Kinds{PlaceKind::exported});
  for (const auto* story : {"abroad", "overdue", "mistake_cancelled", "rejected_once", "through_transit"})
    EXPECT_EQ(ends[story], Kinds{PlaceKind::in_territory}) << story;
  for (const auto* story : {"in_transit", "transit_late"})
    EXPECT_EQ(ends[story], Kinds{PlaceKind::in_transit}) << story;
  EXPECT_EQ(ends["partly_returned"], (Kinds{PlaceKind::home, PlaceKind::in_territory}));
  EXPECT_EQ(ends["sold_abroad"], (Kinds{PlaceKind::home, PlaceKind::stayed}));
}

TEST(WholeWorld, waiting_declarations_can_be_scanned) {
  const auto& waiting = whole().document.at("waiting");
  ASSERT_FALSE(waiting.empty());
  for (const auto& line : waiting) {
    EXPECT_TRUE(line.at("qr").get<std::string>().starts_with("OC1:"));
    EXPECT_FALSE(line.at("transaction_code").get<std::string>().empty());
  }
}

TEST(WholeWorld, the_carnet_of_the_guides_is_in_syldavie) {
  for (const auto& [item, place] : places_of(4955)) EXPECT_EQ(place, (carnet::Place{PlaceKind::in_territory, "XS"}));
}

// The guides' reconciliation examples: 883 re-exportation missing, 884 half of it, 885 and 886 terminated.
TEST(WholeWorld, the_reconciliation_examples_of_the_guides_stand_as_the_guides_say) {
  const carnet::Place germany{PlaceKind::in_territory, "EU"}, home{PlaceKind::home, ""};
  for (const auto& [item, place] : places_of(883)) EXPECT_EQ(place, germany) << item;
  for (const auto& [item, place] : places_of(884)) EXPECT_EQ(place, item <= 10 ? home : germany) << item;
  for (const auto carnet_id : {885, 886})
    for (const auto& [item, place] : places_of(carnet_id)) EXPECT_EQ(place, home) << carnet_id << " " << item;

  using enum carnet::LotStatus;
  for (const auto& [item, status] : in_germany_today(883)) EXPECT_EQ(status, overdue) << item;
  for (const auto& [item, status] : in_germany_today(884)) EXPECT_EQ(status, item <= 10 ? discharged : overdue) << item;
  for (const auto& [item, status] : in_germany_today(885)) EXPECT_EQ(status, discharged) << item;
  EXPECT_EQ(in_germany_today(886).size(), 4U);
  for (const auto& [item, status] : in_germany_today(886)) EXPECT_EQ(status, discharged) << item;
}

}  // namespace opencarnet::demo
