#include <fmt/format.h>

#include "issuing/issuing_fixture.h"

namespace opencarnet::issuing {
namespace {

struct CheckDraft : IssuingFixture {};
INSTANTIATE_FOR_BOTH_ENGINES(CheckDraft);

TEST_P(CheckDraft, a_fit_draft_is_ready) {
  const auto carnet_id = drafted(band_on_tour());
  const auto answer = check(carnet_id, chamber).value();
  EXPECT_EQ(answer.body.at("ready"), true) << answer.body;
  EXPECT_EQ(answer.body.at("totals").at("items"), 13);
  EXPECT_TRUE(answer.body.at("errors").empty());
  EXPECT_EQ(events_of_carnet(carnet_id).size(), 1U);  // nothing changed
  ASSERT_EQ(audited.size(), 1U);
  EXPECT_EQ(audited[0].action, "check_draft");
}

TEST_P(CheckDraft, every_error_is_told_with_place_rule_and_words) {
  auto body = band_on_tour();
  body["valid_until"] = "2027-03-10";
  body["intended_use"] = "MT";  // means of transport: the Union takes no carnets for it
  body.erase("holder");
  const auto answer = check(drafted(body), chamber).value();
  EXPECT_EQ(answer.body.at("ready"), false);
  const auto& errors = answer.body.at("errors");
  ASSERT_GE(errors.size(), 3U) << errors;
  EXPECT_EQ(errors[0].at("pointer"), "/valid_until");
  EXPECT_EQ(errors[0].at("code"), "validity_longer_than_a_year");
  EXPECT_EQ(errors[0].at("rule"), "C2");
  EXPECT_NE(errors[0].at("detail").get<std::string>().find("2027-01-09"), std::string::npos);
  EXPECT_EQ(errors[1].at("pointer"), "/holder");
  EXPECT_EQ(errors[2].at("pointer"), "/territories/0");
  EXPECT_EQ(errors[2].at("code"), "use_not_accepted");
}

TEST_P(CheckDraft, C2_today_is_the_day_in_the_country_of_the_association) {
  now = *parse_instant("2026-01-10T23:30:00.000Z");  // already the 11th in Zürich
  auto body = band_on_tour();
  body["valid_until"] = "2027-01-10";
  EXPECT_EQ(check(drafted(body), chamber).value().body.at("ready"), true);
  body["valid_until"] = "2026-01-10";
  const auto past = check(drafted(body), chamber).value();
  EXPECT_EQ(past.body.at("errors").at(0).at("code"), "validity_ends_before_it_begins");
}

TEST_P(CheckDraft, C1_a_number_given_before_is_told) {
  ASSERT_TRUE(issue(drafted(band_on_tour()), chamber));
  const auto answer = check(drafted(band_on_tour()), chamber).value();
  ASSERT_EQ(answer.body.at("errors").size(), 1U);
  EXPECT_EQ(answer.body.at("errors").at(0).at("code"), "carnet_number_taken");
}

TEST_P(CheckDraft, C5_disabled_territories_and_unknown_uses_are_told) {
  auto body = band_on_tour();
  body["territories"] = {"GB", "AW"};  // of low certainty, so disabled
  body["intended_use"] = "ZZ";
  const auto errors = check(drafted(body), chamber).value().body.at("errors");
  ASSERT_EQ(errors.size(), 2U) << errors;
  EXPECT_EQ(errors[0].at("code"), "intended_use_unknown");
  EXPECT_EQ(errors[1].at("pointer"), "/territories/1");
  EXPECT_EQ(errors[1].at("code"), "territory_not_in_directory");
}

TEST_P(CheckDraft, refusals) {
  const auto carnet_id = drafted(band_on_tour());
  EXPECT_EQ(code_of(check(carnet_id, other)), Code::not_found);
  EXPECT_EQ(code_of(check(carnet_id + 1, chamber)), Code::not_found);
  sql("UPDATE associations SET enabled = 0 WHERE association_id = 'NGA-CH'");
  EXPECT_EQ(code_of(check(carnet_id, chamber)), Code::association_may_not_issue);
  EXPECT_EQ(code_of(issue(carnet_id, chamber)), Code::association_may_not_issue);
  sql("UPDATE associations SET enabled = 1 WHERE association_id = 'NGA-CH'");
  ASSERT_TRUE(issue(carnet_id, chamber));
  EXPECT_EQ(code_of(check(carnet_id, chamber)), Code::carnet_already_issued);
}

TEST_P(CheckDraft, C3_ten_thousand_items_are_checked_and_issued) {
  auto body = band_on_tour();
  body["general_list"] = band_list(10'000);
  const auto timed = [](const char* what, auto work) {
    const auto begin = std::chrono::steady_clock::now();
    auto result = work();
    const auto ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count();
    fmt::print("{} of 10,000 items: {} ms\n", what, ms);
    return result;
  };
  const auto carnet_id = timed("create_draft", [&] { return drafted(body); });
  EXPECT_TRUE(timed("check_draft", [&] { return check(carnet_id, chamber); }).value().body.at("ready").get<bool>());
  EXPECT_TRUE(timed("issue_carnet", [&] { return issue(carnet_id, chamber); }));
  EXPECT_EQ(timed("get_carnet", [&] { return get(carnet_id, chamber); }).value().body.at("general_list").size(),
            10'000U);
}

}  // namespace
}  // namespace opencarnet::issuing
