#include "issuing/issuing_fixture.h"

namespace opencarnet::issuing {
namespace {

struct GetCarnet : IssuingFixture {};
INSTANTIATE_FOR_BOTH_ENGINES(GetCarnet);

TEST_P(GetCarnet, a_draft_is_shown_whole_as_it_was_stated) {
  const auto carnet_id = drafted(band_on_tour());
  const auto answer = get(carnet_id, chamber).value();
  EXPECT_EQ(answer.headers.at("ETag"), "\"1\"");
  const auto stated = band_on_tour();
  for (const auto& [field, value] : stated.items()) EXPECT_EQ(answer.body.at(field), value) << field;
  EXPECT_EQ(answer.body.at("state"), "draft");
  EXPECT_EQ(answer.body.at("totals").at("items"), 13);
  EXPECT_EQ(answer.body.at("issued_by"), "Alliance of Swiss Chambers of Commerce");
}

TEST_P(GetCarnet, V7_every_read_is_audited) {
  const auto carnet_id = drafted(band_on_tour());
  ASSERT_TRUE(get(carnet_id, chamber));
  ASSERT_EQ(audited.size(), 1U);
  EXPECT_EQ(audited[0].subject, "carnet:" + std::to_string(carnet_id));
}

TEST_P(GetCarnet, an_issued_carnet_shows_what_holder_and_customs_see) {
  const auto carnet_id = drafted(band_on_tour());
  ASSERT_TRUE(issue(carnet_id, chamber));
  const auto answer = get(carnet_id, chamber).value();
  EXPECT_EQ(answer.headers.at("ETag"), "\"2\"");
  EXPECT_EQ(answer.body.at("issued_on"), "2026-01-10");
  EXPECT_EQ(answer.body.at("general_list").size(), 13U);
  EXPECT_EQ(answer.body.at("sets").at("transit"), 2);
  EXPECT_EQ(answer.body.at("holder"), band_on_tour().at("holder"));
}

TEST_P(GetCarnet, I6_of_another_association_is_not_found) {
  const auto carnet_id = drafted(band_on_tour());
  EXPECT_EQ(get(carnet_id, other).error(), get(carnet_id + 1, other).error());
  EXPECT_EQ(code_of(get(carnet_id, other)), Code::not_found);
  ASSERT_TRUE(issue(carnet_id, chamber));
  EXPECT_EQ(code_of(get(carnet_id, other)), Code::not_found);
  EXPECT_TRUE(audited.empty());
}

}  // namespace
}  // namespace opencarnet::issuing
