#include "customs/customs_fixture.h"

namespace opencarnet::customs {

using enum carnet::TransactionType;
using carnet::testing::fields_said;
using carnet::testing::said;
using Fields = std::vector<std::string>;

struct CorrectDeclaration : CustomsFixture {
  void SetUp() override {
    CustomsFixture::SetUp();
    validate();
    shown = sign(exportation, "CH", "1-13");
    ASSERT_TRUE(scan(zurich, shown));
  }
  Result<Answer> correct(const edge::Actor& actor, json body, const std::string& if_match) {
    return call("correct_declaration", actor, std::move(body), {{"declaration_id", shown.declaration_id}}, if_match);
  }
  Shown shown;
};
INSTANTIATE_FOR_BOTH_ENGINES(CorrectDeclaration);

TEST_P(CorrectDeclaration, X15_each_change_is_recorded_with_before_and_after_and_shown_to_the_holder) {
  const auto answer = correct(zurich,
                              {{"goods", "1-12"},
                               {"packaging", "9 cases"},
                               {"identification_marks", json::array({{{"item", 3}, {"marks", "Label 7"}}})}},
                              "1.0");
  ASSERT_TRUE(answer) << said(answer);
  EXPECT_EQ(answer->headers.at("ETag"), "\"1.1\"");
  const auto& declaration = answer->body.at("declaration");
  EXPECT_EQ(declaration.at("goods_ranges"), "1-12");
  EXPECT_EQ(declaration.at("signed_goods_ranges"), "1-13");
  EXPECT_EQ(declaration.at("packaging"), "9 cases");
  ASSERT_EQ(declaration.at("corrections").size(), 3U);
  const auto& goods = declaration.at("corrections").back();
  EXPECT_EQ(goods.at("field"), "goods");
  EXPECT_EQ(goods.at("before"), "1-13");
  EXPECT_EQ(goods.at("after"), "1-12");
  EXPECT_EQ(goods.at("officer"), "Officer of zurich");
  const auto event = last_event("declaration_corrected");
  EXPECT_EQ(event.at("declaration_id"), shown.declaration_id);
  EXPECT_EQ(event.at("corrections").size(), 3U);
  EXPECT_EQ(count("events WHERE type = 'declaration_corrected'"), 1);
}

TEST_P(CorrectDeclaration, X15_never_more_than_the_holder_signed_but_a_correction_can_be_taken_back) {
  EXPECT_EQ(fields_said(correct(zurich, {{"goods", "1-14"}}, "1.0")), Fields{"/goods correction_adds_goods"});
  EXPECT_EQ(fields_said(correct(zurich, {{"goods", "1-12,21,x"}}, "1.0")).size(), 2U);
  ASSERT_TRUE(correct(zurich, {{"goods", "1-12"}}, "1.0"));
  const auto back = correct(zurich, {{"goods", "1-13"}}, "1.1");
  ASSERT_TRUE(back) << said(back);
  EXPECT_EQ(back->body.at("declaration").at("corrections").size(), 2U);
}

TEST_P(CorrectDeclaration, T6_two_officers_never_overwrite_each_other) {
  EXPECT_EQ(said(correct(zurich, {{"goods", "1-12"}}, "")), "precondition_required T6");
  ASSERT_TRUE(correct(zurich, {{"goods", "1-12"}}, "1.0"));
  const auto refused = correct(basel, {{"remarks", "Seen"}}, "1.0");
  EXPECT_EQ(said(refused), "newer_version_exists T6");
  EXPECT_EQ(refused.error().params.at("newest"), "1.1");
}

TEST_P(CorrectDeclaration, a_correction_that_changes_nothing_leaves_nothing) {
  const auto answer = correct(zurich, {{"goods", "1-13"}}, "1.0");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->headers.at("ETag"), "\"1.0\"");
  EXPECT_EQ(count("corrections"), 0);
  EXPECT_EQ(count("events WHERE type = 'declaration_corrected'"), 0);
}

TEST_P(CorrectDeclaration, X15_is_what_gets_committed_and_a_new_signature_starts_without_it) {
  ASSERT_TRUE(correct(zurich, {{"goods", "1-12"}, {"remarks", "13 stayed"}}, "1.0"));
  const auto committed = commit(zurich, shown);
  ASSERT_TRUE(committed);
  const auto& transaction = committed->body.at("transactions").at(0);
  EXPECT_EQ(transaction.at("goods_ranges"), "1-12");
  EXPECT_EQ(transaction.at("remarks"), "13 stayed");
  EXPECT_EQ(transaction.at("corrections").size(), 2U);
  ASSERT_TRUE(cancel(zurich, transaction_in(committed->body), shown.cancellation_code));
  const auto newer = sign_again(shown, "1-13");
  ASSERT_TRUE(scan(zurich, newer));
  EXPECT_EQ(open(zurich, newer)->body.at("declaration").at("corrections"), json::array());
}

TEST_P(CorrectDeclaration, only_while_it_lies_open_before_this_administration) {
  EXPECT_EQ(said(correct(weil, {{"goods", "1-12"}}, "1.0")), "not_found ");
  ASSERT_TRUE(commit(zurich, shown));
  EXPECT_EQ(said(correct(zurich, {{"goods", "1-12"}}, "1.0")), "declaration_already_committed X11");
}

}  // namespace opencarnet::customs
