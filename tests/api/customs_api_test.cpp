// The officer's operations over HTTP: open, correct, commit, reject, cancel, look back.
#include <thread>

#include <fmt/format.h>

#include "support/journey.h"
#include "support/unchanged.h"

namespace opencarnet::api {
namespace {

using nlohmann::json;
using support::declaration_path;
using support::Journey;
using support::Shown;
using support::Unchanged;

constexpr auto scans = "/api/customs/v1/scans";

struct CustomsApi : support::OverHttp {};
INSTANTIATE_FOR_BOTH_ENGINES(CustomsApi);

std::string transaction_path(const json& committed, const std::string& suffix) {
  return "/api/customs/v1/transactions/" + committed.at("transactions").at(0).at("transaction_id").get<std::string>() +
         suffix;
}

TEST_P(CustomsApi, X11_a_commit_happens_once_and_its_repeat_gets_the_first_answer) {
  Journey journey{server()};
  const auto shown = journey.ready().sign(journey.travel("CH", "DE", "1-4"), "validation");
  journey.present(shown);
  journey.present(shown, 1);
  const auto path = declaration_path(shown.declaration_id, "/commit");
  const support::Headers key{{"Idempotency-Key", "commit-" + shown.declaration_id}};
  const auto first = journey.officer("CH").call("POST", path, {{"goods_examined", true}}, key);
  ASSERT_EQ(first.status, 201) << first.bytes;
  const Unchanged database{server()};
  const auto again = journey.officer("CH").call("POST", path, {{"goods_examined", true}}, key);
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.bytes, first.bytes);
  EXPECT_EQ(again.header("idempotency-replayed"), "true");
  journey.officer("CH").refused("idempotency_key_reused", "POST", path, {{"goods_examined", false}}, key);
  for (const int colleague : {0, 1}) {
    const auto late =
        journey.officer("CH", colleague).refused("declaration_already_committed", "POST", path, json::object());
    EXPECT_EQ(late.status, 409);
    EXPECT_NE(late.body.value("detail", "").find("officer 0 of CH"), std::string::npos) << "by whom: " << late.bytes;
    EXPECT_NE(late.body.value("detail", "").find(to_text(server().today()).substr(0, 7)), std::string::npos)
        << "and when: " << late.bytes;
  }
}

TEST_P(CustomsApi, X11_of_racing_officers_exactly_one_wins) {
  Journey journey{server()};
  const auto shown = journey.ready().sign(journey.travel("CH", "DE", "1-4"), "validation");
  const auto path = declaration_path(shown.declaration_id, "/commit");
  std::vector<support::Client> officers;
  for (int i = 0; i < 8; ++i) {
    officers.push_back(server().fresh("officer", "CH", i));
    officers.back().done("POST", scans, {{"qr", shown.qr}});
  }
  std::vector<support::Reply> replies(officers.size());
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < officers.size(); ++i)
    threads.emplace_back([&, i] { replies[i] = officers[i].call("POST", path, json::object()); });
  for (auto& thread : threads) thread.join();
  int won = 0;
  for (const auto& reply : replies) {
    won += reply.status == 201 ? 1 : 0;
    EXPECT_TRUE(reply.status == 201 || reply.code() == "declaration_already_committed") << reply.bytes;
  }
  EXPECT_EQ(won, 1);
}

TEST_P(CustomsApi, X6_final_dates_lie_between_today_and_the_validity) {
  Journey journey{server()};
  const auto travel = journey.ready().leave_home("DE", "1-4");
  const auto shown = journey.sign(travel, "importation");
  journey.present(shown);
  const auto path = declaration_path(shown.declaration_id, "/commit");
  const Unchanged database{server()};
  auto reply =
      journey.officer("DE").refused("field_errors", "POST", path, {{"final_date", "2099-12-31"}, {"seals", "DE 4711"}});
  EXPECT_EQ(reply.code_at("/final_date"), "final_date_after_validity");
  EXPECT_EQ(reply.code_at("/seals"), "field_does_not_belong");
  EXPECT_EQ(journey.officer("DE")
                .refused("field_errors", "POST", path, {{"final_date", "2020-01-01"}})
                .code_at("/final_date"),
            "final_date_in_the_past");
  EXPECT_EQ(journey.officer("DE")
                .refused("field_errors", "POST", path, {{"final_date", "2027-02-30"}})
                .code_at("/final_date"),
            "not_a_day");
}

