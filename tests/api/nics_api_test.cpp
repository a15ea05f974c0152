// The chamber's operations over HTTP: drafts, issue, lists, counterfoils.
#include <chrono>

#include <fmt/format.h>

#include "support/journey.h"
#include "support/unchanged.h"

namespace opencarnet::api {
namespace {

using nlohmann::json;
using support::Journey;
using support::Unchanged;

struct NicsApi : support::OverHttp {
  support::Client& chamber() { return as("nics_client"); }
};
INSTANTIATE_FOR_BOTH_ENGINES(NicsApi);

std::string draft_path(const Journey& journey, const std::string& suffix = {}) {
  return "/api/nics/v1/drafts/" + journey.id() + suffix;
}

TEST_P(NicsApi, a_draft_is_made_changed_checked_and_issued) {
  Journey journey{server()};
  auto content = journey.content();
  content.erase("holder");
  const auto created = chamber().call("POST", "/api/nics/v1/drafts", content);
  ASSERT_EQ(created.status, 201) << created.bytes;
  EXPECT_EQ(created.body.at("state"), "draft");
  EXPECT_FALSE(created.header("opencarnet-events").empty());
  journey.carnet_id = created.body.at("carnet_id").get<std::int64_t>();

  const auto check = chamber().done("POST", draft_path(journey, "/check"));
  EXPECT_EQ(check.at("ready"), false);
  EXPECT_NE(check.at("errors").dump().find("\"/holder"), std::string::npos) << check;
  const auto refused = chamber().refused("field_errors", "POST", draft_path(journey, "/issue"));
  EXPECT_EQ(refused.body.at("errors").size(), check.at("errors").size());

  chamber().done("PUT", draft_path(journey), journey.content(), {{"If-Match", created.header("etag")}});
  EXPECT_EQ(chamber().done("POST", draft_path(journey, "/check")).at("ready"), true);
  const auto issued = chamber().done("POST", draft_path(journey, "/issue"));
  EXPECT_EQ(issued.at("valid_until"), journey.content().at("valid_until"));
  const auto carnet = chamber().done("GET", "/api/nics/v1/carnets/" + journey.id());
  EXPECT_EQ(carnet.at("state"), "issued");
  EXPECT_EQ(carnet.at("general_list").size(), 20u);
  EXPECT_EQ(carnet.at("totals").at("value"), "25000.00");
  EXPECT_EQ(carnet.dump().find(issued.at("pin").get<std::string>()), std::string::npos)
      << "the PIN is shown once (C12)";
}

TEST_P(NicsApi, C3_after_issue_nothing_of_the_list_changes) {
  Journey journey{server()};
  journey.issue();
  const Unchanged database{server()};
  auto content = journey.content();
  content["general_list"].push_back({{"item", 21}, {"description", "One more"}, {"pieces", 1}, {"value", "1.00"}});
  chamber().refused("carnet_already_issued", "PUT", draft_path(journey), content, {{"If-Match", journey.etag}});
  chamber().refused("carnet_already_issued", "POST", draft_path(journey, "/issue"));
}

TEST_P(NicsApi, T6_a_draft_is_changed_only_from_its_newest_version) {
  Journey journey{server()};
  journey.draft();
  chamber().done("PUT", draft_path(journey), journey.content(), {{"If-Match", journey.etag}});
  const Unchanged database{server()};
  EXPECT_EQ(
      chamber()
          .refused("newer_version_exists", "PUT", draft_path(journey), journey.content(), {{"If-Match", journey.etag}})
          .status,
      412);
  EXPECT_EQ(chamber().refused("precondition_required", "PUT", draft_path(journey), journey.content()).status, 428);
}

TEST_P(NicsApi, X11_the_same_request_gets_the_same_answer_the_pin_included) {
  Journey journey{server()};
  static_cast<void>(as("nics_client", "DE"));
  const support::Headers draft_key{{"Idempotency-Key", "draft-of-" + journey.number}};
  const auto first = chamber().call("POST", "/api/nics/v1/drafts", journey.content(), draft_key);
  const auto again = chamber().call("POST", "/api/nics/v1/drafts", journey.content(), draft_key);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.bytes, first.bytes);
  EXPECT_EQ(again.header("idempotency-replayed"), "true");
  chamber().refused("idempotency_key_reused", "POST", "/api/nics/v1/drafts", Journey{server()}.content(), draft_key);

