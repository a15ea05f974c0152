#include "carnet/commit.h"

#include <gtest/gtest.h>

#include "carnet/testing.h"

namespace opencarnet::carnet {
namespace {

using namespace testing;
using enum TransactionType;
using Said = std::vector<std::string>;

OfficerFields with_step(Step step) {
  OfficerFields fields;
  fields.step = step;
  return fields;
}

OfficerFields with_paper() {
  OfficerFields fields;
  fields.paper_evidence_confirmed = true;
  return fields;
}

ALife german_carnet() {
  ALife life{a_carnet().from("DE", "EU").to({"CH_LI", "GB"})};
  life.must(validation, "DE", "1-20");
  return life;
}

}  // namespace

TEST(Validation, X3_is_the_first_transaction_by_customs_of_the_country_of_issue) {
  ALife life{a_carnet()};
  EXPECT_EQ(said(life.commit(exportation, "CH", "1")), "validation_missing X3");
  EXPECT_EQ(said(life.commit(validation, "DE", "1-20")), "only_home_customs X4");
  EXPECT_EQ(said(life.commit(validation, "CH", "1-19")), "validation_is_of_whole_list X3");
  EXPECT_EQ(said(life.commit(validation, "LI", "1-20")), "accepted") << "its territory";
  EXPECT_EQ(said(life.commit(validation, "CH", "1-20")), "already_validated X3");
  EXPECT_EQ(said(life.commit(exportation, "CH", "1")), "accepted");
}

TEST(Validation, X3_a_carnet_of_a_paper_country_counts_as_validated_on_paper) {
  ALife life{a_carnet()};
  life.territory("CH_LI").members[0].digital_since = day("2026-06-01");
  EXPECT_EQ(said(life.commit(importation, "DE", "1")), "accepted");
  EXPECT_FALSE(life.history.back().paper_evidence_confirmed) << "nothing to confirm: the country is on paper that day";
}

TEST(Validation, X9_on_paper_before_the_switch_needs_the_officers_confirmation_once) {
  ALife life{a_carnet()};
  life.territory("CH_LI").members[0].digital_since = day("2026-06-01");
  life.on("2026-06-01");
  EXPECT_EQ(said(life.commit(importation, "DE", "1")), "paper_evidence_needed X9");
  EXPECT_EQ(said(life.commit(importation, "DE", "1", with_paper())), "accepted");
  EXPECT_TRUE(life.history.back().paper_evidence_confirmed);
  EXPECT_EQ(said(life.commit(importation, "GB", "2")), "accepted");
}

TEST(Exportation, X4_takes_goods_that_are_at_home_and_its_final_date_is_the_validity) {
  ALife life{a_carnet()};
  life.leave("1-4");
  EXPECT_EQ(life.history.back().final_date, life.carnet.valid_until);
  EXPECT_EQ(said(life.commit(exportation, "CH", "4-5")), "goods_not_at_home X4");
  EXPECT_EQ(said(life.commit(exportation, "DE", "5")), "only_home_customs X4");
  auto refused = life.commit(exportation, "CH", "3-6");
  EXPECT_EQ(refused.error().params.at("items"), "3-4");
}

TEST(Exportation, X4_by_pieces_of_an_item) {
  ALife life{a_carnet().with_pieces(4, 6)};
  life.leave("4x2").must(exportation, "CH", "4x3");
  EXPECT_EQ(life.where({PlaceKind::exported, {}}), "4x5");
  EXPECT_EQ(said(life.commit(exportation, "CH", "4x2")), "goods_not_at_home X4");
  EXPECT_EQ(said(life.commit(exportation, "CH", "4x1")), "accepted");
}

TEST(Exportation, X5_export_then_exit_records_both_steps) {
  auto life = german_carnet();
  const auto declaration = life.declare(exportation, "DE", "1-4");
  EXPECT_EQ(steps_of(life.territory("EU"), life.history, declaration), (std::vector{Step::export_, Step::exit}));
  life.must(life.commit(declaration, "DE", with_step(Step::export_)));
  EXPECT_EQ(life.history.back().type, pre_exportation);
  EXPECT_EQ(life.where({PlaceKind::home, {}}), "1-20") << "formality only";
  EXPECT_EQ(said(life.commit(declaration, "DE", with_step(Step::export_))), "declaration_already_committed X11");
  EXPECT_EQ(steps_of(life.territory("EU"), life.history, declaration), (std::vector{Step::exit}));
  const auto exit = life.commit(declaration, "FR", with_step(Step::exit));
  ASSERT_TRUE(exit);
  EXPECT_EQ(exit->size(), 1U);
  EXPECT_EQ(life.where({PlaceKind::exported, {}}), "1-4");
}

TEST(Exportation, X5_exit_first_records_both_and_the_formality_survives_a_cancellation) {
  auto life = german_carnet();
  auto declaration = life.declare(exportation, "DE", "1-4");
  const auto made = life.commit(declaration, "DE", with_step(Step::exit)).value();
  ASSERT_EQ(made.size(), 2U);
  EXPECT_EQ(made[0].type, pre_exportation);
  EXPECT_EQ(made[1].type, exportation);
  EXPECT_NE(made[0].transaction_id, made[1].transaction_id);
  EXPECT_EQ(said(life.cancel(made[0].transaction_id, "DE")), "pre_exportation_is_final X14");
  EXPECT_EQ(said(life.cancel(made[1].transaction_id, "DE")), "accepted");
  EXPECT_EQ(life.ledger().pre_exported, life.goods("1-4"));
  EXPECT_EQ(said(life.commit(declaration, "DE", with_step(Step::exit))), "declaration_must_be_signed_again X14");
  declaration.signature_no = 2;
  EXPECT_EQ(life.commit(declaration, "DE", with_step(Step::exit)).value().size(), 1U);
}

TEST(Exportation, X5_goods_have_one_formality_and_other_territories_none) {
  auto life = german_carnet();
  life.must(exportation, "DE", "1-4", with_step(Step::export_));
  EXPECT_EQ(said(life.commit(exportation, "DE", "4-6", with_step(Step::export_))), "goods_already_pre_exported X5");
  EXPECT_EQ(life.commit(exportation, "DE", "4-6", with_step(Step::exit)).value()[0].goods, life.goods("5-6"));
  ALife swiss{a_carnet()};
  swiss.leave("");
  EXPECT_EQ(said(swiss.commit(exportation, "CH", "1", with_step(Step::export_))), "no_two_step_export X5");
}

TEST(Importation, X6_needs_a_territory_the_carnet_covers_and_that_accepts_its_use_and_type) {
  ALife life{a_carnet()};
  life.leave("1-4");
  EXPECT_EQ(said(life.commit(importation, "US", "1")), "territory_not_covered X6");
  EXPECT_EQ(said(life.commit(transit_open, "US", "1")), "territory_not_covered X6");
  EXPECT_EQ(said(life.commit(importation, "CH", "1")), "only_foreign_customs X6");
  life.territory("GB").accepted_uses = {"CS"};
  EXPECT_EQ(said(life.commit(importation, "GB", "1")), "use_not_accepted X6");
  life.territory("XS").accepted_types = {CarnetType::cpd};
  EXPECT_EQ(said(life.commit(importation, "XS", "1")), "carnet_type_not_accepted X6");
}

TEST(Importation, X6_items_must_not_already_be_in_that_territory) {
  ALife life{a_carnet().with_pieces(4, 6)};
  life.leave("1-4").must(importation, "DE", "1-3, 4x2");
  EXPECT_EQ(said(life.commit(importation, "FR", "3")), "goods_already_in_territory X6");
  EXPECT_EQ(said(life.commit(importation, "FR", "4x5")), "goods_already_in_territory X6");
  EXPECT_EQ(said(life.commit(importation, "FR", "4x4")), "accepted") << "the other pieces arrive later";
}

TEST(Importation, X6_never_asks_for_others_entries_and_moves_the_position) {
  ALife life{a_carnet()};
  life.leave("1-4").must(importation, "DE", "1-6").must(importation, "GB", "1-2");
  EXPECT_EQ(life.where({PlaceKind::in_territory, "GB"}), "1-2");
  EXPECT_EQ(life.where({PlaceKind::in_territory, "EU"}), "3-6") << "nothing is in two territories";
  EXPECT_EQ(life.open("EU"), "1-6") << "showing up elsewhere is evidence, no discharge (R5)";
  EXPECT_EQ(said(life.commit(re_exportation, "DE", "1-6")), "accepted");
}

TEST(Importation, X6_final_date_may_be_earlier_and_never_later_than_the_validity) {
  ALife life{a_carnet()};
  life.leave("1-4");
  OfficerFields fields;
  fields.final_date = day("2027-01-10");
  EXPECT_EQ(fields_said(life.commit(importation, "DE", "1", fields)), (Said{"/final_date final_date_after_validity"}));
  fields.final_date = day("2026-01-31");
  EXPECT_EQ(fields_said(life.commit(importation, "DE", "1", fields)), (Said{"/final_date final_date_in_the_past"}));
  fields.final_date = day("2026-02-01");
  EXPECT_EQ(said(life.commit(importation, "DE", "1", fields)), "accepted");
}

TEST(Importation, X6_keeps_the_place_of_use_and_takes_only_its_own_fields) {
  ALife life{a_carnet()};
  life.leave("1-4");
  auto declaration = life.declare(importation, "DE", "1");
  declaration.place = "Musik Halle, Berlin";
  life.must(life.commit(declaration, "DE"));
  EXPECT_EQ(life.history.back().place_of_use, "Musik Halle, Berlin");
  OfficerFields fields;
  fields.seals = "CH 4711";
  fields.seals_intact = true;
  fields.closes = "transaction-1";
  fields.step = Step::exit;
  fields.not_re_exported = {{life.goods("2"), {}, ""}};
  EXPECT_EQ(
      fields_said(life.commit(importation, "DE", "2", fields)),
      (Said{"/not_re_exported list_does_not_belong", "/step field_does_not_belong", "/seals field_does_not_belong",
            "/seals_intact field_does_not_belong", "/closes field_does_not_belong"}));
}

TEST(Importation, X17_without_split_all_goods_of_the_voucher_come_together_or_none) {
  ALife life{a_carnet()};
  life.territory("XS").refuses_split_importation = true;
  life.leave("1-10").must(exportation, "CH", "15-16");
  const auto refused = life.commit(importation, "XS", "1-4");
  EXPECT_EQ(said(refused), "split_importation_refused X17");
  EXPECT_EQ(refused.error().params.at("items"), "5-10");
  EXPECT_EQ(said(life.commit(importation, "XS", "1-10")), "accepted") << "15-16 came on another voucher";
  EXPECT_EQ(said(life.commit(importation, "DE", "15")), "accepted") << "other territories split";
}

TEST(ReExportation, X7_takes_only_items_open_in_that_territory) {
  ALife life{a_carnet()};
  life.leave("1-4").must(importation, "DE", "1-3");
  EXPECT_EQ(said(life.commit(re_exportation, "DE", "3-4")), "goods_not_open_in_territory X7");
  EXPECT_EQ(said(life.commit(re_exportation, "GB", "1")), "goods_not_open_in_territory X7");
  life.must(re_exportation, "FR", "1-3");
  EXPECT_EQ(said(life.commit(re_exportation, "DE", "1")), "goods_not_open_in_territory X7");
}

TEST(ReExportation, X7_home_use_destruction_and_loss_are_recorded_with_action_and_remark) {
  ALife life{a_carnet()};
  life.leave("1-9").must(importation, "DE", "1-9");
  auto declaration = life.declare(re_exportation, "DE", "1-5");
  declaration.declared.not_re_exported = life.goods("6-7");
  declaration.declared.not_produced = life.goods("8");
  OfficerFields fields;
  fields.not_re_exported = {{life.goods("6"), Action::customs_warehouse, "W-12"},
                            {life.goods("7"), Action::destruction, ""}};
  fields.not_produced = {{life.goods("8"), Action::loss, "police report 77"}};
  EXPECT_EQ(fields_said(life.commit(declaration, "DE", fields)),
            (Said{"/not_re_exported/1/remark action_without_remark"}));
  fields.not_re_exported[1].remark = "under supervision";
  life.must(life.commit(declaration, "DE", fields));
  EXPECT_EQ(life.open("EU"), "9");
  EXPECT_EQ(life.where({PlaceKind::stayed, "EU"}), "6-8");
  EXPECT_EQ(said(life.commit(importation, "DE", "6")), "goods_already_in_territory X6");
}

TEST(ReExportation, X7_X15_what_the_officer_finds_missing_leaves_the_travelling_goods) {
  ALife life{a_carnet()};
  life.leave("1-5").must(importation, "DE", "1-5");
  const auto declaration = life.declare(re_exportation, "DE", "1-4");
  OfficerFields fields;
  fields.not_produced = {{life.goods("4"), Action::loss, "said to be stolen"}};
  life.must(life.commit(declaration, "DE", fields));
  EXPECT_EQ(life.history.back().goods, life.goods("1-3"));
  EXPECT_EQ(life.history.back().corrections, (std::vector<Change>{{"goods", "1-4", "1-3"}}));
  fields.not_produced = {{life.goods("5"), Action::loss, "said to be stolen"}};
  auto other = life.declare(re_exportation, "DE", "");
  EXPECT_EQ(fields_said(life.commit(other, "DE", fields)), (Said{"/goods correction_adds_goods"}))
      << "the holder did not declare item 5";
}

TEST(ReExportation, R1_closes_the_importation_it_names_else_the_oldest_open_one) {
  ALife life{a_carnet().with_pieces(4, 6)};
  life.leave("4").must(importation, "DE", "4x2").must(importation, "FR", "4x2").must(importation, "DE", "4x2");
  const auto id = [&](std::size_t at) { return life.history[at].transaction_id; };
  const auto open = [&](std::size_t at) {
    return open_of(life.ledger(), "EU", LotKind::importation, id(at)).pieces_of(4);
  };
  OfficerFields fields;
  fields.closes = id(3);
  EXPECT_EQ(said(life.commit(re_exportation, "DE", "4x3", fields)), "named_transaction_not_open R1");
  life.must(re_exportation, "DE", "4x1", fields);
  EXPECT_EQ(open(3), 1);
  life.must(re_exportation, "DE", "4x3");
  EXPECT_EQ(open(2), 0);
  EXPECT_EQ(open(3), 0);
  EXPECT_EQ(open(4), 2);
}

TEST(ReImportation, X8_lists_what_returns_what_does_not_and_what_was_processed_abroad) {
  ALife life{a_carnet()};
  life.leave("1-4");
  EXPECT_EQ(said(life.commit(re_importation, "CH", "4-5")), "goods_already_at_home X8");
  EXPECT_EQ(said(life.commit(re_importation, "DE", "4")), "only_home_customs X4");
  auto declaration = life.declare(re_importation, "CH", "1-3");
  declaration.declared.not_re_imported = life.goods("4");
  declaration.declared.processed_abroad = life.goods("2, 4");
  EXPECT_EQ(fields_said(life.commit(declaration, "CH")), (Said{"/processed_abroad processed_goods_not_returned"}));
  declaration.declared.processed_abroad = life.goods("2");
  OfficerFields fields;
  fields.not_re_imported = {{life.goods("4"), Action::home_use, "sold in Berlin"}};
  life.must(life.commit(declaration, "CH", fields));
  EXPECT_EQ(life.open("CH_LI", LotKind::exportation), "");
  EXPECT_EQ(life.history.back().processed_abroad, life.goods("2"));
}

TEST(Transit, X8_is_opened_with_seals_and_closed_by_any_office_of_the_territory) {
  ALife life{a_carnet()};
  OfficerFields sealed, intact;
  sealed.seals = "AT 4711";
  intact.seals_intact = true;
  life.leave("1-4").must(transit_open, "AT", "1-4", sealed);
  EXPECT_EQ(said(life.commit(transit_open, "FR", "1")), "goods_already_in_transit X8");
  EXPECT_EQ(said(life.commit(transit_close, "GB", "1")), "transit_not_open X8");
  life.must(transit_close, "DE", "1-4", intact);
  EXPECT_EQ(life.history.back().seals_intact, true);
  EXPECT_EQ(said(life.commit(transit_close, "AT", "1")), "transit_not_open X8");
  EXPECT_EQ(said(life.commit(importation, "DE", "1-4")), "accepted");
  EXPECT_EQ(said(life.commit(transit_open, "CH", "1")), "only_foreign_customs X6");
}

TEST(Commit, X11_a_declaration_is_committed_at_most_once_and_the_others_are_told_by_whom_and_when) {
  ALife life{a_carnet()};
  life.leave("");
  const auto declaration = life.declare(exportation, "CH", "1-4");
  life.must(life.commit(declaration, "CH"));
  const auto again = life.commit(declaration, "LI");
  EXPECT_EQ(said(again), "declaration_already_committed X11");
  EXPECT_EQ(again.error().params.at("by"), "Officer CH, Customs CH");
  EXPECT_EQ(again.error().params.at("at"), to_text(life.history.back().committed_at));
}

TEST(Commit, X2_X6_T1_a_declaration_of_another_carnet_territory_or_without_signature_is_refused) {
  ALife life{a_carnet()};
  life.leave("1-4");
  auto declaration = life.declare(importation, "DE", "1");
  EXPECT_EQ(said(life.commit(declaration, "GB")), "declaration_for_another_territory X6");
  EXPECT_EQ(said(life.commit(declaration, "FR")), "accepted") << "any office of the territory";
  declaration = life.declare(importation, "DE", "2");
  declaration.signed_at.reset();
  EXPECT_EQ(said(life.commit(declaration, "DE")), "declaration_not_signed T1");
  declaration = life.declare(importation, "DE", "2");
  declaration.carnet_id = 1;
  EXPECT_EQ(said(life.commit(declaration, "DE")), "declaration_of_another_carnet X2");
  EXPECT_EQ(said(life.commit(importation, "DE", "")), "no_goods_chosen T4");
}

TEST(Commit, C3_every_field_error_is_named_at_once) {
  ALife life{a_carnet()};
  life.leave("1-4").must(importation, "DE", "1-4");
  auto declaration = life.declare(re_exportation, "DE", "1-4");
  declaration.declared.goods.add(0, 1);
  declaration.declared.goods.add(3, 7);
  declaration.declared.not_re_imported = life.goods("5");
  declaration.declared.not_produced = life.goods("4");
  OfficerFields fields;
  fields.final_date = day("2026-12-01");
  EXPECT_EQ(fields_said(life.commit(declaration, "DE", fields)),
            (Said{"/not_re_imported list_does_not_belong", "/goods too_many_pieces", "/goods item_not_on_list",
                  "/final_date field_does_not_belong"}));
  declaration = life.declare(re_exportation, "DE", "1-4");
  declaration.declared.not_produced = life.goods("4");
  EXPECT_EQ(fields_said(life.commit(declaration, "DE")), (Said{"/goods item_in_two_lists"}));
}

TEST(Reject, X13_needs_a_reason_and_uses_nothing_up) {
  ALife life{a_carnet()};
  life.leave("1-4");
  const auto declaration = life.declare(importation, "DE", "1");
  const auto before = life.ledger();
  EXPECT_EQ(fields_said(decide_reject(life.history, declaration, " ")), (Said{"/reason reason_missing"}));
  EXPECT_EQ(said(decide_reject(life.history, declaration, "Serial numbers differ")), "accepted");
  EXPECT_EQ(life.ledger(), before);
  life.must(life.commit(declaration, "DE"));
  EXPECT_EQ(said(decide_reject(life.history, declaration, "Too late")), "declaration_already_committed X11");
}

TEST(Receipt, X16_the_counterfoil_shows_what_holder_and_association_may_see) {
  ALife life{a_carnet()};
  life.leave("1-5").must(importation, "DE", "1-5");
  auto declaration = life.declare(re_exportation, "DE", "1-4");
  declaration.declared.not_re_exported = life.goods("5");
  OfficerFields fields;
  fields.not_re_exported = {{life.goods("5"), Action::home_use, "duty paid"}};
  fields.remarks = "for colleagues";
  life.must(life.commit(declaration, "DE", fields));
  const auto shown = counterfoil_of(life.history.back());
  EXPECT_EQ(shown.office, "Customs DE");
  EXPECT_EQ(shown.goods, life.goods("1-4"));
  EXPECT_EQ(shown.not_re_exported, fields.not_re_exported);
  EXPECT_FALSE(shown.cancelled_at);
  EXPECT_EQ(counterfoil_of(life.history[2]).final_date, life.carnet.valid_until);
}

}  // namespace opencarnet::carnet