TEST_P(CustomsApi, X3_nothing_before_the_validation) {
  Journey journey{server()};
  const auto shown = journey.ready().sign(journey.travel("CH", "DE", "1-4"), "exportation");
  journey.present(shown);
  const Unchanged database{server()};
  EXPECT_EQ(
      journey.officer("CH")
          .refused("validation_missing", "POST", declaration_path(shown.declaration_id, "/commit"), json::object())
          .body.value("rule", ""),
      "X3");
}

TEST_P(CustomsApi, X15_an_officer_makes_the_list_smaller_never_larger) {
  Journey journey{server()};
  const auto travel = journey.ready().travel("CH", "DE", "1-4");
  journey.cross(travel, "validation");
  const auto shown = journey.sign(travel, "exportation");
  const auto opened = journey.present(shown);
  const auto path = declaration_path(shown.declaration_id);
  auto& officer = journey.officer("CH");
  {
    const Unchanged database{server()};
    officer.refused("correction_adds_goods", "PATCH", path, {{"goods", "1-5"}}, {{"If-Match", opened.header("etag")}});
    officer.refused("precondition_required", "PATCH", path, {{"goods", "1-3"}});
    officer.refused("newer_version_exists", "PATCH", path, {{"goods", "1-3"}}, {{"If-Match", "\"9.9\""}});
    EXPECT_EQ(
        officer.refused("field_errors", "PATCH", path, {{"goods", "5-2,,9x"}}, {{"If-Match", opened.header("etag")}})
            .code_at("/goods")
            .substr(0, 6),
        "range_");
  }
  const auto corrected = officer.call("PATCH", path, {{"goods", "1-3"}, {"remarks", "Item 4 is not here"}},
                                      {{"If-Match", opened.header("etag")}});
  ASSERT_EQ(corrected.status, 200) << corrected.bytes;
  officer.refused("newer_version_exists", "POST", path + "/commit", json::object(),
                  {{"If-Match", opened.header("etag")}});
  const auto committed =
      officer.done("POST", path + "/commit", json::object(), {{"If-Match", corrected.header("etag")}});
  EXPECT_EQ(committed.at("transactions").at(0).at("goods_ranges"), "1-3");
  EXPECT_NE(journey.history().at("transactions").dump().find("\"corrections\""), std::string::npos)
      << "the holder is shown it";
}

TEST_P(CustomsApi, X13_a_rejection_uses_nothing_up_and_its_reason_stays_inside) {
  Journey journey{server()};
  const auto shown = journey.ready().sign(journey.travel("CH", "DE", "1-4"), "validation");
  journey.present(shown);
  const auto path = declaration_path(shown.declaration_id);
  auto& officer = journey.officer("CH");
  const auto sets = journey.history().at("sets_left");
  {
    const Unchanged database{server()};
    EXPECT_EQ(officer.refused("field_errors", "POST", path + "/reject", json::object()).code_at("/reason"),
              "missing_field");
    EXPECT_FALSE(
        officer.refused("field_errors", "POST", path + "/reject", {{"reason", ""}}).code_at("/reason").empty());
    EXPECT_TRUE(officer.refused("reason_missing", "POST", path + "/reject", {{"reason", "   "}}).status >= 409);
  }
  officer.done("POST", path + "/reject", {{"reason", "The stamp looks strange"}});
  {
    const Unchanged database{server()};
    officer.refused("declaration_rejected", "POST", path + "/commit", json::object());
    officer.refused("declaration_rejected", "POST", path + "/reject", {{"reason", "once more"}});
  }
  const auto history = journey.history();
  EXPECT_EQ(history.at("rejections").size(), 1u);
  EXPECT_EQ(history.dump().find("strange"), std::string::npos) << "V2";
  EXPECT_EQ(history.at("sets_left"), sets);
  EXPECT_NE(officer.done("GET", "/api/customs/v1/carnets/" + journey.id() + "/history").dump().find("strange"),
            std::string::npos);
}

