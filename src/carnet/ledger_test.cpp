#include "carnet/ledger.h"

#include <gtest/gtest.h>

#include "carnet/testing.h"

namespace opencarnet::carnet {
namespace {

using namespace testing;
using enum TransactionType;

}  // namespace

TEST(Ledger, X7_a_step_takes_the_pieces_that_are_where_it_happens) {
  ALife life{a_carnet().with_pieces(4, 6)};
  life.leave("4").must(importation, "DE", "4x2").must(importation, "GB", "4x2").must(re_exportation, "DE", "4x2");
  EXPECT_EQ(life.where({PlaceKind::left_territory, "EU"}), "4x2");
  EXPECT_EQ(life.where({PlaceKind::in_territory, "EU"}), "");
  EXPECT_EQ(life.where({PlaceKind::in_territory, "GB"}), "4x2");
  EXPECT_EQ(life.where({PlaceKind::exported, {}}), "4x2");
}

TEST(Ledger, X8_a_transit_and_an_importation_of_the_same_item_are_kept_apart) {
  ALife life{a_carnet().with_pieces(4, 6)};
  life.leave("4").must(importation, "DE", "4x2").must(transit_open, "DE", "4x3").must(transit_close, "AT", "4x3");
  EXPECT_EQ(life.open("EU"), "4x2");
  EXPECT_EQ(life.open("EU", LotKind::transit), "");
  life.must(re_exportation, "DE", "4x2");
  EXPECT_EQ(life.open("EU"), "");
}

TEST(Ledger, X5_goods_that_came_home_need_a_new_export_formality) {
  ALife life{a_carnet().from("DE", "EU").to({"CH_LI"})};
  OfficerFields exit;
  exit.step = Step::exit;
  life.must(validation, "DE", "1-20").must(exportation, "DE", "1-4", exit);
  EXPECT_TRUE(life.ledger().pre_exported.empty());
  life.must(re_importation, "DE", "1-4");
  const auto again = life.commit(exportation, "DE", "1-4", exit);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->size(), 2U) << "formality and exit, as the first time";
}

TEST(Ledger, R9_places_name_the_final_date_that_runs) {
  ALife life{a_carnet()};
  OfficerFields until;
  until.final_date = day("2026-07-10");
  life.leave("1-2").must(importation, "DE", "1", until);
  const auto lines = places(life.ledger());
  ASSERT_EQ(lines.size(), 20U);
  EXPECT_EQ(lines[0], (PlaceLine{1, 1, {PlaceKind::in_territory, "EU"}, day("2026-07-10")}));
  EXPECT_EQ(lines[1], (PlaceLine{2, 1, {PlaceKind::exported, {}}, life.carnet.valid_until}));
  EXPECT_EQ(lines[2], (PlaceLine{3, 1, {PlaceKind::home, {}}, std::nullopt}));
}

TEST(Ledger, takes_any_history_and_ignores_what_is_not_listed) {
  Transaction odd;
  odd.type = transit_close;
  odd.territory = "EU";
  odd.goods = {{0, 4}, {2, 9}, {99, 1}};
  odd.goods.add(-7, 1);
  const auto ledger = fold({{1, 1}, {2, 3}}, "CH_LI", {odd, odd});
  EXPECT_EQ(goods_at(ledger, {PlaceKind::left_territory, "EU"}), (Goods{{2, 3}}));
  EXPECT_EQ(goods_at(ledger, {PlaceKind::home, {}}), (Goods{{1, 1}}));
  EXPECT_TRUE(fold({}, "CH_LI", {odd}).holdings.empty());
}

}  // namespace opencarnet::carnet
