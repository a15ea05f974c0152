#include "customs/customs_fixture.h"

namespace opencarnet::customs {

using enum carnet::TransactionType;
using carnet::testing::fields_said;
using carnet::testing::said;
using Fields = std::vector<std::string>;

struct CancelTransaction : CustomsFixture {
  void SetUp() override {
    CustomsFixture::SetUp();
    validate();
    shown = sign(exportation, "CH", "1-13");
    ASSERT_TRUE(scan(zurich, shown));
    transaction_id = transaction_in(commit(zurich, shown)->body);
  }
  Shown shown;
  std::string transaction_id;
};
INSTANTIATE_FOR_BOTH_ENGINES(CancelTransaction);

TEST_P(CancelTransaction, X14_with_the_holders_code_the_goods_are_where_they_were) {
  const auto answer = cancel(zurich, transaction_id, shown.cancellation_code);
  ASSERT_TRUE(answer) << said(answer);
  EXPECT_EQ(answer->body.at("transaction").at("cancelled"), true);
  EXPECT_EQ(answer->body.at("transaction").at("cancelled_reason"), "Wrong truck");
  const auto document = answer->document();
  for (const auto& place : document.at("places")) EXPECT_EQ(place.at("place"), "home");
  EXPECT_EQ(count("transactions"), 2) << "the record stays for ever";
  const auto event = last_event("transaction_cancelled");
  EXPECT_EQ(event.at("transaction_id"), transaction_id);
  EXPECT_EQ(event.dump().find("Wrong truck"), std::string::npos);
  EXPECT_EQ(said(cancel(zurich, transaction_id, shown.cancellation_code)), "transaction_already_cancelled X14");
}

TEST_P(CancelTransaction, X14_the_declaration_is_presented_again_with_new_codes_only) {
  ASSERT_TRUE(cancel(zurich, transaction_id, shown.cancellation_code));
  EXPECT_EQ(said(commit(zurich, shown)), "declaration_must_be_signed_again X14");
  EXPECT_EQ(said(open(zurich, shown)), "declaration_must_be_signed_again X14");
  const auto newer = sign_again(shown, "1-12");
  EXPECT_EQ(said(scan(zurich, shown)), "declaration_replaced T7");
  ASSERT_TRUE(scan(zurich, newer));
  EXPECT_TRUE(commit(zurich, newer));
}

TEST_P(CancelTransaction, X1_a_wrong_code_changes_nothing_and_is_counted) {
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(said(cancel(zurich, transaction_id, "0000 0000 0000")), "cancellation_code_wrong X14");
  EXPECT_EQ(said(cancel(zurich, transaction_id, shown.cancellation_code)), "too_many_attempts ");
  EXPECT_EQ(said(cancel(basel, transaction_id, shown.cancellation_code)), "too_many_attempts ") << "per transaction";
  EXPECT_EQ(count("cancellations"), 0);
  now += std::chrono::hours{1};
  EXPECT_TRUE(cancel(zurich, transaction_id, shown.cancellation_code));
}

TEST_P(CancelTransaction, X1_the_transaction_code_is_not_the_cancellation_code) {
  EXPECT_EQ(fields_said(cancel(zurich, transaction_id, shown.transaction_code, " ")),
            (Fields{"/cancellation_code code_malformed", "/reason reason_missing"}));
}

TEST_P(CancelTransaction, X14_only_the_administration_that_committed_it) {
  EXPECT_EQ(said(cancel(weil, transaction_id, shown.cancellation_code)), "not_found ") << "another territory";
  EXPECT_EQ(said(cancel(zurich, new_id(), shown.cancellation_code)), "not_found ");
  const auto import = sign(importation, "DE", "1-4");
  ASSERT_TRUE(scan(weil, import));
  const auto german = transaction_in(commit(weil, import)->body);
  EXPECT_EQ(said(cancel(madrid, german, import.cancellation_code)), "only_committing_administration X14");
  EXPECT_TRUE(cancel(berlin, german, import.cancellation_code)) << "any office of the same administration";
}

TEST_P(CancelTransaction, X14_one_administration_with_two_territories_cancels_in_both) {
  const auto import = sign(importation, "RE", "1-4");
  ASSERT_TRUE(scan(reunion, import));
  const auto committed = transaction_in(commit(reunion, import)->body);
  EXPECT_TRUE(cancel(paris, committed, import.cancellation_code));
}

TEST_P(CancelTransaction, X14_not_once_a_later_transaction_depends_on_it) {
  cross(weil, importation, "1-4");
  const auto refused = cancel(zurich, transaction_id, shown.cancellation_code);
  EXPECT_EQ(said(refused), "later_transaction_depends X14");
  EXPECT_EQ(refused.error().params.at("dependent").find("weil"), std::string::npos) << "V1";
}

}  // namespace opencarnet::customs
