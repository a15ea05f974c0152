#include "carnet/travel.h"

#include <gtest/gtest.h>

#include "carnet/allowed_actions.h"
#include "carnet/testing.h"

namespace opencarnet::carnet {
namespace {

using namespace testing;
using enum TransactionType;
using Said = std::vector<std::string>;

Result<std::vector<PlannedDeclaration>> derive(ALife& life, const Travel& travel) {
  return derive_declarations(life.carnet, life.ledger(), life.history, travel, life.territories, life.today);
}

Travel travel(ALife& life, const CountryCode& from, const CountryCode& to, std::string_view ranges,
              std::vector<CountryCode> transits = {}) {
  Travel made{from, to, std::move(transits), {}};
  made.declared.goods = life.goods(ranges);
  return made;
}

std::string steps(const Result<std::vector<PlannedDeclaration>>& planned) {
  if (!planned) return said(planned);
  std::string text;
  for (const auto& step : *planned)
    text += std::string(text.empty() ? "" : " ") + std::string(to_text(step.type)) + "@" + step.country;
  return text;
}

}  // namespace

TEST(Travel, T2_leaving_home_is_validation_exportation_importation) {
  ALife life{a_carnet()};
  EXPECT_EQ(steps(derive(life, travel(life, "CH", "DE", "1-4"))), "validation@CH exportation@CH importation@DE");
  life.leave("");
  EXPECT_EQ(steps(derive(life, travel(life, "CH", "DE", "1-4"))), "exportation@CH importation@DE");
}

TEST(Travel, T2_returning_is_re_exportation_re_importation_and_abroad_re_exportation_importation) {
  ALife life{a_carnet()};
  life.leave("1-4").must(importation, "DE", "1-4");
  EXPECT_EQ(steps(derive(life, travel(life, "DE", "LI", "1-4"))), "re_exportation@DE re_importation@LI");
  EXPECT_EQ(steps(derive(life, travel(life, "FR", "GB", "2"))), "re_exportation@FR importation@GB");
}

TEST(Travel, T2_each_transit_territory_adds_an_open_and_a_close) {
  ALife life{a_carnet()};
  life.leave("");
  EXPECT_EQ(steps(derive(life, travel(life, "CH", "GB", "1", {"AT", "FR", "XS"}))),
            "exportation@CH transit_open@AT transit_close@FR transit_open@XS transit_close@XS importation@GB");
  EXPECT_EQ(steps(derive(life, travel(life, "CH", "DE", "1", {"AT"}))),
            "exportation@CH transit_open@AT transit_close@AT importation@DE");
  EXPECT_EQ(steps(derive(life, travel(life, "CH", "GB", "1", {"LI"}))), "no_transit_at_home T2");
  EXPECT_EQ(steps(derive(life, travel(life, "CH", "GB", "1", {"US"}))), "territory_not_covered X6");
}

TEST(Travel, T2_within_one_territory_there_is_no_travel) {
  ALife life{a_carnet()};
  life.leave("");
  EXPECT_EQ(steps(derive(life, travel(life, "DE", "FR", "1"))), "no_travel_within_territory T2");
  EXPECT_EQ(steps(derive(life, travel(life, "CH", "LI", "1"))), "no_travel_within_territory T2");
  EXPECT_EQ(steps(derive(life, travel(life, "CH", "ZZ", "1"))), "country_not_in_directory T2");
  EXPECT_EQ(steps(derive(life, travel(life, "CH", "US", "1"))), "territory_not_covered X6");
}

TEST(Travel, T2_a_paper_country_takes_its_step_on_paper) {
  ALife life{a_carnet().to({"XB"})};
  const auto planned = derive(life, travel(life, "CH", "XB", "1")).value();
  EXPECT_TRUE(planned[1].digital);
  EXPECT_FALSE(planned[2].digital);
  ALife paper{a_carnet()};
  paper.territory("CH_LI").members[0].digital_since.reset();
  EXPECT_EQ(steps(derive(paper, travel(paper, "CH", "DE", "1"))), "exportation@CH importation@DE")
      << "validated on paper (X3)";
}

TEST(Travel, T5_goods_that_cannot_take_the_step_are_refused) {
  ALife life{a_carnet()};
  life.leave("1-4").must(importation, "DE", "1-4").must(re_exportation, "DE", "4");
  EXPECT_EQ(steps(derive(life, travel(life, "CH", "DE", "3-5"))), "goods_not_at_home X4");
  EXPECT_EQ(steps(derive(life, travel(life, "DE", "CH", "3-4"))), "goods_not_open_in_territory X7")
      << "already re-exported";
  EXPECT_EQ(steps(derive(life, travel(life, "GB", "CH", "1"))), "goods_not_open_in_territory X7");
  auto unknown = travel(life, "DE", "CH", "1");
  unknown.declared.goods.add(21, 1);
  EXPECT_EQ(fields_said(derive(life, unknown)), (Said{"/goods item_not_on_list"}));
}

TEST(Travel, T5_X9_a_past_on_paper_may_be_prepared) {
  ALife life{a_carnet().to({"XB"})};
  life.leave("1-4");
  EXPECT_EQ(steps(derive(life, travel(life, "XB", "CH", "1-4"))), "re_exportation@XB re_importation@CH");
}

TEST(Travel, T5_the_return_can_be_prepared_before_the_journey_out_is_committed) {
  ALife life{a_carnet()};
  const auto out = derive(life, travel(life, "CH", "DE", "1-4")).value();
  const auto planned = planned_ledger(life.carnet, life.history, out);
  const auto back = travel(life, "DE", "CH", "1-4");
  EXPECT_EQ(steps(derive(life, back)), "goods_not_open_in_territory X7");
  EXPECT_EQ(steps(derive_declarations(life.carnet, planned, life.history, back, life.territories, life.today)),
            "re_exportation@DE re_importation@CH");
}

TEST(Travel, T4_the_picker_offers_what_can_be_there) {
  ALife life{a_carnet().with_pieces(4, 6)};
  const auto offered = [&](TransactionType type, const TerritoryCode& territory) {
    return to_text(available_goods(life.ledger(), type, territory), all_goods(life.carnet.general_list));
  };
  life.leave("1-3, 4x5").must(importation, "DE", "1-2, 4x3").must(transit_open, "GB", "3");
  EXPECT_EQ(offered(exportation, "CH_LI"), "4x1, 5-20");
  EXPECT_EQ(offered(re_exportation, "EU"), "1-2, 4x3");
  EXPECT_EQ(offered(transit_close, "GB"), "3");
  EXPECT_EQ(offered(re_importation, "CH_LI"), "1-3, 4x5");
  EXPECT_EQ(offered(importation, "EU"), "3, 4x3, 5-20");
}

TEST(Travel, X7_special_lists_go_to_the_steps_they_belong_to) {
  ALife life{a_carnet()};
  life.leave("1-5").must(importation, "DE", "1-5");
  auto home = travel(life, "DE", "CH", "1-3");
  home.declared.not_re_exported = life.goods("4");
  home.declared.not_re_imported = life.goods("5");
  home.declared.processed_abroad = life.goods("2");
  const auto planned = derive(life, home).value();
  EXPECT_EQ(planned[0].declared.not_re_exported, life.goods("4"));
  EXPECT_TRUE(planned[0].declared.not_re_imported.empty());
  EXPECT_EQ(planned[1].declared.not_re_imported, life.goods("5"));
  EXPECT_EQ(planned[1].declared.processed_abroad, life.goods("2"));
  home.declared = {};
  home.declared.not_re_exported = life.goods("4");
  EXPECT_EQ(steps(derive(life, home)), "re_exportation@DE") << "nothing travels on";
}

TEST(Travel, T6_may_be_saved_incomplete_and_a_conflicting_edit_is_refused) {
  ALife life{a_carnet()};
  EXPECT_EQ(missing_fields({"CH", "", {}, {}}), (Said{"to_country", "goods"}));
  EXPECT_EQ(fields_said(derive(life, {"CH", "DE", {}, {}})), (Said{"/goods missing_field"}));
  EXPECT_EQ(said(check_version(3, 3)), "accepted");
  EXPECT_EQ(said(check_version(2, 3)), "newer_version_exists T6");
}

TEST(Sets, T3_a_saved_travel_reserves_its_sets_and_the_missing_kind_is_named) {
  const Sets sets{1, 2, 0};
  const std::vector<TransactionType> out{validation, exportation, importation}, back{re_exportation, re_importation};
  EXPECT_EQ(sets_used(out), (Sets{1, 1, 0}));
  EXPECT_EQ(said(check_sets(sets, {}, {}, out)), "accepted");
  EXPECT_EQ(sets_left(sets, {}, out), (Sets{0, 1, 0}));
  EXPECT_EQ(said(check_sets(sets, {}, out, back)), "accepted") << "the other half of the same sets";
  const auto refused = check_sets(sets, {}, out, out);
  EXPECT_EQ(said(refused), "no_set_left T3");
  EXPECT_EQ(refused.error().params.at("kind"), "exportation_re_importation");
  EXPECT_EQ(check_sets(sets, {}, {}, {transit_open, transit_close}).error().params.at("kind"), "transit");
  EXPECT_EQ(said(check_sets(sets, {}, {}, out)), "accepted") << "a deleted travel gave its sets back";
}

TEST(Sets, T3_C6_committed_keeps_its_voucher_cancelled_frees_it) {
  ALife life{a_carnet().with_sets({1, 2, 0})};
  life.leave("1-4");
  EXPECT_EQ(sets_left(life.carnet.sets, life.history, {}), (Sets{0, 2, 0}));
  EXPECT_EQ(said(check_sets(life.carnet.sets, life.history, {}, {exportation})), "no_set_left T3");
  EXPECT_EQ(said(check_deletable(life.history, {"declaration-2"})), "travel_has_transaction T3");
  ASSERT_TRUE(life.cancel(life.history.back().transaction_id, "CH"));
  EXPECT_EQ(sets_left(life.carnet.sets, life.history, {}), (Sets{1, 2, 0}));
  EXPECT_EQ(said(check_deletable(life.history, {"declaration-2"})), "accepted");
}

TEST(Holder, T1_does_the_steps_in_their_order) {
  EXPECT_EQ(said(check_holder_step(HolderStep::download, {})), "accepted");
  EXPECT_EQ(said(check_holder_step(HolderStep::sign_carnet, {})), "holder_step_too_early T1");
  const auto refused = check_holder_step(HolderStep::show_code, {true, true, true, false});
  EXPECT_EQ(refused.error().params.at("first"), "sign_declaration");
  EXPECT_EQ(check_holder_step(HolderStep::sign_declaration, {true, false, true, false}).error().params.at("first"),
            "sign_carnet");
  EXPECT_EQ(said(check_holder_step(HolderStep::show_code, {true, true, true, true})), "accepted");
}

}  // namespace opencarnet::carnet
