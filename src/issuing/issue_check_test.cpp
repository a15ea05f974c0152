#include "issuing/issue_check.h"

#include <chrono>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "issuing/issuing_fixture.h"

namespace opencarnet::issuing {
namespace {

carnet::Territory territory(const std::string& code, const std::set<std::string>& uses) {
  carnet::Territory made;
  made.code = code;
  made.accepted_uses = uses;
  return made;
}

IssueFacts swiss_facts() {
  IssueFacts facts;
  facts.carnet_id = 768255;
  facts.country = "CH";
  facts.home = "CH_LI";
  facts.today = *parse_day("2026-01-10");
  facts.use_known = true;
  facts.territories = {territory("CH_LI", {"PE"}), territory("EU", {"PE"}), territory("GB", {"PE"}),
                       territory("DZ", {})};
  return facts;
}

std::vector<std::string> told(const json& body, const IssueFacts& facts = swiss_facts()) {
  std::vector<std::string> lines;
  for (const auto& error : check_issue(draft_of(body), facts).errors)
    lines.push_back(error.pointer + " " + std::string(name(error.code)));
  return lines;
}
std::vector<std::string> told_of(const char* field, const json& value) {
  auto body = band_on_tour();
  body[field] = value;
  return told(body);
}
using Lines = std::vector<std::string>;

TEST(IssueCheck, a_fit_draft_has_no_errors_and_totals) {
  const auto checked = check_issue(draft_of(band_on_tour()), swiss_facts());
  EXPECT_TRUE(checked.errors.empty());
  EXPECT_EQ(checked.totals.value().pieces, 26);
  EXPECT_EQ(checked.carnet.issued_on, swiss_facts().today);
  EXPECT_EQ(checked.carnet.carnet_id, 768255);
}

TEST(IssueCheck, every_missing_field_is_named_once) {
  EXPECT_EQ(told(json::object()),
            (Lines{"/number missing_field", "/valid_until missing_field", "/currency missing_field",
                   "/intended_use missing_field", "/holder missing_field", "/territories missing_field",
                   "/sets missing_field", "/general_list general_list_empty"}));
}

TEST(IssueCheck, C1_a_number_begins_with_the_country_of_its_association) {
  EXPECT_EQ(told_of("number", "DETA00000901"), Lines{"/number number_of_another_country"});
  EXPECT_EQ(told_of("number", "CHTA1"), Lines{"/number carnet_number_malformed"});
}

TEST(IssueCheck, C1_a_number_is_given_once) {
  auto facts = swiss_facts();
  facts.number_taken = true;
  EXPECT_EQ(told(band_on_tour(), facts), Lines{"/number carnet_number_taken"});
}

TEST(IssueCheck, C2_at_most_a_year_the_last_day_included) {
  EXPECT_EQ(told_of("valid_until", "2027-01-09"), Lines{});
  EXPECT_EQ(told_of("valid_until", "2027-01-10"), Lines{"/valid_until validity_longer_than_a_year"});
  EXPECT_EQ(told_of("valid_until", "2026-01-10"), Lines{});
  EXPECT_EQ(told_of("valid_until", "2026-01-09"), Lines{"/valid_until validity_ends_before_it_begins"});
}

TEST(IssueCheck, C3_items_are_numbered_without_gaps) {
  auto list = band_list(4);
  list[1]["item"] = 3;
  list[3]["description"] = "  ";
  EXPECT_EQ(told_of("general_list", list), (Lines{"/general_list/1/item item_numbers_not_consecutive",
                                                  "/general_list/3/description item_without_description"}));
}

TEST(IssueCheck, C4_amounts_and_quantities_are_exact_and_told_once) {
  auto list = band_list(3);
  list[0]["value"] = "150.055";
  list[1]["weight_unit"] = "stone";
  list[2]["value"] = "999999999999999.00";
  EXPECT_EQ(told_of("general_list", list),
            (Lines{"/general_list/0/value amount_has_too_many_decimals", "/general_list/1/weight_unit unit_unknown",
                   "/general_list/2/value amount_too_large"}));
  EXPECT_EQ(told_of("currency", "XXX"), Lines{"/currency currency_unknown"});
}

TEST(IssueCheck, C5_territories_are_known_abroad_and_listed_once) {
  EXPECT_EQ(told_of("territories", {"EU", "CH_LI", "NOWH", "GB", "EU"}),
            (Lines{"/territories/1 home_territory_listed", "/territories/2 territory_not_in_directory",
                   "/territories/4 repeated_entry"}));
  EXPECT_EQ(told_of("territories", json::array()), Lines{"/territories no_destination_listed"});
}

TEST(IssueCheck, C5_the_use_is_known_and_accepted_in_each_territory) {
  EXPECT_EQ(told_of("territories", {"EU", "DZ"}), Lines{"/territories/1 use_not_accepted"});
  auto facts = swiss_facts();
  facts.use_known = false;
  auto body = band_on_tour();
  body["intended_use"] = "QQ";
  EXPECT_EQ(told(body, facts), Lines{"/intended_use intended_use_unknown"});
  EXPECT_EQ(told_of("type", "cpd"),
            (Lines{"/territories/0 carnet_type_not_accepted", "/territories/1 carnet_type_not_accepted"}));
}

TEST(IssueCheck, C5_holder_and_representatives_have_name_and_address) {
  const json nobody{{"kind", "person"}, {"name", " "}, {"address", {{"city", "Bern"}, {"country", "CH"}}}};
  EXPECT_EQ(told_of("holder", nobody), Lines{"/holder/name missing_field"});
  EXPECT_EQ(told_of("representatives", json::array({nobody})), Lines{"/representatives/0/name missing_field"});
}

TEST(IssueCheck, C6_goods_need_a_pair_to_leave_and_a_pair_to_arrive) {
  const auto sets = [](int out, int in, int transit) {
    return told_of("sets",
                   {{"exportation_re_importation", out}, {"importation_re_exportation", in}, {"transit", transit}});
  };
  EXPECT_EQ(sets(1, 0, 1), Lines{});
  EXPECT_EQ(sets(1, 1, 0), Lines{});
  EXPECT_EQ(sets(0, 0, 0),
            (Lines{"/sets/exportation_re_importation set_missing", "/sets/importation_re_exportation set_missing"}));
}

TEST(IssueCheck, everything_is_told_at_once_in_the_order_of_the_contract) {
  auto body = band_on_tour("DETA00000901");
  body["valid_until"] = "2028-01-01";
  body["territories"] = {"NOWH"};
  body["general_list"][10]["value"] = "1.001";
  body["general_list"][2]["item"] = 7;
  EXPECT_EQ(told(body),
            (Lines{"/number number_of_another_country", "/valid_until validity_longer_than_a_year",
                   "/territories/0 territory_not_in_directory", "/general_list/2/item item_numbers_not_consecutive",
                   "/general_list/10/value amount_has_too_many_decimals"}));
}

TEST(IssueCheck, C3_ten_thousand_items_are_judged_with_every_error_of_each) {
  auto body = band_on_tour();
  body["general_list"] = band_list(10'000);
  auto wrong = body;
  for (auto& item : wrong["general_list"]) item["value"] = "1.001";
  for (const auto* it : {&body, &wrong}) {
    const auto draft = draft_of(*it);
    const auto begin = std::chrono::steady_clock::now();
    const auto errors = check_issue(draft, swiss_facts()).errors.size();
    const auto took = std::chrono::steady_clock::now() - begin;
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
    fmt::print("10,000 items, {} errors: {} ms\n", errors, ms);
    EXPECT_EQ(errors, it == &body ? 0U : 10'000U);
  }
}

}  // namespace
}  // namespace opencarnet::issuing