  journey.carnet_id = first.body.at("carnet_id").get<std::int64_t>();
  const support::Headers issue_key{{"Idempotency-Key", "issue-of-" + journey.number}};
  const auto issued = chamber().call("POST", draft_path(journey, "/issue"), nullptr, issue_key);
  const Unchanged database{server()};
  EXPECT_EQ(chamber().call("POST", draft_path(journey, "/issue"), nullptr, issue_key).bytes, issued.bytes);
  // Another association's key is another key.
  EXPECT_EQ(as("nics_client", "DE").call("POST", draft_path(journey, "/issue"), nullptr, issue_key).status, 404);
}

TEST_P(NicsApi, C2_a_validity_of_more_than_a_year_is_refused) {
  Journey journey{server()};
  journey.with("valid_until", to_text(add_months(server().today(), 14))).draft();
  const Unchanged database{server()};
  EXPECT_EQ(
      chamber().refused("validity_longer_than_a_year", "POST", draft_path(journey, "/issue")).code_at("/valid_until"),
      "validity_longer_than_a_year");
}

TEST_P(NicsApi, C1_a_number_is_given_once) {
  Journey first{server()}, second{server()};
  first.issue();
  second.with("number", first.number).draft();
  const Unchanged database{server()};
  EXPECT_EQ(chamber().refused("carnet_number_taken", "POST", draft_path(second, "/issue")).code_at("/number"),
            "carnet_number_taken");
}

TEST_P(NicsApi, C4_numbers_with_commas_are_named_where_they_stand) {
  Journey journey{server()};
  auto content = journey.content();
  content["general_list"][0]["value"] = "1,250.00";
  content["general_list"][1]["weight"] = "12,5";
  content["general_list"][2]["pieces"] = "1,000";
  content["sets"]["transit"] = "2";
  const Unchanged database{server()};
  const auto reply = chamber().refused("field_errors", "POST", "/api/nics/v1/drafts", content);
  EXPECT_EQ(reply.code_at("/general_list/0/value"), "bad_pattern");
  EXPECT_EQ(reply.code_at("/general_list/1/weight"), "bad_pattern");
  EXPECT_EQ(reply.code_at("/general_list/2/pieces"), "wrong_type");
  EXPECT_EQ(reply.code_at("/sets/transit"), "wrong_type");
  EXPECT_EQ(reply.body.at("errors").size(), 4u);
}

TEST_P(NicsApi, hundreds_of_errors_are_told_at_once) {
  Journey journey{server()};
  journey.items(400);
  auto content = journey.content();
  for (auto& item : content["general_list"]) {
    item["value"] = "a lot";
    item["colour"] = "red";
    item.erase("description");
  }
  {
    const Unchanged database{server()};
    const auto reply = chamber().refused("field_errors", "POST", "/api/nics/v1/drafts", content);
    EXPECT_EQ(reply.body.at("errors").size(), 1000u) << "1,200 are wrong; the answer holds a thousand at most";
  }
  // Of the right form, and wrong by the rules: all of them too.
  content = journey.content();
  for (auto& item : content["general_list"]) item["weight_unit"] = "xx";
  const auto draft = chamber().done("POST", "/api/nics/v1/drafts", content);
  const Unchanged database{server()};
  const auto reply = chamber().refused(
      "unit_unknown", "POST", fmt::format("/api/nics/v1/drafts/{}/issue", draft.at("carnet_id").get<std::int64_t>()));
  EXPECT_GE(reply.body.at("errors").size(), 200u) << reply.bytes.substr(0, 500);
}

TEST_P(NicsApi, C3_the_list_is_numbered_from_one_without_gaps) {
  for (const int wrong : {22, 3}) {
    Journey journey{server()};
    auto list = journey.content().at("general_list");
    list[3]["item"] = wrong;
    journey.with("general_list", list).draft();
    chamber().refused("item_numbers_not_consecutive", "POST", draft_path(journey, "/issue"));
  }
  Journey journey{server()};
  auto content = journey.content();
  content["general_list"][0]["item"] = 0;
  EXPECT_EQ(chamber().refused("field_errors", "POST", "/api/nics/v1/drafts", content).code_at("/general_list/0/item"),
            "out_of_range");
}

TEST_P(NicsApi, a_list_of_ten_thousand_items_is_issued) {
  Journey journey{server()};
  journey.items(10'000);
  const auto begin = std::chrono::steady_clock::now();
  journey.issue();
  const auto ms =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count();
  RecordProperty("milliseconds", static_cast<int>(ms));
  EXPECT_EQ(chamber().done("GET", "/api/nics/v1/carnets/" + journey.id()).at("totals").at("items"), 10'000);
}

TEST_P(NicsApi, lists_go_on_where_the_page_ended) {
  std::vector<std::string> numbers;
  for (int i = 0; i < 3; ++i) {
    Journey journey{server()};
    journey.draft();
    numbers.insert(numbers.begin(), journey.number);
  }
  std::vector<std::string> seen;
  std::string cursor;
  for (int page = 0; page < 2; ++page) {
    const auto answer =
        chamber().done("GET", "/api/nics/v1/carnets?limit=2&state=draft" + (cursor.empty() ? "" : "&cursor=" + cursor));
    for (const auto& carnet : answer.at("carnets")) seen.push_back(carnet.at("carnet_id").dump());
    cursor = answer.value("next_cursor", "");
    ASSERT_FALSE(page == 0 && cursor.empty());
  }
  EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()).size(), seen.size()) << "no carnet stands on two pages";
  EXPECT_EQ(chamber().call("GET", "/api/nics/v1/carnets?cursor=somebody-elses").status, 422);
  EXPECT_EQ(chamber().call("GET", "/api/nics/v1/carnets?limit=0").code_at("/query/limit"), "out_of_range");
  EXPECT_EQ(chamber().call("GET", "/api/nics/v1/carnets?state=lost").code_at("/query/state"), "not_in_list");
  const auto foreign = as("nics_client", "DE").done("GET", "/api/nics/v1/carnets");
  EXPECT_EQ(foreign.dump().find(numbers[0]), std::string::npos) << "another association's list (I6)";
}

TEST_P(NicsApi, V4_the_chamber_sees_the_validation_in_full_and_the_rest_as_counterfoils) {
  Journey journey{server()};
  journey.ready().leave_home("DE", "1-4");
  const auto page = chamber().done("GET", "/api/nics/v1/transactions?carnet_id=" + journey.id());
  ASSERT_EQ(page.at("transactions").size(), 2u) << page;
  EXPECT_EQ(page.at("transactions").at(0).at("type"), "validation");
  EXPECT_TRUE(page.at("transactions").at(0).contains("officer")) << page;
  EXPECT_EQ(page.at("transactions").at(1).at("type"), "exportation");
  EXPECT_FALSE(page.at("transactions").at(1).contains("officer")) << page;
  const auto theirs = as("nics_client", "DE").call("GET", "/api/nics/v1/transactions?carnet_id=" + journey.id());
  EXPECT_TRUE(theirs.status == 404 || theirs.body.at("transactions").empty()) << theirs.bytes;
}

}  // namespace
}  // namespace opencarnet::api
