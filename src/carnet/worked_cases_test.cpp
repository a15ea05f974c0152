// The worked cases of reconciliation as far as they are about accept or refuse: carnet of CH, 20 items, 2026-01-10 to
// 2027-01-09, destinations EU, GB, US.
#include <gtest/gtest.h>

#include "carnet/testing.h"

namespace opencarnet::carnet {
namespace {

using namespace testing;
using enum TransactionType;

ALife the_carnet() { return ALife{a_carnet().to({"EU", "GB", "US"})}; }

OfficerFields until(std::string_view final_date) {
  OfficerFields fields;
  fields.final_date = day(final_date);
  return fields;
}

ALife imported_into_eu() {
  auto life = the_carnet();
  life.leave("1-20").must(importation, "DE", "1-20", until("2026-07-10"));
  return life;
}

std::string allowed(ALife& life, const CountryCode& country) {
  std::string text;
  for (const auto& action : allowed_actions(life.situation(country)))
    if (action.offer) text += std::string(text.empty() ? "" : " ") + std::string(to_text(action.type));
  return text;
}

const Lot& first_lot(const Ledger& ledger, const TerritoryCode& territory, int item) {
  return ledger.accounts.at(territory).at(item).front();
}

}  // namespace

TEST(WorkedCases, case_1_X3_importation_without_validation_is_refused_and_validation_is_next) {
  auto life = the_carnet();
  EXPECT_EQ(said(life.commit(importation, "DE", "1-20")), "validation_missing X3");
  EXPECT_EQ(allowed(life, "CH"), "validation");
  EXPECT_EQ(allowed(life, "DE"), "");
}

TEST(WorkedCases, case_3_X6_T5_a_second_importation_of_the_same_items_is_refused) {
  auto life = imported_into_eu();
  EXPECT_EQ(said(life.commit(importation, "FR", "1-20")), "goods_already_in_territory X6");
  EXPECT_EQ(said(life.commit(importation, "FR", "20")), "goods_already_in_territory X6");
  EXPECT_EQ(said(life.commit(re_exportation, "DE", "3, 7")), "accepted");
}

TEST(WorkedCases, case_4_and_5_R1_what_was_not_re_exported_stays_open) {
  auto life = imported_into_eu();
  EXPECT_EQ(life.open("EU"), "1-20");
  life.must(re_exportation, "FR", "1-10").must(re_importation, "CH", "1-10");
  EXPECT_EQ(life.open("EU"), "11-20");
  EXPECT_EQ(life.where({PlaceKind::in_territory, "EU"}), "11-20");
  EXPECT_EQ(life.where({PlaceKind::home, {}}), "1-10");
}

TEST(WorkedCases, case_6_R1_two_consignments_in_time_discharge_everything) {
  auto life = imported_into_eu();
  life.on("2026-05-01").must(re_exportation, "DE", "1-10").must(re_importation, "CH", "1-10");
  life.on("2026-07-10").must(re_exportation, "DE", "11-20").must(re_importation, "CH", "11-20");
  EXPECT_EQ(life.open("EU"), "");
  EXPECT_EQ(life.open("CH_LI", LotKind::exportation), "");
  const auto ledger = life.ledger();
  for (int item = 1; item <= 20; ++item)
    EXPECT_EQ(status_on(first_lot(ledger, "EU", item), day("2027-02-01")), LotStatus::discharged);
}

TEST(WorkedCases, case_7_X4_items_that_never_moved_do_not_matter) {
  auto life = the_carnet();
  life.leave("7-10")
      .must(importation, "DE", "7-10")
      .must(re_exportation, "DE", "7-10")
      .must(re_importation, "CH", "7-10");
  EXPECT_EQ(life.where({PlaceKind::home, {}}), "1-20");
  EXPECT_EQ(life.ledger().accounts.at("EU").size(), 4U);
}

TEST(WorkedCases, case_8_X8_without_re_importation_the_home_account_stays_open) {
  auto life = imported_into_eu();
  life.must(re_exportation, "DE", "1-20");
  EXPECT_EQ(life.open("EU"), "");
  EXPECT_EQ(life.open("CH_LI", LotKind::exportation), "1-20");
}

TEST(WorkedCases, case_12_R2_after_the_final_date_goods_are_discharged_late) {
  auto life = imported_into_eu();
  EXPECT_EQ(status_on(first_lot(life.ledger(), "EU", 1), day("2026-07-10")), LotStatus::open);
  EXPECT_EQ(status_on(first_lot(life.ledger(), "EU", 1), day("2026-07-11")), LotStatus::overdue);
  const auto made = life.on("2026-08-01").commit(re_exportation, "DE", "1-20");
  ASSERT_TRUE(made);
  EXPECT_TRUE(made->front().late);
  EXPECT_EQ(status_on(first_lot(life.ledger(), "EU", 1), day("2026-08-01")), LotStatus::discharged_late);
}

TEST(WorkedCases, case_13_X6_the_final_date_is_extended_by_a_new_importation) {
  auto life = imported_into_eu();
  life.on("2026-07-01").must(re_exportation, "DE", "1-20");
  EXPECT_EQ(said(life.commit(importation, "DE", "1-20", until("2026-12-01"))), "accepted");
  EXPECT_EQ(status_on(life.ledger().accounts.at("EU").at(1).back(), day("2026-11-01")), LotStatus::open);
}

TEST(WorkedCases, case_15_X6_a_blank_final_date_is_the_last_day_of_the_carnet) {
  auto life = the_carnet();
  life.leave("1-20").must(importation, "DE", "1-20");
  EXPECT_EQ(life.history.back().final_date, day("2027-01-09"));
}

TEST(WorkedCases, case_16_C2_the_last_day_is_inclusive) {
  auto life = the_carnet();
  life.leave("1-20").on("2027-01-09");
  EXPECT_EQ(said(life.commit(importation, "DE", "1-20")), "accepted");
}

TEST(WorkedCases, case_18_X10_after_the_expiry_re_exportation_is_late_and_some_territories_refuse_it) {
  auto life = imported_into_eu();
  life.must(re_exportation, "DE", "20").must(importation, "GB", "20").on("2027-01-20");
  const auto made = life.commit(re_exportation, "DE", "1-19");
  ASSERT_TRUE(made);
  EXPECT_TRUE(made->front().late);
  life.territory("GB").refuses_expired_carnets = true;
  EXPECT_EQ(said(life.commit(re_exportation, "GB", "20")), "carnet_expired X10");
}

TEST(WorkedCases, case_19_R6_a_transit_opened_in_france_is_closed_in_greece) {
  auto life = the_carnet();
  life.on("2026-03-01").leave("1-20").must(transit_open, "FR", "1-20", until("2026-03-10"));
  EXPECT_EQ(life.where({PlaceKind::in_transit, "EU"}), "1-20");
  const auto made = life.on("2026-03-09").commit(transit_close, "GR", "1-20");
  ASSERT_TRUE(made);
  EXPECT_FALSE(made->front().late);
  EXPECT_EQ(life.open("EU", LotKind::transit), "");
}

TEST(WorkedCases, case_20_X8_an_expired_transit_is_closed_late) {
  auto life = the_carnet();
  life.on("2026-03-01").leave("1-20").must(transit_open, "FR", "1-20", until("2026-03-10")).on("2026-03-11");
  EXPECT_EQ(status_on(first_lot(life.ledger(), "EU", 1), life.today), LotStatus::overdue);
  const auto made = life.commit(transit_close, "FR", "1-20");
  ASSERT_TRUE(made);
  EXPECT_TRUE(made->front().late);
}

TEST(WorkedCases, case_22_R1_imported_in_france_re_exported_in_germany_is_discharged) {
  auto life = the_carnet();
  life.leave("1-20").must(importation, "FR", "1-20").must(re_exportation, "DE", "1-20");
  EXPECT_EQ(life.open("EU"), "");
}

TEST(WorkedCases, case_25_X7_R4_goods_sold_with_duty_paid_are_discharged) {
  auto life = imported_into_eu();
  auto declaration = life.declare(re_exportation, "DE", "1-4, 6-20");
  declaration.declared.not_re_exported = life.goods("5");
  OfficerFields fields;
  fields.not_re_exported = {{life.goods("5"), Action::duty_paid, "duty paid ref 24DE-17"}};
  life.must(life.commit(declaration, "DE", fields));
  EXPECT_EQ(life.open("EU"), "");
  EXPECT_EQ(life.where({PlaceKind::stayed, "EU"}), "5");
  EXPECT_EQ(said(life.commit(re_importation, "CH", "1-4, 6-20")), "accepted");
}

TEST(WorkedCases, case_26_X7_R4_without_an_action_taken_the_item_stays_to_check) {
  auto life = imported_into_eu();
  auto declaration = life.declare(re_exportation, "DE", "1-4, 6-20");
  declaration.declared.not_re_exported = life.goods("5");
  life.must(life.commit(declaration, "DE"));
  EXPECT_EQ(life.open("EU"), "5");
  const auto lot = life.ledger().accounts.at("EU").at(5).front();
  EXPECT_EQ(lot.without_action, 1);
  EXPECT_EQ(status_on(lot, day("2027-02-01")), LotStatus::overdue);
}

TEST(WorkedCases, case_36_C3_an_item_that_is_not_on_the_list_is_refused) {
  auto life = the_carnet();
  life.leave("1-20");
  auto declaration = life.declare(importation, "DE", "1");
  declaration.declared.goods.add(21, 1);
  EXPECT_EQ(fields_said(life.commit(declaration, "DE")), (std::vector<std::string>{"/goods item_not_on_list"}));
}

TEST(WorkedCases, case_60_R8_the_same_items_may_be_imported_again_after_they_were_re_exported) {
  auto life = imported_into_eu();
  const auto first = life.history.back().transaction_id;
  life.on("2026-06-01").must(re_exportation, "DE", "1-20");
  EXPECT_EQ(said(life.commit(importation, "FR", "1-20")), "accepted");
  const auto ledger = life.ledger();
  EXPECT_EQ(open_of(ledger, "EU", LotKind::importation, first), Goods{});
  EXPECT_EQ(open_of(ledger, "EU", LotKind::importation, life.history.back().transaction_id), life.goods("1-20"));
}

}  // namespace opencarnet::carnet
