// list_carnets and list_transactions. What customs committed is written here as rows of their tables.
#include <fmt/format.h>

#include "issuing/issuing_fixture.h"

namespace opencarnet::issuing {
namespace {

struct Lists : IssuingFixture {
  Result<edge::Answer> carnets(std::map<std::string, std::string> query, const edge::Actor& actor) {
    return in_read(actor, list_carnets, page(std::move(query)));
  }
  Result<edge::Answer> transactions(std::map<std::string, std::string> query, const edge::Actor& actor) {
    return in_read(actor, list_transactions, page(std::move(query)));
  }
  carnet::CarnetId issued(const std::string& number) {
    const auto carnet_id = drafted(band_on_tour(number));
    EXPECT_TRUE(issue(carnet_id, chamber));
    return carnet_id;
  }
  static std::vector<std::int64_t> ids(const edge::Answer& answer) {
    std::vector<std::int64_t> found;
    for (const auto& line : answer.body.at("carnets")) found.push_back(line.at("carnet_id").get<std::int64_t>());
    return found;
  }
  static std::string problem_pointer(const Result<edge::Answer>& result) { return result.error().errors.at(0).pointer; }
};
INSTANTIATE_FOR_BOTH_ENGINES(Lists);
using Ids = std::vector<std::int64_t>;

TEST_P(Lists, list_carnets_newest_first_page_by_page) {
  Ids all;
  for (int i = 0; i < 5; ++i) all.insert(all.begin(), drafted(band_on_tour(fmt::format("CHTA0000000{}", i))));
  ASSERT_TRUE(create(band_on_tour("DETA00000001"), other));

  EXPECT_EQ(ids(carnets({}, chamber).value()), all);
  const auto first = carnets({{"limit", "2"}}, chamber).value();
  EXPECT_EQ(ids(first), Ids(all.begin(), all.begin() + 2));
  const auto cursor = first.body.at("next_cursor").get<std::string>();
  const auto fresh = drafted(band_on_tour("CHTA00000009"));  // what comes in meanwhile moves no page
  const auto second = carnets({{"limit", "2"}, {"cursor", cursor}}, chamber).value();
  EXPECT_EQ(ids(second), Ids(all.begin() + 2, all.begin() + 4));
  const auto last =
      carnets({{"limit", "2"}, {"cursor", second.body.at("next_cursor").get<std::string>()}}, chamber).value();
  EXPECT_EQ(ids(last), Ids(all.begin() + 4, all.end()));
  EXPECT_FALSE(last.body.contains("next_cursor"));
  EXPECT_EQ(ids(carnets({{"limit", "1"}}, chamber).value()), Ids{fresh});
  ASSERT_EQ(audited.size(), 1U);
  EXPECT_EQ(audited[0].subject, "association:NGA-CH");
}

TEST_P(Lists, C7_list_carnets_by_state_and_number) {
  const auto draft = drafted(band_on_tour("CHTA00000001")), unused = issued("CHTA00000002"),
             used = issued("CHTA00000003");
  committed(used, 1, "validation", "2026-02-01T09:00:00.000Z");
  EXPECT_EQ(ids(carnets({{"state", "draft"}}, chamber).value()), Ids{draft});
  EXPECT_EQ(ids(carnets({{"state", "issued"}}, chamber).value()), Ids{unused});
  EXPECT_EQ(ids(carnets({{"state", "blocked"}}, chamber).value()), Ids{});
  const auto activated = carnets({{"state", "activated"}}, chamber).value();
  EXPECT_EQ(activated.body.at("carnets"), (json{{{"carnet_id", used},
                                                 {"number", "CHTA00000003"},
                                                 {"type", "ata"},
                                                 {"state", "activated"},
                                                 {"holder_name", "Edelweiss Sound AG"},
                                                 {"issued_on", "2026-01-10"},
                                                 {"valid_until", "2027-01-09"},
                                                 {"items", 13},
                                                 {"value", "1950.65"},
                                                 {"currency", "CHF"}}}));
  EXPECT_EQ(ids(carnets({{"number", "CHTA00000001"}}, chamber).value()), Ids{draft});
  EXPECT_EQ(ids(carnets({{"number", "CHTA00000003"}, {"state", "issued"}}, chamber).value()), Ids{});
  EXPECT_EQ(ids(carnets({{"number", "CHTA00000003"}}, other).value()), Ids{});
}

TEST_P(Lists, V4_list_transactions_validation_in_full_the_rest_as_the_counterfoil) {
  const auto carnet_id = issued("CHTA00000001");
  committed(carnet_id, 1, "validation", "2026-02-01T09:00:00.000Z");
  const json stayed{{"not_re_exported",
                     {{{"goods", {{{"item", 3}, {"pieces", 1}}}}, {"action", "home_use"}, {"remark", "duty paid"}}}},
                    {"final_date", "2026-12-01"}};
  committed(carnet_id, 2, "re_exportation", "2026-02-02T09:00:00.000Z", stayed);
  sql("INSERT INTO cancellations (transaction_id, carnet_id, account_id, officer, reason, cancelled_at) SELECT "
      "transaction_id, carnet_id, account_id, officer, 'only for the territory', '2026-02-03T09:00:00.000Z' FROM "
      "transactions WHERE sequence = 1");

  const auto answer = transactions({}, chamber).value();
  const auto& lines = answer.body.at("transactions");
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].at("type"), "validation");
  EXPECT_EQ(lines[0].at("customs_reference"), "REF-1");
  EXPECT_EQ(lines[0].at("officer"), "B-17");
  EXPECT_EQ(lines[0].at("goods_ranges"), "1, 2x1");
  EXPECT_EQ(lines[0].at("cancelled"), true);
  EXPECT_FALSE(lines[0].contains("cancelled_reason"));  // V2
  EXPECT_EQ(lines[1].at("office"), "Zürich Flughafen");
  EXPECT_EQ(lines[1].at("final_date"), "2026-12-01");
  EXPECT_EQ(lines[1].at("not_re_exported").at(0).at("action"), "home_use");
  EXPECT_EQ(lines[1].at("carnet_number"), "CHTA00000001");
  for (const auto* hidden : {"officer", "customs_reference", "remarks"}) EXPECT_FALSE(lines[1].contains(hidden));
  EXPECT_EQ(answer.body.dump().find("only for the territory"), std::string::npos);
  ASSERT_EQ(audited.size(), 1U);
  EXPECT_EQ(audited[0].subject, "carnet:" + std::to_string(carnet_id));
}

