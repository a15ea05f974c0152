#include "issuing/issuing_fixture.h"

namespace opencarnet::issuing {
namespace {

struct CreateDraft : IssuingFixture {};
INSTANTIATE_FOR_BOTH_ENGINES(CreateDraft);

TEST_P(CreateDraft, C3_totals_are_computed) {
  const auto answer = create(band_on_tour(), chamber).value();
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.headers.at("ETag"), "\"1\"");
  EXPECT_EQ(answer.body.at("version"), "1");
  EXPECT_EQ(answer.body.at("state"), "draft");
  EXPECT_EQ(answer.body.at("country_of_issue"), "CH");
  EXPECT_EQ(answer.body.at("home_territory"), "CH_LI");
  EXPECT_EQ(answer.body.at("totals"), (json{{"items", 13},
                                            {"pieces", 26},
                                            {"value", "1950.65"},
                                            {"currency", "CHF"},
                                            {"weights", {{{"weight", "162.5"}, {"weight_unit", "kg"}}}}}));
  EXPECT_FALSE(answer.body.contains("general_list"));  // the caller has just sent it
}

TEST_P(CreateDraft, everything_may_come_later) {
  const auto answer = create(json::object(), chamber).value();
  EXPECT_EQ(answer.body.at("type"), "ata");
  EXPECT_FALSE(answer.body.contains("totals"));
  const auto odd = create({{"currency", "JPY"}, {"general_list", band_list(1)}}, chamber).value();
  EXPECT_FALSE(odd.body.contains("totals"));  // 150.05 is no amount of yen; check_draft says so
  EXPECT_GT(odd.body.at("carnet_id"), answer.body.at("carnet_id"));
}

TEST_P(CreateDraft, publishes_one_event_without_personal_data_and_audits) {
  const auto carnet_id = drafted(band_on_tour());
  const auto events = events_of_carnet(carnet_id);
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].type, "draft_created");
  EXPECT_EQ(events[0].topics, (std::vector<std::string>{"carnet:" + std::to_string(carnet_id), "association:NGA-CH"}));
  EXPECT_EQ(events[0].payload.dump().find("Edelweiss"), std::string::npos);
  EXPECT_EQ(rows("SELECT action FROM audit WHERE action = 'create_draft'").size(), 1U);
}

TEST_P(CreateDraft, association_may_not_issue) {
  auto stranger = chamber;
  stranger.tenant_id = "NGA-NOWHERE";
  EXPECT_EQ(code_of(create(band_on_tour(), stranger)), Code::association_may_not_issue);
  sql("UPDATE associations SET enabled = 0 WHERE association_id = 'NGA-CH'");
  EXPECT_EQ(code_of(create(band_on_tour(), chamber)), Code::association_may_not_issue);
  EXPECT_TRUE(rows("SELECT carnet_id FROM carnets").empty());
}

TEST_P(CreateDraft, the_demo_world_may_choose_a_small_id) {
  const auto made =
      in_write(chamber, [&](edge::Context& context) { return begin_carnet(context, band_on_tour(), 4955); });
  EXPECT_EQ(made.value(), 4955);
  EXPECT_EQ(get(4955, chamber).value().body.at("number"), "CHTA00000901");
}

}  // namespace
}  // namespace opencarnet::issuing
