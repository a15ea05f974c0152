#include "carnet/carnet.h"

#include <gtest/gtest.h>

#include "carnet/life.h"
#include "carnet/testing.h"

namespace opencarnet::carnet {
namespace {

using namespace testing;
using Said = std::vector<std::string>;

History one_transaction() {
  ALife life{a_carnet()};
  life.leave("");
  return life.history;
}

}  // namespace

TEST(Carnet, C1_number_is_two_letters_and_six_to_sixteen_capitals_or_digits) {
  for (auto number :
       {"CHTA00000133", "ES2023990052", "FRRXV122400057", "XBMK20240006", "CH000001", "CH0123456789ABCDEF"})
    EXPECT_TRUE(is_carnet_number(number)) << number;
  for (auto number :
       {"", "CH", "CH00001", "CH0123456789ABCDEFG", "ch000001", "C1000001", "CH00-001", "CH 00001", "ÇH000001"})
    EXPECT_FALSE(is_carnet_number(number)) << number;
}

TEST(Carnet, C2_is_valid_for_a_year_at_most_with_its_last_day) {
  EXPECT_EQ(latest_validity(day("2026-01-10")), day("2027-01-09"));
  EXPECT_EQ(latest_validity(day("2026-01-01")), day("2026-12-31"));
  EXPECT_EQ(latest_validity(day("2027-03-01")), day("2028-02-29"));
  EXPECT_EQ(latest_validity(day("2028-02-29")), day("2029-02-28"));
  const Carnet carnet = a_carnet();
  EXPECT_TRUE(is_valid_on(carnet, day("2026-01-10")));
  EXPECT_TRUE(is_valid_on(carnet, day("2027-01-09")));
  EXPECT_FALSE(is_valid_on(carnet, day("2027-01-10")));
  EXPECT_FALSE(is_valid_on(carnet, day("2026-01-09")));
  EXPECT_EQ(fields_said(check_carnet(a_carnet().valid("2026-01-10", "2027-01-10"))),
            (Said{"/valid_until validity_longer_than_a_year"}));
  EXPECT_EQ(fields_said(check_carnet(a_carnet().valid("2026-01-10", "2026-01-09"))),
            (Said{"/valid_until validity_ends_before_it_begins"}));
}

TEST(Carnet, C3_items_are_numbered_without_gaps_and_totals_are_computed) {
  Carnet carnet = a_carnet().with_items(13).with_pieces(4, 6);
  EXPECT_TRUE(check_carnet(carnet));
  const auto sums = totals(carnet.general_list, carnet.currency).value();
  EXPECT_EQ(sums.items, 13);
  EXPECT_EQ(sums.pieces, 18);
  EXPECT_EQ(to_text(sums.value), "1950.00");
  EXPECT_EQ(to_text(sums.weights.at("kg")), "162.5");
  carnet.general_list[3].item = 5;
  carnet.general_list[7].description = "  ";
  carnet.general_list[9].pieces = 0;
  carnet.general_list[9].country_of_origin = "ch";
  EXPECT_EQ(
      fields_said(check_carnet(carnet)),
      (Said{"/general_list/3/item item_numbers_not_consecutive", "/general_list/7/description item_without_description",
            "/general_list/9/pieces pieces_out_of_range", "/general_list/9/country_of_origin country_code_malformed"}));
  carnet.general_list.clear();
  EXPECT_EQ(fields_said(check_carnet(carnet)), (Said{"/general_list general_list_empty"}));
}

TEST(Carnet, C3_ten_thousand_items_are_possible_and_one_more_is_not) {
  EXPECT_TRUE(check_carnet(a_carnet().with_items(most_items)));
  EXPECT_EQ(fields_said(check_carnet(a_carnet().with_items(most_items + 1))), (Said{"/general_list too_many_items"}));
}

TEST(Carnet, C4_has_one_currency_and_sums_that_never_overflow) {
  Carnet carnet = a_carnet();
  carnet.general_list[1].value.currency = *find_currency("EUR");
  EXPECT_EQ(fields_said(check_carnet(carnet)), (Said{"/general_list/1/value one_currency_per_carnet"}));
  carnet = a_carnet();
  carnet.general_list[0].value.minor = carnet.general_list[1].value.minor = 999'999'999'999'999'999;
  EXPECT_EQ(fields_said(check_carnet(carnet)), (Said{"/general_list amount_too_large"}));
  carnet = a_carnet().with_items(most_items);
  for (auto& item : carnet.general_list) item.weight = parse_quantity("999999999999.999", "kg").value();
  EXPECT_EQ(fields_said(check_carnet(carnet)), (Said{"/general_list amount_too_large"}));
}

TEST(Carnet, C5_every_missing_field_is_named_at_once) {
  Carnet carnet = a_carnet().numbered(1, "CH1").used_for("").to({"CH_LI"}).with_sets({-1, 1000, 0});
  carnet.holder.name.clear();
  carnet.holder.address.country = "Switzerland";
  carnet.representatives.push_back({});
  EXPECT_EQ(fields_said(check_carnet(carnet)),
            (Said{"/number carnet_number_malformed", "/intended_use missing_field", "/holder/name missing_field",
                  "/holder/address/country country_code_malformed", "/representatives/0/name missing_field",
                  "/representatives/0/address/city missing_field",
                  "/representatives/0/address/country country_code_malformed", "/territories no_destination_listed",
                  "/sets/exportation_re_importation set_count_out_of_range",
                  "/sets/importation_re_exportation set_count_out_of_range"}));
}

TEST(Carnet, C6_sets_may_be_added_later_unless_the_issuer_forbids_it) {
  const Carnet carnet = a_carnet().with_sets({1, 2, 0});
  EXPECT_EQ(decide_more_sets(carnet, one_transaction(), {0, 1, 2}, true).value(), (Sets{1, 3, 2}));
  EXPECT_EQ(said(decide_more_sets(carnet, {}, {0, 1, 0}, false)), "sets_may_not_be_added C6");
  EXPECT_EQ(said(decide_more_sets(a_carnet().standing(Standing::cancelled), {}, {0, 1, 0}, true)),
            "sets_may_not_be_added C6");
  EXPECT_EQ(fields_said(decide_more_sets(carnet, {}, {-1, 999, 0}, true)),
            (Said{"/sets/exportation_re_importation set_count_out_of_range",
                  "/sets/importation_re_exportation set_count_out_of_range"}));
}

TEST(Life, C7_the_first_transaction_activates_and_locks_the_carnet_for_good) {
  EXPECT_EQ(state_of(Standing::draft, {}), State::draft);
  EXPECT_EQ(state_of(Standing::issued, {}), State::issued);
  auto history = one_transaction();
  EXPECT_EQ(state_of(Standing::issued, history), State::activated);
  EXPECT_EQ(state_of(Standing::blocked, history), State::blocked);
  EXPECT_EQ(said(decide_life(Standing::issued, history, LifeChange::cancel)), "carnet_is_activated C7");
  history[0].cancelled = Cancellation{};
  EXPECT_EQ(state_of(Standing::issued, history), State::activated) << "customs had it in their hands";
}

TEST(Life, C7_moves_only_along_its_arrows) {
  using enum LifeChange;
  const std::map<Standing, std::map<LifeChange, Standing>> arrows{
      {Standing::draft, {{issue, Standing::issued}, {cancel, Standing::cancelled}}},
      {Standing::issued,
       {{block, Standing::blocked},
        {cancel, Standing::cancelled},
        {discharge, Standing::discharged},
        {replace, Standing::replaced}}},
      {Standing::blocked, {{unblock, Standing::issued}, {discharge, Standing::discharged}}},
      {Standing::cancelled, {}},
      {Standing::discharged, {}},
      {Standing::replaced, {{block, Standing::blocked}, {discharge, Standing::discharged}}}};
  for (const auto& [standing, changes] : arrows)
    for (const auto change : {issue, block, unblock, cancel, discharge, replace}) {
      const auto becomes = decide_life(standing, {}, change, "Lost");
      const auto expected = changes.find(change);
      if (expected == changes.end())
        EXPECT_EQ(said(becomes), "carnet_life_forbids C7") << to_text(standing);
      else
        EXPECT_EQ(becomes.value(), expected->second) << to_text(standing);
    }
  EXPECT_EQ(fields_said(decide_life(Standing::issued, {}, LifeChange::block, " ")), (Said{"/reason reason_missing"}));
}

TEST(Life, C8_an_amendment_is_possible_for_thirty_days_before_any_transaction_and_never_grows_the_list) {
  const Carnet issued = a_carnet();
  Carnet amended = issued;
  amended.holder.name = "Edelweiss Sound GmbH";
  amended.general_list.pop_back();
  EXPECT_EQ(said(decide_amendment(issued, amended, {}, day("2026-02-09"))), "accepted");
  EXPECT_EQ(said(decide_amendment(issued, amended, {}, day("2026-02-10"))), "amendment_too_late C8");
  EXPECT_EQ(said(decide_amendment(issued, amended, one_transaction(), day("2026-01-20"))), "carnet_is_activated C7");
  EXPECT_EQ(said(decide_amendment(issued, a_carnet().with_items(21), {}, day("2026-01-20"))),
            "general_list_is_fixed C3");
  EXPECT_EQ(said(decide_amendment(issued, a_carnet().with_pieces(3, 2), {}, day("2026-01-20"))),
            "general_list_is_fixed C3");
  EXPECT_EQ(said(decide_amendment(a_carnet().standing(Standing::blocked), amended, {}, day("2026-01-20"))),
            "carnet_life_forbids C7");
}

TEST(Life, C12_wrong_pins_lock_downloads_for_a_growing_time) {
  EXPECT_EQ(pin_lock(0).count(), 0);
  EXPECT_EQ(pin_lock(4).count(), 0);
  EXPECT_EQ(pin_lock(5).count(), 30);
  EXPECT_EQ(pin_lock(6).count(), 60);
  EXPECT_EQ(pin_lock(11).count(), 1920);
  EXPECT_EQ(pin_lock(12).count(), 3600);
  EXPECT_EQ(pin_lock(2'000'000'000).count(), 3600);
}

}  // namespace opencarnet::carnet
