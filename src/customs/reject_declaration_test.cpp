#include "customs/customs_fixture.h"

namespace opencarnet::customs {

using enum carnet::TransactionType;
using carnet::testing::fields_said;
using carnet::testing::said;
using Fields = std::vector<std::string>;

struct RejectDeclaration : CustomsFixture {
  void SetUp() override {
    CustomsFixture::SetUp();
    shown = sign(validation, "CH", "1-20");
    ASSERT_TRUE(scan(zurich, shown));
  }
  Result<Answer> reject(const edge::Actor& actor, const std::string& reason = "Serial numbers do not match") {
    return call("reject_declaration", actor, {{"reason", reason}}, {{"declaration_id", shown.declaration_id}});
  }
  Shown shown;
};
INSTANTIATE_FOR_BOTH_ENGINES(RejectDeclaration);

TEST_P(RejectDeclaration, X13_a_rejected_declaration_is_not_committed_until_it_is_signed_again) {
  const auto answer = reject(zurich);
  ASSERT_TRUE(answer) << said(answer);
  EXPECT_EQ(answer->body.at("rejected_at"), "2026-06-15T09:00:00.000Z");
  EXPECT_EQ(said(commit(zurich, shown)), "declaration_rejected X13");
  EXPECT_EQ(said(reject(zurich)), "declaration_rejected X13");
  EXPECT_EQ(
      said(call("correct_declaration", zurich, {{"remarks", "x"}}, {{"declaration_id", shown.declaration_id}}, "1.0")),
      "declaration_rejected X13");
  const auto opened = open(zurich, shown);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->body.at("declaration").at("state"), "rejected");
  EXPECT_EQ(opened->body.at("steps"), json::array());
  EXPECT_EQ(opened->body.at("warnings").at(0).at("code"), "declaration_rejected");
  const auto newer = sign_again(shown);
  ASSERT_TRUE(scan(zurich, newer));
  EXPECT_TRUE(commit(zurich, newer)) << "nothing was used up";
}

TEST_P(RejectDeclaration, V2_the_reason_stays_inside_the_territory) {
  ASSERT_TRUE(reject(zurich));
  const auto event = last_event("declaration_rejected");
  EXPECT_EQ(event.at("declaration_id"), shown.declaration_id);
  EXPECT_EQ(event.dump().find("Serial"), std::string::npos);
  const auto history = call("get_history", basel, {}, {{"carnet_id", "768255"}});
  ASSERT_TRUE(history);
  EXPECT_EQ(history->body.at("rejections").at(0).at("reason"), "Serial numbers do not match");
  const auto import = sign(importation, "DE", "1-4");
  ASSERT_TRUE(scan(weil, import));
  EXPECT_EQ(call("get_history", weil, {}, {{"carnet_id", "768255"}})->body.at("rejections"), json::array());
}

TEST_P(RejectDeclaration, X13_needs_a_reason_and_something_to_reject) {
  EXPECT_EQ(fields_said(reject(zurich, "  ")), Fields{"/reason reason_missing"});
  EXPECT_EQ(said(reject(weil)), "not_found ");
  ASSERT_TRUE(commit(zurich, shown));
  EXPECT_EQ(said(reject(zurich)), "declaration_already_committed X11");
  EXPECT_EQ(count("rejections"), 0);
}

}  // namespace opencarnet::customs