TEST_P(CustomsApi, X14_a_cancellation_needs_code_reason_and_the_same_administration) {
  Journey journey{server()};
  const auto travel = journey.ready().leave_home("DE", "1-4");
  const auto before = journey.places();
  const auto shown = journey.sign(travel, "importation");
  const auto committed = journey.commit(shown);
  const auto path = transaction_path(committed, "/cancel");
  auto& officer = journey.officer("DE");
  for (const auto* country : {"FR", "XS"}) static_cast<void>(as("officer", country));
  const json right{{"cancellation_code", shown.cancellation_code}, {"reason", "Wrong lorry"}};
  {
    const Unchanged database{server()};
    officer.refused("cancellation_code_wrong", "POST", path,
                    {{"cancellation_code", "0000 0000 0000"}, {"reason", "Wrong lorry"}});
    EXPECT_EQ(officer.refused("field_errors", "POST", path, {{"cancellation_code", "?"}, {"reason", " "}})
                  .code_at("/cancellation_code"),
              "code_malformed");
    as("officer", "FR").refused("only_committing_administration", "POST", path, right);
    as("officer", "XS").refused("not_found", "POST", path, right);
  }
  std::string typed;
  for (const char c : shown.cancellation_code) typed += std::string(1, static_cast<char>(std::tolower(c))) + " ";
  officer.done("POST", path, {{"cancellation_code", typed}, {"reason", "Wrong lorry"}});
  EXPECT_EQ(journey.places(), before);
  const Unchanged database{server()};
  officer.refused("transaction_already_cancelled", "POST", path, right);
  officer.refused("declaration_must_be_signed_again", "POST", declaration_path(shown.declaration_id, "/commit"),
                  json::object());
}

TEST_P(CustomsApi, X14_what_a_later_transaction_depends_on_stays) {
  Journey journey{server()};
  journey.ready();
  const auto travel = journey.travel("CH", "DE", "1-4");
  const auto validation = journey.sign(travel, "validation");
  const auto committed = journey.commit(validation);
  journey.cross(travel, "exportation");
  const Unchanged database{server()};
  journey.officer("CH").refused("later_transaction_depends", "POST", transaction_path(committed, "/cancel"),
                                {{"cancellation_code", validation.cancellation_code}, {"reason", "Too late"}});
}

TEST_P(CustomsApi, X16_the_receipt_is_a_pdf_for_those_who_committed) {
  Journey journey{server()};
  const auto committed = journey.ready().cross(journey.travel("CH", "DE", "1-4"), "validation");
  const auto path = transaction_path(committed, "/receipt");
  const auto receipt = journey.officer("CH").call("GET", path);
  EXPECT_EQ(receipt.header("content-type"), "application/pdf");
  EXPECT_EQ(receipt.bytes.substr(0, 5), "%PDF-");
  journey.officer("DE").refused("not_found", "GET", path);
}

TEST_P(CustomsApi, V1_a_territory_sees_what_came_before_and_its_own_never_later_foreign_steps) {
  Journey journey{server()};
  const auto out = journey.ready().leave_home("DE", "1-4");
  const auto carnet = "/api/customs/v1/carnets/" + journey.id();
  journey.officer("DE").refused("not_found", "GET", carnet);
  journey.cross(out, "importation");
  const auto on = journey.travel("DE", "GB", "1-4");
  journey.cross(on, "re_exportation");
  journey.cross(on, "importation");
  const auto in_germany = journey.officer("DE").done("GET", carnet + "/history").at("transactions");
  for (const auto& transaction : in_germany) {
    EXPECT_NE(transaction.at("territory"), "GB") << transaction;
  }
  EXPECT_EQ(journey.officer("GB").done("GET", carnet + "/history").at("transactions").size(), in_germany.size() + 1);
  journey.officer("XS").refused("not_found", "GET", carnet);
  journey.officer("XS").refused("not_found", "GET", carnet + "/history");
}

TEST_P(CustomsApi, lists_hold_this_administrations_transactions_and_go_on_where_they_ended) {
  Journey journey{server()};
  journey.ready().leave_home("DE", "1-4");
  auto& officer = journey.officer("CH");
  const auto first = officer.done("GET", "/api/customs/v1/transactions?limit=1&carnet_id=" + journey.id());
  ASSERT_EQ(first.at("transactions").size(), 1u);
  EXPECT_EQ(first.at("transactions").at(0).at("type"), "exportation") << "newest first";
  const auto second = officer.done("GET", "/api/customs/v1/transactions?limit=1&carnet_id=" + journey.id() +
                                              "&cursor=" + first.at("next_cursor").get<std::string>());
  EXPECT_EQ(second.at("transactions").at(0).at("type"), "validation");
  officer.refused("cursor_not_ours", "GET", "/api/customs/v1/transactions?cursor=AAAA");
  EXPECT_TRUE(journey.officer("XS")
                  .done("GET", "/api/customs/v1/transactions?carnet_id=" + journey.id())
                  .at("transactions")
                  .empty());
}

}  // namespace
}  // namespace opencarnet::api
