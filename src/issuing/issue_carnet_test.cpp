#include <thread>

#include "base/code_text.h"
#include "crypto/secrets.h"
#include "issuing/issuing_fixture.h"
#include "records/carnet_record.h"

namespace opencarnet::issuing {
namespace {

struct IssueCarnet : IssuingFixture {};
INSTANTIATE_FOR_BOTH_ENGINES(IssueCarnet);

TEST_P(IssueCarnet, C12_the_pin_is_told_once_and_stored_as_a_hash) {
  const auto carnet_id = drafted(band_on_tour());
  const auto answer = issue(carnet_id, chamber).value();
  EXPECT_EQ(answer.status, 201);
  const auto pin = normalise_code(answer.body.at("pin").get<std::string>(), carnet_pin_length).value();
  EXPECT_EQ(answer.body.at("download_qr"), "OCD:" + std::to_string(carnet_id) + ":" + pin);
  EXPECT_EQ(answer.body.at("issued_on"), "2026-01-10");
  EXPECT_EQ(answer.body.at("valid_until"), "2027-01-09");
  EXPECT_EQ(answer.body.at("number"), "CHTA00000901");

  const auto stored = rows("SELECT pin_hash FROM v_carnet_pins").at(0).text("pin_hash");
  EXPECT_EQ(stored.rfind("$argon2id$", 0), 0U);
  EXPECT_TRUE(crypto::password_matches(stored, pin));
  for (const auto* table : {"events", "audit"})
    for (const auto& row : rows(std::string("SELECT * FROM ") + table))
      for (const auto* column : {"subject", "actor"}) EXPECT_EQ(row.text(column).find(pin), std::string::npos);
  for (const auto& event : events_of_carnet(carnet_id)) EXPECT_EQ(event.payload.dump().find(pin), std::string::npos);
  EXPECT_EQ(get(carnet_id, chamber).value().body.dump().find(pin), std::string::npos);
}

TEST_P(IssueCarnet, C3_what_is_fixed_can_be_computed_again_by_whoever_has_the_carnet) {
  const auto carnet_id = drafted(band_on_tour());
  ASSERT_TRUE(issue(carnet_id, chamber));
  const auto carnet = get(carnet_id, chamber).value().body;
  EXPECT_EQ(carnet.at("state"), "issued");
  json fixed = carnet;
  for (const auto* loose : {"state", "version", "issued_by", "sets", "totals", "content_sha256"}) fixed.erase(loose);
  EXPECT_EQ(carnet.at("content_sha256"), crypto::sha256_hex(fixed.dump()));
  database().read([&](platform::Session& session) {
    const auto record = records::find_carnet(session, carnet_id).value();
    EXPECT_EQ(record.carnet.number, "CHTA00000901");
    EXPECT_EQ(record.content_sha256, carnet.at("content_sha256"));
    EXPECT_EQ(record.issued_by, "Alliance of Swiss Chambers of Commerce");
  });
}

TEST_P(IssueCarnet, publishes_one_event_and_audits) {
  const auto carnet_id = drafted(band_on_tour());
  ASSERT_TRUE(issue(carnet_id, chamber));
  const auto events = events_of_carnet(carnet_id);
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[1].type, "carnet_issued");
  EXPECT_EQ(events[1].territory, "CH_LI");
  EXPECT_EQ(events[1].payload.at("number"), "CHTA00000901");
  EXPECT_EQ(events[1].payload.dump().find("Edelweiss"), std::string::npos);
  EXPECT_EQ(rows("SELECT action FROM audit WHERE action = 'issue_carnet' AND outcome = 'done'").size(), 1U);
}

TEST_P(IssueCarnet, every_error_is_told_and_nothing_changes) {
  auto body = band_on_tour("DETA00000901");
  body["general_list"][4]["value"] = "1.001";
  const auto carnet_id = drafted(body);
  const auto refused = issue(carnet_id, chamber);
  ASSERT_EQ(code_of(refused), Code::field_errors);
  ASSERT_EQ(refused.error().errors.size(), 2U);
  EXPECT_EQ(refused.error().params.at("count"), "2");
  EXPECT_EQ(refused.error().errors[0].code, Code::number_of_another_country);
  EXPECT_EQ(refused.error().errors[1].pointer, "/general_list/4/value");
  EXPECT_EQ(get(carnet_id, chamber).value().body.at("state"), "draft");
  EXPECT_TRUE(rows("SELECT number FROM carnet_numbers").empty());
  EXPECT_EQ(events_of_carnet(carnet_id).size(), 1U);
}

TEST_P(IssueCarnet, C1_of_many_that_race_for_a_number_one_gets_it) {
  std::vector<carnet::CarnetId> drafts;
  for (int i = 0; i < 4; ++i) drafts.push_back(drafted(band_on_tour()));
  std::atomic<int> issued{0}, taken{0};
  std::vector<std::thread> threads;
  for (const auto carnet_id : drafts)
    threads.emplace_back([&, carnet_id] {
      const auto result = issue(carnet_id, chamber);
      if (result) ++issued;
      if (!result && result.error().errors.at(0).code == Code::carnet_number_taken) ++taken;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(issued, 1);
  EXPECT_EQ(taken, 3);
}

TEST_P(IssueCarnet, C7_of_many_issues_of_one_draft_one_wins) {
  const auto carnet_id = drafted(band_on_tour());
  std::atomic<int> issued{0}, late{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      const auto result = issue(carnet_id, chamber);
      if (result) ++issued;
      if (!result && result.error().code == Code::carnet_already_issued) ++late;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(issued, 1);
  EXPECT_EQ(late, 3);
  EXPECT_EQ(events_of_carnet(carnet_id).size(), 2U);
}

TEST_P(IssueCarnet, a_draft_that_changed_while_it_was_judged_is_judged_anew) {
  const auto carnet_id = drafted(band_on_tour());
  auto context = context_of(chamber, nullptr);
  context.open_write = [&](const edge::Step& step) {
    auto changed = band_on_tour("CHTA00000902");
    changed["general_list"] = band_list(3);
    EXPECT_TRUE(update(carnet_id, changed, "1", chamber));
    return in_write(chamber, step);
  };
  const auto answer = issue_carnet(context, input_of(carnet_id), needs).value();
  EXPECT_EQ(answer.body.at("number"), "CHTA00000902");
  EXPECT_EQ(events_of_carnet(carnet_id).back().payload.at("items"), 3);
}

TEST_P(IssueCarnet, refusals) {
  const auto carnet_id = drafted(band_on_tour());
  EXPECT_EQ(code_of(issue(carnet_id, other)), Code::not_found);
  EXPECT_EQ(code_of(issue(carnet_id + 1, chamber)), Code::not_found);
  ASSERT_TRUE(issue(carnet_id, chamber));
  EXPECT_EQ(code_of(issue(carnet_id, chamber)), Code::carnet_already_issued);
}

TEST_P(IssueCarnet, C2_the_demo_world_issues_at_past_instants_with_one_hash) {
  now = *parse_instant("2021-06-03T09:00:00.000Z");
  const auto pin = new_pin(crypto::cheapest_password_cost);
  auto body = band_on_tour("CHTA00000133");
  body["valid_until"] = "2022-06-02";
  const auto issued = in_write(chamber, [&](edge::Context& context) {
    const auto carnet_id = begin_carnet(context, body, 883).value();
    return issue_draft(context, carnet_id, pin);
  });
  ASSERT_TRUE(issued);
  EXPECT_EQ(to_text(issued->issued_on), "2021-06-03");
  EXPECT_EQ(events_of_carnet(883).back().at, now);
}

}  // namespace
}  // namespace opencarnet::issuing
