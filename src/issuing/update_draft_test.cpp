#include "issuing/issuing_fixture.h"

namespace opencarnet::issuing {
namespace {

struct UpdateDraft : IssuingFixture {};
INSTANTIATE_FOR_BOTH_ENGINES(UpdateDraft);

TEST_P(UpdateDraft, the_whole_content_is_replaced) {
  const auto carnet_id = drafted(band_on_tour());
  const auto answer =
      update(carnet_id, {{"number", "CHTA00000902"}, {"currency", "EUR"}, {"general_list", band_list(2)}}, "1", chamber)
          .value();
  EXPECT_EQ(answer.headers.at("ETag"), "\"2\"");
  EXPECT_EQ(answer.body.at("version"), "2");
  EXPECT_EQ(answer.body.at("number"), "CHTA00000902");
  EXPECT_EQ(answer.body.at("totals").at("value"), "300.10");
  EXPECT_FALSE(answer.body.contains("holder"));
  const auto stored = get(carnet_id, chamber).value();
  EXPECT_EQ(stored.body.at("general_list"), band_list(2));
  EXPECT_EQ(stored.body.at("currency"), "EUR");
  const auto events = events_of_carnet(carnet_id);
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[1].type, "draft_updated");
}

TEST_P(UpdateDraft, T6_conflicting_edits_are_refused) {
  const auto carnet_id = drafted(band_on_tour());
  EXPECT_EQ(code_of(update(carnet_id, band_on_tour(), "", chamber)), Code::precondition_required);
  ASSERT_TRUE(update(carnet_id, band_on_tour(), "1", chamber));
  const auto stale = update(carnet_id, json::object(), "1", chamber);
  EXPECT_EQ(code_of(stale), Code::newer_version_exists);
  EXPECT_EQ(stale.error().params.at("newest"), "2");
  EXPECT_TRUE(update(carnet_id, band_on_tour(), "*", chamber));
}

TEST_P(UpdateDraft, C3_refused_once_the_carnet_is_issued) {
  const auto carnet_id = drafted(band_on_tour());
  ASSERT_TRUE(issue(carnet_id, chamber));
  const auto before = get(carnet_id, chamber).value().body;
  const auto refused = update(carnet_id, json::object(), "1", chamber);
  EXPECT_EQ(code_of(refused), Code::carnet_already_issued);
  EXPECT_EQ(refused.error().params.at("issued_on"), "2026-01-10");
  EXPECT_EQ(get(carnet_id, chamber).value().body, before);
}

TEST_P(UpdateDraft, C7_a_cancelled_draft_is_not_edited) {
  const auto carnet_id = drafted(band_on_tour());
  sql("UPDATE carnets SET standing = 'cancelled'");
  EXPECT_EQ(code_of(update(carnet_id, band_on_tour(), "1", chamber)), Code::carnet_life_forbids);
  EXPECT_EQ(code_of(check(carnet_id, chamber)), Code::carnet_life_forbids);
  EXPECT_EQ(code_of(issue(carnet_id, chamber)), Code::carnet_life_forbids);
  EXPECT_EQ(get(carnet_id, chamber).value().body.at("state"), "cancelled");
}

TEST_P(UpdateDraft, I6_of_another_association_is_not_found) {
  const auto carnet_id = drafted(band_on_tour());
  EXPECT_EQ(update(carnet_id, band_on_tour(), "1", other).error(),
            update(carnet_id + 1, band_on_tour(), "1", other).error());
  EXPECT_EQ(code_of(update(carnet_id, band_on_tour(), "1", other)), Code::not_found);
}

}  // namespace
}  // namespace opencarnet::issuing
