#include "customs/customs_fixture.h"

namespace opencarnet::customs {

using enum carnet::TransactionType;
using carnet::testing::fields_said;
using carnet::testing::said;

struct ScanCode : CustomsFixture {
  Result<Answer> type_in(const edge::Actor& actor, const std::string& carnet, const std::string& code) {
    return call("scan_code", actor, {{"carnet", carnet}, {"transaction_code", code}});
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(ScanCode);

TEST_P(ScanCode, X2_a_genuine_qr_leads_to_its_declaration) {
  const auto shown = sign(validation, "CH", "1-20");
  const auto found = scan(zurich, shown);
  ASSERT_TRUE(found) << said(found);
  EXPECT_EQ(found->body.at("declaration_id"), shown.declaration_id);
  EXPECT_EQ(found->body.at("carnet_number"), "CHTA00000901");
  EXPECT_EQ(found->body.at("office_id"), zurich.office_id);
  EXPECT_EQ(last_event("declaration_presented").at("declaration_id"), shown.declaration_id);
  EXPECT_EQ(count("presentations"), 1);
  EXPECT_EQ(count("events WHERE type = 'declaration_presented'"), 1);
}

TEST_P(ScanCode, X2_a_typed_code_works_too_however_it_is_written) {
  const auto shown = sign(validation, "CH", "1-20");
  const auto code = shown.transaction_code;
  std::string small = code.substr(0, 4) + " - " + code.substr(4);
  for (auto& c : small) c = static_cast<char>(std::tolower(c));
  for (const auto& carnet : {"768255", "CHTA00000901", "chta 0000 0901"})
    EXPECT_TRUE(type_in(zurich, carnet, small)) << carnet;
  EXPECT_TRUE(call("scan_code", zurich, {{"qr", shown.short_qr}}));
  EXPECT_EQ(call("scan_code", zurich, {{"qr", "OC1S:768255:" + code}}).error().code, Code::qr_of_another_system);
}

TEST_P(ScanCode, X2_what_is_not_ours_or_was_changed_is_told_apart) {
  const auto shown = sign(validation, "CH", "1-20");
  EXPECT_EQ(said(call("scan_code", zurich, {{"qr", "WIFI:S:guest;;"}})), "qr_of_another_system X2");
  auto changed = shown.qr;
  changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
  EXPECT_EQ(said(call("scan_code", zurich, {{"qr", changed}})), "qr_damaged X2");
  const auto before = ring;
  ring = {};
  ring.rotate(now);
  EXPECT_EQ(said(scan(zurich, shown)), "qr_key_unknown X2");
  ring = before;
  EXPECT_EQ(count("presentations"), 0);
}

TEST_P(ScanCode, exactly_one_way_of_scanning_is_taken_and_every_wrong_field_named) {
  using Fields = std::vector<std::string>;
  EXPECT_EQ(fields_said(call("scan_code", zurich, json::object())), Fields{"/qr missing_field"});
  EXPECT_EQ(fields_said(call("scan_code", zurich, {{"carnet", "768255"}})), Fields{"/transaction_code missing_field"});
  EXPECT_EQ(fields_said(call("scan_code", zurich, {{"transaction_code", "x"}})), Fields{"/carnet missing_field"});
  EXPECT_EQ(fields_said(call("scan_code", zurich, {{"qr", "OC1:"}, {"carnet", "768255"}})),
            Fields{"/qr scan_in_one_way"});
  EXPECT_EQ(fields_said(type_in(zurich, "768255", "PNH4")), Fields{"/transaction_code code_malformed"});
}

TEST_P(ScanCode, X1_an_unknown_carnet_and_a_wrong_code_answer_the_same) {
  sign(validation, "CH", "1-20");
  const auto wrong = type_in(zurich, "768255", "0000000000000");
  const auto unknown = type_in(zurich, "999999", "0000000000000");
  ASSERT_FALSE(wrong);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(wrong.error(), unknown.error());
  EXPECT_EQ(said(wrong), "code_unknown X1");
}

TEST_P(ScanCode, X1_a_code_never_answers_for_another_carnet) {
  const auto shown = sign(validation, "CH", "1-20");
  auto other = edelweiss;
  other.carnet_id = 768256;
  other.number = "CHTA00000902";
  issue(other);
  EXPECT_EQ(said(type_in(zurich, "768256", shown.transaction_code)), "code_unknown X1");
}

TEST_P(ScanCode, X1_a_guesser_is_slowed_down_though_each_try_is_refused) {
  const auto shown = sign(validation, "CH", "1-20");
  for (int i = 0; i < 5; ++i) EXPECT_EQ(said(type_in(zurich, "768255", "0000000000000")), "code_unknown X1");
  EXPECT_EQ(said(type_in(zurich, "768255", shown.transaction_code)), "too_many_attempts ");
  EXPECT_TRUE(scan(zurich, shown)) << "the QR is no guess";
  EXPECT_EQ(said(type_in(basel, "768255", shown.transaction_code)), "too_many_attempts ") << "per carnet";
  now += std::chrono::hours{2};
  EXPECT_TRUE(type_in(zurich, "768255", shown.transaction_code));
}

TEST_P(ScanCode, X1_an_officer_who_tries_many_carnets_is_slowed_down_too) {
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(said(type_in(zurich, std::to_string(900000 + i), "0000000000000")), "code_unknown X1");
  EXPECT_EQ(said(type_in(zurich, "768255", "0000000000000")), "too_many_attempts ");
  EXPECT_EQ(said(type_in(basel, "768255", "0000000000000")), "code_unknown X1");
}

TEST_P(ScanCode, X1_typing_right_codes_all_day_locks_nobody_out) {
  const auto shown = sign(validation, "CH", "1-20");
  for (int i = 0; i < 30; ++i) ASSERT_TRUE(type_in(zurich, "768255", shown.transaction_code)) << i;
}

TEST_P(ScanCode, X1_a_right_code_does_not_pay_for_wrong_ones_of_other_carnets) {
  const auto shown = sign(validation, "CH", "1-20");
  for (int i = 0; i < 4; ++i)
    EXPECT_EQ(said(type_in(zurich, std::to_string(900000 + i), "0000000000000")), "code_unknown X1");
  ASSERT_TRUE(type_in(zurich, "768255", shown.transaction_code));
  EXPECT_EQ(said(type_in(zurich, "900004", "0000000000000")), "code_unknown X1");
  EXPECT_EQ(said(type_in(zurich, "900005", "0000000000000")), "too_many_attempts ");
}

TEST_P(ScanCode, T7_an_old_qr_or_code_is_told_that_it_was_replaced_and_when) {
  const auto old = sign(exportation, "CH", "1-13");
  void_signature(old);
  const auto unsigned_now = scan(zurich, old);
  EXPECT_EQ(said(unsigned_now), "declaration_replaced T7");
  EXPECT_EQ(unsigned_now.error().params.at("newest"), "not signed yet, replaced at 2026-06-15T09:00:00.000Z");
  const auto other = sign(exportation, "CH", "1-13");
  const auto newer = sign_again(other, "1-12");
  for (const auto& refused : {scan(zurich, other), type_in(zurich, "768255", other.transaction_code)}) {
    EXPECT_EQ(said(refused), "declaration_replaced T7");
    EXPECT_EQ(refused.error().params.at("scanned"), "1");
    EXPECT_EQ(refused.error().params.at("newest").substr(0, 1), "2");
  }
  EXPECT_TRUE(scan(zurich, newer));
}

TEST_P(ScanCode, X6_a_declaration_for_another_territory_says_for_which) {
  const auto shown = sign(importation, "DE", "1-4");
  const auto refused = scan(zurich, shown);
  EXPECT_EQ(said(refused), "declaration_for_another_territory X6");
  EXPECT_EQ(refused.error().params.at("declared"), "EU");
  EXPECT_EQ(said(scan(reunion, shown)), "declaration_for_another_territory X6") << "Reunion is its own territory";
  EXPECT_TRUE(scan(madrid, shown)) << "any member country of the territory";
  EXPECT_EQ(count("presentations"), 1);
}

TEST_P(ScanCode, V3_an_officer_acts_at_offices_of_the_region_only) {
  const auto shown = sign(validation, "CH", "1-20");
  const auto at = [&](const edge::Actor& actor, const std::string& office_id) {
    return call("scan_code", actor, {{"qr", shown.qr}, {"office_id", office_id}});
  };
  using Fields = std::vector<std::string>;
  EXPECT_EQ(fields_said(at(zurich, basel.office_id)), Fields{"/office_id office_not_yours"});
  EXPECT_EQ(fields_said(at(zurich, weil.office_id)), Fields{"/office_id office_not_yours"});
  EXPECT_EQ(fields_said(at(zurich, "00000000000000000000")), Fields{"/office_id office_not_yours"});
  EXPECT_EQ(fields_said(at(officer("zurich", edge::Role::regional_manager), basel.office_id)),
            Fields{"/office_id office_not_yours"});
  for (const auto role : {edge::Role::controller, edge::Role::admin}) {
    EXPECT_TRUE(at(officer("zurich", role), basel.office_id));
    EXPECT_FALSE(at(officer("zurich", role), weil.office_id)) << "nobody acts for another administration";
  }
  auto homeless = zurich;
  homeless.office_id.clear();
  EXPECT_EQ(fields_said(scan(homeless, shown)), Fields{"/office_id missing_field"});
}

}  // namespace opencarnet::customs
