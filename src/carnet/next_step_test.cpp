#include "carnet/next_step.h"

#include <gtest/gtest.h>

#include "carnet/testing.h"

namespace opencarnet::carnet {
namespace {

using namespace testing;
using enum TransactionType;
using enum DeclarationState;

struct Life : ALife {
  using ALife::ALife;
  bool is_signed = true;
  std::vector<SavedTravel> travels;

  [[nodiscard]] NextStep next() const { return next_step(carnet, history, is_signed, travels, today); }
  [[nodiscard]] std::string said() const { return std::string(to_text(next().kind)); }
};

SavedDeclaration saved(TransactionType type, const CountryCode& country, DeclarationState state) {
  return {"declaration of " + std::string(to_text(type)),
          type,
          country,
          territory_of(territories(), country)->code,
          state,
          true,
          {}};
}

SavedTravel to_berlin(std::vector<DeclarationState> states) {
  return {"travel out",
          true,
          "DE",
          "Musikhalle, Berlin",
          {saved(validation, "CH", states.at(0)), saved(exportation, "CH", states.at(1)),
           saved(importation, "DE", states.at(2))}};
}
SavedTravel to_zurich(DeclarationState re_export, DeclarationState re_import) {
  return {
      "travel home", true, "CH", "", {saved(re_exportation, "DE", re_export), saved(re_importation, "CH", re_import)}};
}

OfficerFields until(std::string_view final_date) {
  OfficerFields fields;
  fields.final_date = day(final_date);
  return fields;
}

Life in_berlin() {
  Life life{a_carnet()};
  life.leave("1-4");
  life.must(importation, "DE", "1-4", until("2026-06-30"));
  return life;
}

TEST(NextStep, every_kind_has_a_name_of_its_own) {
  std::set<std::string_view> names;
  for (int kind = 0; kind <= static_cast<int>(NextStepKind::all_home); ++kind)
    names.insert(to_text(static_cast<NextStepKind>(kind)));
  EXPECT_EQ(names.size(), 10U);
  EXPECT_EQ(to_text(NextStepKind::nothing_possible), "nothing_possible");
  EXPECT_EQ(to_text(NextStepKind::all_home), "all_home");
}

TEST(NextStep, X10_a_blocked_cancelled_or_discharged_carnet_can_do_nothing) {
  for (const auto standing : {Standing::blocked, Standing::cancelled, Standing::discharged}) {
    Life life{a_carnet().standing(standing)};
    life.is_signed = false;
    life.travels = {to_berlin({signed_, signed_, signed_})};
    EXPECT_EQ(life.said(), "nothing_possible");
    EXPECT_EQ(life.next().until, std::nullopt);
  }
}

TEST(NextStep, T1_the_carnet_is_signed_before_anything_else) {
  Life life{a_carnet()};
  life.is_signed = false;
  life.travels = {to_berlin({rejected, prepared, prepared})};
  EXPECT_EQ(life.said(), "sign_carnet");
  EXPECT_EQ(life.next().until, day("2027-01-09"));
}

TEST(NextStep, T1_a_signed_carnet_that_never_travelled_wants_a_travel) {
  Life life{a_carnet()};
  EXPECT_EQ(life.said(), "prepare_travel");
  EXPECT_EQ(life.next().until, day("2027-01-09"));
  life.leave("");  // validated, nothing moved
  EXPECT_EQ(life.said(), "prepare_travel");
}

TEST(NextStep, T1_declarations_are_signed_and_shown_in_the_order_of_the_journey) {
  Life life{a_carnet()};
  life.travels = {to_berlin({prepared, prepared, prepared})};
  EXPECT_EQ(life.said(), "sign_declaration");
  EXPECT_EQ(life.next().declaration_id, "declaration of validation");
  EXPECT_EQ(life.next().travel_id, "travel out");

  life.travels = {to_berlin({signed_, signed_, prepared})};
  EXPECT_EQ(life.said(), "show_declaration");
  EXPECT_EQ(life.next().type, validation);
  EXPECT_EQ(life.next().country, "CH");

  life.travels = {to_berlin({committed, committed, signed_})};
  const auto next = life.next();
  EXPECT_EQ(next.type, importation);
  EXPECT_EQ(next.country, "DE");
  EXPECT_EQ(next.territory, "EU");
  EXPECT_EQ(next.place, "Musikhalle, Berlin");
  EXPECT_EQ(next.until, day("2027-01-09"));
}

TEST(NextStep, a_step_that_customs_left_out_does_not_hold_up_the_journey) {
  Life life{a_carnet()};
  life.travels = {to_berlin({committed, signed_, committed})};
  EXPECT_EQ(life.said(), "prepare_travel");  // nothing of that travel is left to do
  life.travels = {to_berlin({signed_, committed, prepared})};
  EXPECT_EQ(life.next().type, importation);
}

TEST(NextStep, X13_what_customs_turned_down_goes_before_all_else_and_names_the_office) {
  Life life{a_carnet()};
  life.travels = {to_berlin({signed_, prepared, prepared}), to_berlin({committed, rejected, prepared})};
  life.travels[1].travel_id = "second travel";
  life.travels[1].declarations[1].rejected_at_office = "Zürich Flughafen";
  EXPECT_EQ(life.said(), "rejected_declaration");
  EXPECT_EQ(life.next().travel_id, "second travel");
  EXPECT_EQ(life.next().office, "Zürich Flughafen");
}

TEST(NextStep, of_two_travels_equally_urgent_the_older_is_next) {
  Life life{a_carnet()};
  life.travels = {to_berlin({prepared, prepared, prepared}), to_berlin({prepared, prepared, prepared})};
  life.travels[1].travel_id = "second travel";
  EXPECT_EQ(life.next().travel_id, "travel out");
  life.travels[1].declarations[0].state = signed_;
  EXPECT_EQ(life.next().travel_id, "second travel");
}

TEST(NextStep, T6_a_travel_saved_incomplete_is_finished) {
  Life life{a_carnet()};
  life.travels = {{"draft", false, "DE", "Berlin", {}}};
  EXPECT_EQ(life.said(), "finish_travel");
  EXPECT_EQ(life.next().travel_id, "draft");
  EXPECT_EQ(life.next().country, "DE");
  EXPECT_EQ(life.next().place, "Berlin");
}

TEST(NextStep, a_step_that_a_country_takes_on_paper_is_neither_signed_nor_shown) {
  Life life{a_carnet()};
  life.travels = {to_berlin({committed, committed, prepared})};
  life.travels[0].declarations[2].digital = false;
  EXPECT_EQ(life.said(), "prepare_travel");
  life.leave("1-4");
  EXPECT_EQ(life.said(), "prepare_return");
}

TEST(NextStep, goods_abroad_without_a_way_home_want_one_by_the_first_final_date) {
  auto life = in_berlin();
  life.must(exportation, "CH", "5-6").must(importation, "GB", "5-6", until("2026-05-01"));
  life.travels = {to_berlin({committed, committed, committed})};
  EXPECT_EQ(life.said(), "prepare_return");
  EXPECT_EQ(life.next().territory, "GB");
  EXPECT_EQ(life.next().until, day("2026-05-01"));
}

TEST(NextStep, a_final_date_that_has_passed_is_still_told) {
  auto life = in_berlin();
  life.on("2026-08-01");
  EXPECT_EQ(life.said(), "prepare_return");
  EXPECT_EQ(life.next().until, day("2026-06-30"));
}

TEST(NextStep, X7_the_way_back_runs_against_the_final_date_there) {
  auto life = in_berlin();
  life.travels = {to_berlin({committed, committed, committed}), to_zurich(signed_, prepared)};
  EXPECT_EQ(life.said(), "show_declaration");
  EXPECT_EQ(life.next().type, re_exportation);
  EXPECT_EQ(life.next().until, day("2026-06-30"));
  life.must(re_exportation, "DE", "1-4");
  life.travels[1] = to_zurich(committed, signed_);
  EXPECT_EQ(life.next().type, re_importation);
  EXPECT_EQ(life.next().until, day("2027-01-09"));
}

TEST(NextStep, X10_an_expired_carnet_with_goods_abroad_only_leads_home) {
  auto life = in_berlin();
  life.on("2027-02-01");
  life.travels = {to_berlin({committed, committed, committed})};
  EXPECT_EQ(life.said(), "expired_with_goods_abroad");
  EXPECT_EQ(life.next().territory, "EU");
  life.travels.push_back({"draft", false, "CH", "", {}});
  EXPECT_EQ(life.said(), "expired_with_goods_abroad");
  life.travels.push_back(to_berlin({committed, signed_, signed_}));  // can never be committed any more
  EXPECT_EQ(life.said(), "expired_with_goods_abroad");
  life.travels.push_back(to_zurich(prepared, prepared));
  EXPECT_EQ(life.said(), "sign_declaration");
  EXPECT_EQ(life.next().type, re_exportation);
}

TEST(NextStep, C10_a_replaced_carnet_still_brings_its_goods_home) {
  auto life = in_berlin();
  life.carnet.standing = Standing::replaced;
  EXPECT_EQ(life.said(), "prepare_return");
  life.must(re_exportation, "DE", "1-4").must(re_importation, "CH", "1-4");
  EXPECT_EQ(life.said(), "all_home");
}

TEST(NextStep, everything_home_again_needs_nothing_and_says_how_long_it_may_travel_once_more) {
  auto life = in_berlin();
  life.must(re_exportation, "DE", "1-4").must(re_importation, "CH", "1-4");
  EXPECT_EQ(life.said(), "all_home");
  EXPECT_EQ(life.next().until, day("2027-01-09"));
  life.carnet.sets.exportation_re_importation = 1;
  EXPECT_EQ(life.next().until, std::nullopt);
  life.on("2027-02-01");
  EXPECT_EQ(life.said(), "all_home");
}

TEST(NextStep, X7_what_stayed_with_the_action_taken_does_not_wait_for_a_way_home) {
  auto life = in_berlin();
  OfficerFields sold;
  sold.not_re_exported = {{life.goods("4"), Action::duty_paid, "receipt 7"}};
  life.must(re_exportation, "DE", "1-4", sold);
  life.must(re_importation, "CH", "1-3");
  EXPECT_EQ(life.said(), "all_home");
}

TEST(NextStep, C2_a_carnet_that_ran_out_before_it_travelled_can_do_nothing) {
  Life life{a_carnet()};
  life.on("2027-01-09");
  EXPECT_EQ(life.said(), "prepare_travel");  // its last day counts
  life.on("2027-01-10");
  EXPECT_EQ(life.said(), "nothing_possible");
}

}  // namespace
}  // namespace opencarnet::carnet
