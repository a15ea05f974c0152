// get_carnet, get_history, list_transactions: what a territory and an administration may look back at.
#include "customs/customs_fixture.h"

namespace opencarnet::customs {

using enum carnet::TransactionType;
using carnet::testing::fields_said;
using carnet::testing::said;
using Fields = std::vector<std::string>;

struct LookBack : CustomsFixture {
  Result<Answer> list(const edge::Actor& actor, std::map<std::string, std::string> query) {
    edge::Input input;
    input.query = std::move(query);
    input.query.try_emplace("limit", "50");
    return send("list_transactions", actor, std::move(input));
  }
  Result<Answer> carnet_of(const edge::Actor& actor) {
    return call("get_carnet", actor, {}, {{"carnet_id", "768255"}});
  }
  Result<Answer> history_of(const edge::Actor& actor) {
    return call("get_history", actor, {}, {{"carnet_id", "768255"}});
  }
  static std::vector<std::string> types(const json& transactions) {
    std::vector<std::string> out;
    for (const auto& transaction : transactions) out.push_back(transaction.at("type").get<std::string>());
    return out;
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(LookBack);

TEST_P(LookBack, V1_a_carnet_is_seen_once_it_was_presented_or_transacted_in_the_territory) {
  EXPECT_EQ(said(carnet_of(zurich)), "not_found ");
  validate();
  const auto seen = carnet_of(basel);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->body.at("carnet").at("state"), "activated");
  EXPECT_EQ(seen->document().at("places").size(), 20U);
  EXPECT_EQ(seen->body.at("allowed_actions").size(), 8U);
  EXPECT_EQ(said(carnet_of(weil)), "not_found ");
  EXPECT_EQ(said(history_of(weil)), "not_found ");
  ASSERT_TRUE(scan(weil, sign(importation, "DE", "1-4")));
  EXPECT_TRUE(carnet_of(weil));
  EXPECT_TRUE(carnet_of(madrid)) << "another administration of the same territory";
  EXPECT_EQ(said(carnet_of(reunion)), "not_found ");
  EXPECT_EQ(count("audit WHERE action = 'customs.get_carnet'"), 3);
}

TEST_P(LookBack, V1_V2_history_stops_at_the_arrival_and_ends_with_the_final_re_importation) {
  validate();
  cross(zurich, exportation, "1-4");
  const auto import = sign(importation, "DE", "1-4");
  ASSERT_TRUE(scan(weil, import));
  EXPECT_EQ(types(history_of(weil)->body.at("transactions")), (Fields{"validation", "exportation"}));
  ASSERT_TRUE(commit(weil, import));
  now += std::chrono::hours{1};
  cross(weil, re_exportation, "1-4");
  cross(reunion, importation, "1-4");
  cross(reunion, re_exportation, "1-4");
  EXPECT_EQ(types(history_of(weil)->body.at("transactions")),
            (Fields{"validation", "exportation", "importation", "re_exportation"}));
  EXPECT_EQ(carnet_of(weil)->document().at("places").at(0).at("place"), "left_territory")
      << "where the goods went later is not told";
  cross(zurich, re_importation, "1-4");
  EXPECT_EQ(types(history_of(weil)->body.at("transactions")).back(), "re_importation");
}

TEST_P(LookBack, V2_the_reason_of_a_cancellation_is_read_in_its_territory_only) {
  validate();
  const auto shown = sign(exportation, "CH", "1-4");
  ASSERT_TRUE(scan(zurich, shown));
  const auto id = transaction_in(commit(zurich, shown)->body);
  ASSERT_TRUE(cancel(zurich, id, shown.cancellation_code, "Wrong truck"));
  ASSERT_TRUE(scan(weil, sign(importation, "DE", "1-4")));
  EXPECT_EQ(history_of(zurich)->body.at("transactions").back().at("cancelled_reason"), "Wrong truck");
  const auto abroad = history_of(weil)->body.at("transactions").back();
  EXPECT_EQ(abroad.at("cancelled"), true);
  EXPECT_EQ(abroad.dump().find("Wrong truck"), std::string::npos);
}

TEST_P(LookBack, I6_an_administration_lists_its_own_newest_first_page_by_page) {
  validate();
  for (int item = 1; item <= 4; ++item) {
    now += std::chrono::minutes{1};
    cross(item % 2 == 0 ? basel : zurich, exportation, std::to_string(item));
  }
  cross(weil, importation, "1");
  const auto whole = list(zurich, {});
  ASSERT_TRUE(whole);
  EXPECT_EQ(types(whole->body.at("transactions")),
            (Fields{"exportation", "exportation", "exportation", "exportation", "validation"}));
  EXPECT_FALSE(whole->body.contains("next_cursor"));
  Fields paged;
  std::map<std::string, std::string> query{{"limit", "2"}};
  for (int page = 0; page < 3; ++page) {
    const auto answer = list(zurich, query);
    ASSERT_TRUE(answer);
    for (const auto& transaction : answer->body.at("transactions"))
      paged.push_back(transaction.at("goods_ranges").get<std::string>());
    EXPECT_EQ(answer->body.contains("next_cursor"), page < 2);
    if (page < 2) query["cursor"] = answer->body.at("next_cursor").get<std::string>();
  }
  EXPECT_EQ(paged, (Fields{"4", "3", "2", "1", "1-20"}));
  EXPECT_EQ(list(weil, {})->body.at("transactions").size(), 1U);
  EXPECT_EQ(list(madrid, {})->body.at("transactions").size(), 0U);
}

TEST_P(LookBack, filters_narrow_the_list) {
  validate();
  cross(basel, exportation, "1-4");
  const auto size = [&](std::map<std::string, std::string> query) {
    return list(zurich, std::move(query))->body.at("transactions").size();
  };
  EXPECT_EQ(size({{"type", "exportation"}}), 1U);
  EXPECT_EQ(size({{"office_id", zurich.office_id}}), 1U);
  EXPECT_EQ(size({{"carnet_id", "768255"}}), 2U);
  EXPECT_EQ(size({{"carnet_id", "1"}}), 0U);
  EXPECT_EQ(size({{"type", "exportation"}, {"office_id", zurich.office_id}}), 0U);
}

TEST_P(LookBack, a_cursor_of_somebody_elses_making_is_refused) {
  for (const auto* cursor : {"x", "AAAA", "MjAyNi0wNi0xNQ", ""})
    EXPECT_EQ(fields_said(list(zurich, {{"cursor", cursor}})), Fields{"/query/cursor cursor_not_ours"}) << cursor;
}

}  // namespace opencarnet::customs