TEST_P(Lists, list_transactions_oldest_first_page_by_page) {
  const auto first = issued("CHTA00000001"), second = issued("CHTA00000002");
  committed(second, 1, "validation", "2026-02-01T09:00:00.000Z");
  committed(first, 1, "validation", "2026-02-02T09:00:00.000Z");
  committed(first, 2, "pre_exportation", "2026-02-03T09:00:00.000Z");
  committed(first, 3, "exportation", "2026-02-03T09:00:00.000Z");  // Exit first: both in one moment
  committed(second, 2, "exportation", "2026-02-03T09:00:00.000Z");

  std::vector<std::string> seen;
  std::optional<std::string> cursor;
  do {
    std::map<std::string, std::string> query{{"limit", "2"}};
    if (cursor) query["cursor"] = *cursor;
    const auto answer = transactions(query, chamber).value();
    for (const auto& line : answer.body.at("transactions"))
      seen.push_back(line.at("carnet_number").get<std::string>().substr(11) + line.at("type").get<std::string>());
    cursor.reset();
    if (answer.body.contains("next_cursor")) cursor = answer.body.at("next_cursor").get<std::string>();
  } while (cursor);
  EXPECT_EQ(seen, (std::vector<std::string>{"2validation", "1validation", "1pre_exportation", "1exportation",
                                            "2exportation"}));
  EXPECT_EQ(transactions({{"carnet_id", std::to_string(second)}}, chamber).value().body.at("transactions").size(), 2U);
  EXPECT_TRUE(transactions({}, other).value().body.at("transactions").empty());
}

TEST_P(Lists, I6_a_carnet_of_another_association_is_not_found) {
  const auto carnet_id = issued("CHTA00000001");
  const auto query = [](carnet::CarnetId id) {
    return std::map<std::string, std::string>{{"carnet_id", std::to_string(id)}};
  };
  EXPECT_EQ(code_of(transactions(query(carnet_id), other)), Code::not_found);
  EXPECT_EQ(code_of(transactions(query(carnet_id + 1), chamber)), Code::not_found);
  EXPECT_TRUE(transactions(query(carnet_id), chamber).value().body.at("transactions").empty());
}

TEST_P(Lists, a_cursor_of_another_hand_is_refused) {
  for (const auto* cursor :
       {"x", "????", "W10", "WyJhIl0", "WzEsMiwzXQ", "W1sxXV0"}) {  // among them [], ["a"], [1,2,3]
    EXPECT_EQ(problem_pointer(carnets({{"cursor", cursor}}, chamber)), "/query/cursor") << cursor;
    EXPECT_EQ(problem_pointer(transactions({{"cursor", cursor}}, chamber)), "/query/cursor") << cursor;
  }
}

}  // namespace
}  // namespace opencarnet::issuing
