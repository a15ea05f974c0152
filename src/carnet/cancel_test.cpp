#include "carnet/cancel.h"

#include <gtest/gtest.h>

#include "carnet/correction.h"
#include "carnet/testing.h"

namespace opencarnet::carnet {
namespace {

using namespace testing;
using enum TransactionType;
using Said = std::vector<std::string>;

}  // namespace

TEST(Cancel, X14_only_the_administration_that_committed_and_only_once) {
  ALife life{a_carnet()};
  life.leave("1-4").must(importation, "DE", "1-4");
  const auto id = life.history.back().transaction_id;
  EXPECT_EQ(said(life.cancel(id, "FR")), "only_committing_administration X14");
  EXPECT_EQ(said(life.cancel("unknown", "DE")), "no_such_transaction X14");
  EXPECT_EQ(fields_said(decide_cancel(life.carnet, life.history, id, "DE", {})), (Said{"/reason reason_missing"}));
  EXPECT_EQ(said(life.cancel(id, "DE")), "accepted");
  EXPECT_EQ(said(life.cancel(id, "DE")), "transaction_already_cancelled X14");
}

TEST(Cancel, X14_puts_the_goods_back_and_the_declaration_may_come_again_when_signed_again) {
  ALife life{a_carnet()};
  life.leave("1-4");
  const auto before = life.ledger();
  auto declaration = life.declare(importation, "DE", "1-4");
  life.must(life.commit(declaration, "DE"));
  EXPECT_NE(life.ledger(), before);
  ASSERT_TRUE(life.cancel(life.history.back().transaction_id, "DE"));
  EXPECT_EQ(life.ledger(), before);
  EXPECT_EQ(life.history.size(), 3U) << "the record stays for ever";
  EXPECT_EQ(said(life.commit(declaration, "DE")), "declaration_must_be_signed_again X14");
  declaration.signature_no = 2;
  EXPECT_EQ(said(life.commit(declaration, "DE")), "accepted");
}

TEST(Cancel, X14_not_while_a_later_transaction_depends_on_it) {
  ALife life{a_carnet()};
  life.leave("1-4").must(importation, "DE", "1-4").must(re_exportation, "DE", "1-2").must(importation, "GB", "1-2");
  const auto& history = life.history;
  auto refused = life.cancel(history[2].transaction_id, "DE");
  EXPECT_EQ(said(refused), "later_transaction_depends X14");
  EXPECT_EQ(refused.error().params.at("dependent"), "The re-exportation of 2026-02-01 at Customs DE");
  refused = life.cancel(history[3].transaction_id, "DE");
  EXPECT_EQ(refused.error().params.at("dependent"), "A later transaction of another customs territory")
      << "V1: not more than that";
  EXPECT_EQ(said(life.cancel(history[0].transaction_id, "CH")), "later_transaction_depends X14");
  for (const auto at : {4U, 3U, 2U, 1U, 0U})
    EXPECT_EQ(said(life.cancel(history[at].transaction_id, history[at].country)), "accepted");
  EXPECT_EQ(life.ledger(), fold(all_goods(life.carnet.general_list), "CH_LI", {}));
}

TEST(Cancel, X14_other_goods_do_not_stand_in_the_way) {
  ALife life{a_carnet().with_pieces(4, 6)};
  life.leave("1-4").must(importation, "DE", "1, 4x2").must(importation, "DE", "2, 4x2").must(re_exportation, "DE", "2");
  EXPECT_EQ(said(life.cancel(life.history[2].transaction_id, "DE")), "accepted");
  EXPECT_EQ(life.open("EU"), "4x2");
  EXPECT_EQ(life.where({PlaceKind::exported, {}}), "1, 3, 4x4");
}

TEST(Correction, X15_makes_the_list_smaller_never_larger_and_records_every_change) {
  ALife life{a_carnet()};
  life.leave("1-4");
  auto declaration = life.declare(importation, "DE", "1-3");
  declaration.transport_details = "ZH 123 456";
  const auto signed_goods = declaration.declared.goods;
  const auto listed = all_goods(life.carnet.general_list);
  Correction correction;
  correction.goods = life.goods("1-4");
  EXPECT_EQ(fields_said(correct(declaration, signed_goods, listed, correction)),
            (Said{"/goods correction_adds_goods"}));
  correction.goods = life.goods("1-2");
  correction.transport_details = "ZH 654 321";
  correction.packaging = "";
  correction.identification_marks = std::map<int, std::string>{{1, "seal 5"}};
  const auto corrected = correct(declaration, signed_goods, listed, correction).value();
  EXPECT_EQ(corrected.corrections, (std::vector<Change>{{"transport_details", "ZH 123 456", "ZH 654 321"},
                                                        {"identification_marks", "", "1: seal 5"},
                                                        {"goods", "1-3", "1-2"}}));
  life.must(life.commit(corrected, "DE"));
  EXPECT_EQ(life.history.back().goods, life.goods("1-2"));
  EXPECT_EQ(life.history.back().corrections, corrected.corrections);
  Correction back;
  back.goods = signed_goods;
  EXPECT_EQ(correct(corrected, signed_goods, listed, back).value().declared.goods, signed_goods);
  back.goods = Goods{};
  back.identification_marks = std::map<int, std::string>{{77, "no such item"}};
  EXPECT_EQ(fields_said(correct(corrected, signed_goods, listed, back)),
            (Said{"/goods no_goods_chosen", "/identification_marks item_not_on_list"}));
}

TEST(Correction, X15_X17_a_smaller_list_would_split_an_importation) {
  ALife life{a_carnet()};
  life.territory("EU").refuses_split_importation = true;
  life.leave("1-3");
  auto declaration = life.declare(importation, "DE", "1-3");
  Correction correction;
  correction.goods = life.goods("1-2");
  const auto corrected =
      correct(declaration, declaration.declared.goods, all_goods(life.carnet.general_list), correction).value();
  EXPECT_EQ(said(life.commit(corrected, "DE")), "split_importation_refused X17");
}

TEST(Editing, T7_voids_the_signature_and_the_old_code_is_known_as_replaced) {
  ALife life{a_carnet()};
  life.leave("1-4");
  auto declaration = life.declare(importation, "DE", "1-3");
  declaration.corrections.push_back({"remarks", "", "seen"});
  EXPECT_EQ(said(check_scanned(declaration, 1)), "accepted");
  const auto edited = void_signature(declaration);
  EXPECT_FALSE(edited.signed_at);
  EXPECT_TRUE(edited.corrections.empty());
  EXPECT_EQ(said(check_scanned(edited, 1)), "declaration_replaced T7");
  EXPECT_EQ(said(life.commit(edited, "DE")), "declaration_not_signed T1");
  declaration.signature_no = 2;
  EXPECT_EQ(said(check_scanned(declaration, 1)), "declaration_replaced T7");
  EXPECT_EQ(said(check_editable(life.history, declaration)), "accepted");
  life.must(life.commit(declaration, "DE"));
  EXPECT_EQ(said(check_editable(life.history, declaration)), "declaration_is_committed T7");
  ASSERT_TRUE(life.cancel(life.history.back().transaction_id, "DE"));
  EXPECT_EQ(said(check_editable(life.history, declaration)), "accepted") << "X14: it may be edited and presented again";
}

}  // namespace opencarnet::carnet
