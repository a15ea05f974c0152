#include "customs/customs_fixture.h"

#include "crypto/codes.h"
#include "customs/transaction_store.h"

namespace opencarnet::customs {

using enum carnet::TransactionType;
using carnet::testing::fields_said;
using carnet::testing::said;
using Fields = std::vector<std::string>;

struct CommitTransaction : CustomsFixture {
  void move_to_germany() {
    database().write([&](platform::Session& session) {
      constexpr auto text = "UPDATE carnets SET country_of_issue = 'DE', home_territory = 'EU'";
      session.run(platform::Query{"customs_test.to_germany", text, text});
      return platform::Outcome::commit;
    });
  }
  std::string place_of(const json& places, int item) {
    for (const auto& line : places)
      if (line.at("item") == item) return line.at("place").get<std::string>();
    return {};
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(CommitTransaction);

TEST_P(CommitTransaction, a_committed_step_is_recorded_and_answers_with_the_verification_code) {
  const auto shown = sign(validation, "CH", "1-20");
  ASSERT_TRUE(scan(zurich, shown));
  const auto answer = commit(zurich, shown, {{"goods_examined", true}, {"customs_reference", "24CH-0815"}});
  ASSERT_TRUE(answer) << said(answer);
  EXPECT_EQ(answer->status, 201);
  const auto& transaction = answer->body.at("transactions").at(0);
  EXPECT_EQ(transaction.at("office"), "Office zurich");
  EXPECT_EQ(transaction.at("officer"), "Officer of zurich");
  EXPECT_EQ(transaction.at("customs_reference"), "24CH-0815");
  const auto code = answer->body.at("verification_code").get<std::string>();
  EXPECT_EQ(code.size(), verification_code_length);
  EXPECT_EQ(answer->body.at("verification_qr"), "OC1V:" + transaction_in(answer->body) + ":" + code);
  EXPECT_EQ(count("transactions"), 1);
  database().read([&](platform::Session& session) {
    constexpr auto text = "SELECT verification_code_hash, sealed_verification_code FROM transactions";
    const auto row = session.one(platform::Query{"customs_test.codes", text, text}).value();
    EXPECT_TRUE(
        crypto::code_matches(dependencies->code_key, "verification_code", code, row.text("verification_code_hash")));
    EXPECT_EQ(row.text("sealed_verification_code").find(code), std::string::npos);
  });
}

TEST_P(CommitTransaction, X16_one_event_tells_carnet_territory_and_association_without_any_code) {
  validate();
  const auto answer = cross(zurich, exportation, "1-13", {{"final_date", "2026-12-01"}});
  EXPECT_EQ(count("events WHERE type = 'transaction_committed'"), 2);
  database().read([&](platform::Session& session) {
    const auto events = platform::events_of(session, "carnet:768255", 0, 100);
    const auto& event = events.back();
    EXPECT_EQ(event.type, "transaction_committed");
    EXPECT_EQ(event.territory, "CH_LI");
    EXPECT_EQ(event.topics, (std::vector<std::string>{"carnet:768255", "territory:CH_LI", "association:NGA-CH"}));
    EXPECT_EQ(event.payload.at("type"), "exportation");
    EXPECT_EQ(event.payload.at("goods_ranges"), "1-13");
    EXPECT_EQ(event.payload.at("final_date"), "2026-12-01");
    EXPECT_EQ(event.payload.at("late"), false);
    EXPECT_EQ(event.payload.dump().find(answer.at("verification_code").get<std::string>()), std::string::npos);
  });
}

TEST_P(CommitTransaction, V1_what_was_not_presented_here_does_not_exist_here) {
  const auto shown = sign(validation, "CH", "1-20");
  EXPECT_EQ(said(commit(zurich, shown)), "not_found ");
  ASSERT_TRUE(scan(zurich, shown));
  EXPECT_EQ(said(commit(weil, shown)), "not_found ");
}

TEST_P(CommitTransaction, the_whole_journey_ends_where_it_began) {
  validate();
  cross(zurich, exportation, "1-13");
  cross(weil, transit_open, "1-13", {{"seals", "DE 4711"}});
  cross(berlin, transit_close, "1-13", {{"seals_intact", true}});
  auto answer = cross(berlin, importation, "1-13", {{"place_of_use", "Musikhalle"}});
  EXPECT_EQ(place_of(answer.at("places"), 1), "in_territory");
  EXPECT_EQ(answer.at("transactions").at(0).at("final_date"), "2027-01-09");
  const auto out = sign(re_exportation, "DE", "1-13");
  ASSERT_TRUE(scan(berlin, out));
  const auto left =
      commit(berlin, out,
             {{"not_re_exported", json::array({{{"goods", "12"}, {"action", "duty_paid"}, {"remark", "DE-99"}}})}});
  ASSERT_TRUE(left) << said(left);
  EXPECT_EQ(left->body.at("transactions").at(0).at("goods_ranges"), "1-11, 13");
  answer = cross(zurich, re_importation, "1-11, 13");
  EXPECT_EQ(place_of(answer.at("places"), 1), "home");
  EXPECT_EQ(place_of(answer.at("places"), 12), "stayed");
}

TEST_P(CommitTransaction, X5_exit_first_records_both_steps_under_one_code) {
  move_to_germany();
  cross(weil, validation, "1-20");
  const auto shown = sign(exportation, "DE", "1-4");
  ASSERT_TRUE(scan(weil, shown));
  const auto answer = commit(weil, shown, {{"step", "exit"}});
  ASSERT_TRUE(answer) << said(answer);
  ASSERT_EQ(answer->body.at("transactions").size(), 2U);
  EXPECT_EQ(answer->body.at("transactions").at(0).at("type"), "pre_exportation");
  EXPECT_EQ(last_event("transaction_committed").at("transactions").size(), 2U);
  EXPECT_EQ(said(commit(weil, shown, {{"step", "export"}})), "declaration_already_committed X11");
}

TEST_P(CommitTransaction, X5_there_is_no_pre_exportation_where_one_step_does) {
  validate();
  const auto shown = sign(exportation, "CH", "1-4");
  ASSERT_TRUE(scan(zurich, shown));
  EXPECT_EQ(said(commit(zurich, shown, {{"step", "export"}})), "no_two_step_export X5");
}

TEST_P(CommitTransaction, X3_nothing_moves_before_the_validation) {
  const auto shown = sign(exportation, "CH", "1-4");
  ASSERT_TRUE(scan(zurich, shown));
  EXPECT_EQ(said(commit(zurich, shown)), "validation_missing X3");
  EXPECT_EQ(count("transactions"), 0);
  EXPECT_EQ(count("events WHERE type = 'transaction_committed'"), 0);
}

TEST_P(CommitTransaction, every_wrong_field_is_told_at_once_where_it_stands) {
  validate();
  cross(weil, importation, "1-13");
  const auto shown = sign(re_exportation, "DE", "1-13");
  ASSERT_TRUE(scan(weil, shown));
  const auto refused = commit(
      weil, shown,
      {{"seals", "DE 1"},
       {"not_produced", json::array({{{"goods", "21"}}, {{"goods", json::array({{{"item", 3}, {"pieces", 2}}})}}})},
       {"not_re_exported", json::array({{{"goods", "12"}, {"action", "duty_paid"}}})}});
  const auto errors = fields_said(refused);
  for (const auto* expected :
       {"/not_produced/0/goods item_not_on_list", "/not_produced/1/goods/0/pieces too_many_pieces",
        "/seals field_does_not_belong", "/not_re_exported/0/remark action_without_remark"})
    EXPECT_NE(std::find(errors.begin(), errors.end(), expected), errors.end())
        << expected << " in " << fmt::format("{}", fmt::join(errors, " | "));
  EXPECT_EQ(fields_said(commit(weil, shown, {{"supporting_documents", "Invoice 7"}, {"processed_abroad", "1"}})),
            Fields{"/processed_abroad list_does_not_belong"});
}

TEST_P(CommitTransaction, X6_a_final_date_must_exist_and_lie_within_the_validity) {
  validate();
  const auto shown = sign(importation, "DE", "1-4");
  ASSERT_TRUE(scan(weil, shown));
  EXPECT_EQ(fields_said(commit(weil, shown, {{"final_date", "2099-12-31"}})),
            Fields{"/final_date final_date_after_validity"});
  EXPECT_EQ(fields_said(commit(weil, shown, {{"final_date", "2026-02-30"}})), Fields{"/final_date not_a_day"});
}

TEST_P(CommitTransaction, C2_the_day_is_the_day_at_the_office) {
  validate();
  now = *parse_instant("2027-01-09T22:30:00Z");  // 23:30 in Berlin, the carnet's last day
  const auto last = sign(importation, "DE", "1-4");
  ASSERT_TRUE(scan(weil, last));
  EXPECT_TRUE(commit(weil, last));
  const auto next = sign(importation, "RE", "5");  // 02:30 of the next day in Saint-Denis
  ASSERT_TRUE(scan(reunion, next));
  EXPECT_EQ(said(commit(reunion, next)), "carnet_expired X10");
}

TEST_P(CommitTransaction, X11_the_second_officer_learns_who_committed_and_when) {
  const auto shown = sign(validation, "CH", "1-20");
  ASSERT_TRUE(scan(zurich, shown));
  ASSERT_TRUE(commit(zurich, shown));
  ASSERT_TRUE(scan(basel, shown)) << "what is committed can still be looked at";
  const auto refused = commit(basel, shown);
  EXPECT_EQ(said(refused), "declaration_already_committed X11");
  EXPECT_EQ(refused.error().params.at("by"), "Officer of zurich, Office zurich");
  EXPECT_EQ(refused.error().params.at("at"), "2026-06-15T09:00:00.000Z");
}

TEST_P(CommitTransaction, T6_with_if_match_only_what_was_opened_is_committed) {
  validate();
  const auto shown = sign(exportation, "CH", "1-13");
  ASSERT_TRUE(scan(zurich, shown));
  const std::map<std::string, std::string> path{{"declaration_id", shown.declaration_id}};
  ASSERT_TRUE(call("correct_declaration", basel, {{"goods", "1-12"}}, path, "1.0"));
  EXPECT_EQ(said(call("commit_transaction", zurich, json::object(), path, "1.0")), "newer_version_exists T6");
  const auto committed = call("commit_transaction", zurich, json::object(), path, "1.1");
  ASSERT_TRUE(committed) << said(committed);
  EXPECT_EQ(committed->body.at("transactions").at(0).at("goods_ranges"), "1-12");
}

TEST_P(CommitTransaction, V3_a_colleague_commits_at_an_office_of_his_own) {
  const auto shown = sign(validation, "CH", "1-20");
  ASSERT_TRUE(scan(zurich, shown));
  EXPECT_EQ(fields_said(commit(basel, shown, {{"office_id", zurich.office_id}})),
            Fields{"/office_id office_not_yours"});
  const auto answer = commit(basel, shown);
  ASSERT_TRUE(answer) << said(answer);
  EXPECT_EQ(answer->body.at("transactions").at(0).at("office"), "Office basel");
}

TEST_P(CommitTransaction, X8_X15_goods_processed_abroad_as_the_officer_states_them_are_shown_as_a_change) {
  validate();
  cross(zurich, exportation, "1-4");
  const auto shown = sign(re_importation, "CH", "1-4");
  ASSERT_TRUE(scan(zurich, shown));
  const auto answer = commit(zurich, shown, {{"processed_abroad", "2"}});
  ASSERT_TRUE(answer) << said(answer);
  const auto& transaction = answer->body.at("transactions").at(0);
  EXPECT_EQ(transaction.at("processed_abroad").at(0).at("item"), 2);
  EXPECT_EQ(transaction.at("corrections").at(0).at("field"), "processed_abroad");
}

TEST_P(CommitTransaction, X9_where_an_earlier_leg_may_be_on_paper_the_officer_confirms_the_evidence) {
  database().write([&](platform::Session& session) {
    constexpr auto text = "UPDATE digital_dates SET confirmed = '2026-03-01' WHERE country = 'DE'";
    session.run(platform::Query{"customs_test.late_switch", text, text});
    return platform::Outcome::commit;
  });
  validate();
  const auto shown = sign(re_exportation, "DE", "1-4");  // imported on paper in February
  ASSERT_TRUE(scan(weil, shown));
  const auto opened = open(weil, shown);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->body.at("warnings").at(0).at("code"), "paper_evidence_needed");
  EXPECT_EQ(opened->body.at("warnings").at(0).at("blocks"), false);
  EXPECT_EQ(said(commit(weil, shown)), "paper_evidence_needed X9");
  const auto answer = commit(weil, shown, {{"paper_evidence_confirmed", true}});
  ASSERT_TRUE(answer) << said(answer);
  EXPECT_EQ(answer->body.at("transactions").at(0).at("paper_evidence_confirmed"), true);
}

TEST_P(CommitTransaction, ten_thousand_items_are_opened_and_committed_while_an_officer_waits) {
  const auto many = carnet::testing::a_carnet().with_items(10'000);
  edelweiss.general_list = many.build().general_list;
  issue(edelweiss);
  const auto shown = sign(validation, "CH", "1-10000");
  const auto timed = [&](const char* what, auto step) {
    const auto begin = std::chrono::steady_clock::now();
    const auto answer = step();
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    EXPECT_TRUE(answer) << said(answer);
    std::printf("10,000 items: %s in %lld ms\n", what, static_cast<long long>(took.count()));
  };
  timed("scan", [&] { return scan(zurich, shown); });
  timed("open", [&] { return open(zurich, shown); });
  timed("commit", [&] { return commit(zurich, shown); });
}

}  // namespace opencarnet::customs
