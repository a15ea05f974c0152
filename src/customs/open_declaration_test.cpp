#include "customs/customs_fixture.h"

namespace opencarnet::customs {

using enum carnet::TransactionType;
using carnet::testing::said;

struct OpenDeclaration : CustomsFixture {
  static std::vector<std::string> codes(const json& warnings) {
    std::vector<std::string> out;
    for (const auto& warning : warnings) {
      out.push_back(warning.at("code").get<std::string>());
      EXPECT_FALSE(warning.at("detail").get<std::string>().empty());
      EXPECT_EQ(warning.at("detail").get<std::string>().find('{'), std::string::npos) << warning.dump();
    }
    return out;
  }
  json opened(const edge::Actor& actor, const Shown& shown) {
    const auto answer = open(actor, shown);
    EXPECT_TRUE(answer) << said(answer);
    return answer ? answer->body : json{};
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(OpenDeclaration);
using Codes = std::vector<std::string>;

TEST_P(OpenDeclaration, V1_only_after_it_was_presented_in_this_administration) {
  const auto shown = sign(importation, "DE", "1-4");
  EXPECT_EQ(said(open(weil, shown)), "not_found ");
  ASSERT_TRUE(scan(weil, shown));
  EXPECT_TRUE(open(weil, shown));
  EXPECT_TRUE(open(berlin, shown)) << "a colleague of the same administration";
  EXPECT_EQ(said(open(madrid, shown)), "not_found ");
  EXPECT_EQ(said(open(zurich, shown)), "not_found ");
  EXPECT_EQ(said(open(weil, {.declaration_id = new_id()})), "not_found ");
}

TEST_P(OpenDeclaration, shows_what_was_signed_with_what_may_be_done) {
  validate();
  const auto shown = sign(exportation, "CH", "1-13");
  ASSERT_TRUE(scan(zurich, shown));
  const auto answer = open(zurich, shown);
  ASSERT_TRUE(answer);
  const auto body = answer->document();
  EXPECT_EQ(answer->headers.at("ETag"), "\"1.0\"");
  EXPECT_EQ(body.at("declaration").at("version"), "1.0");
  EXPECT_EQ(body.at("declaration").at("state"), "signed");
  EXPECT_EQ(body.at("declaration").at("goods_ranges"), "1-13");
  EXPECT_EQ(body.at("declaration").at("signed_goods_ranges"), "1-13");
  EXPECT_EQ(body.at("carnet").at("general_list").size(), 20U);
  EXPECT_EQ(body.at("steps"), json({"commit"}));
  EXPECT_EQ(body.at("default_final_date"), "2027-01-09");
  EXPECT_EQ(body.at("history").size(), 1U);
  EXPECT_EQ(codes(body.at("warnings")), Codes{});
  EXPECT_EQ(body.at("places").at(0).at("place"), "home");
  EXPECT_EQ(count("audit WHERE action = 'customs.open_declaration'"), 1);
}

TEST_P(OpenDeclaration, X5_export_and_exit_are_offered_where_the_exportation_has_two_steps) {
  auto german = edelweiss;
  german.country_of_issue = "DE";
  // A carnet of a two-step territory: the same goods, issued in Germany.
  german.home_territory = "EU";
  database().write([&](platform::Session& session) {
    constexpr auto text = "UPDATE carnets SET country_of_issue = 'DE', home_territory = 'EU'";
    session.run(platform::Query{"customs_test.to_germany", text, text});
    return platform::Outcome::commit;
  });
  cross(weil, validation, "1-20");
  const auto shown = sign(exportation, "DE", "1-4");
  ASSERT_TRUE(scan(weil, shown));
  EXPECT_EQ(opened(weil, shown).at("steps"), json({"export", "exit"}));
  ASSERT_TRUE(commit(weil, shown, {{"step", "export"}, {"final_date", "2026-11-30"}}));
  const auto body = opened(weil, shown);
  EXPECT_EQ(body.at("steps"), json({"exit"}));
  EXPECT_EQ(body.at("default_final_date"), "2026-11-30");
  ASSERT_TRUE(commit(weil, shown, {{"step", "exit"}}));
  EXPECT_EQ(opened(weil, shown).at("steps"), json::array());
  EXPECT_EQ(opened(weil, shown).at("declaration").at("state"), "committed");
}

TEST_P(OpenDeclaration, warns_of_what_the_rules_would_refuse) {
  const auto shown = sign(exportation, "CH", "1-13");
  ASSERT_TRUE(scan(zurich, shown));
  EXPECT_EQ(codes(opened(zurich, shown).at("warnings")), Codes{"validation_missing"});
  EXPECT_EQ(opened(zurich, shown).at("warnings").at(0).at("blocks"), true);
  validate();
  auto blocked = edelweiss;
  blocked.standing = carnet::Standing::blocked;
  issue(blocked);
  EXPECT_EQ(codes(opened(zurich, shown).at("warnings")), Codes{"carnet_blocked"});
}

TEST_P(OpenDeclaration, C2_X6_X10_warns_of_what_a_person_should_know) {
  validate();
  now = *parse_instant("2026-12-26T23:30:00Z");  // the 27th in Berlin: 13 days before the last one
  const auto import = sign(importation, "DE", "1-4");
  ASSERT_TRUE(scan(weil, import));
  const auto warnings = opened(weil, import).at("warnings");
  EXPECT_EQ(codes(warnings), (Codes{"carnet_expires_soon", "exportation_not_recorded"}));
  for (const auto& warning : warnings) EXPECT_EQ(warning.at("blocks"), false) << warning;
  ASSERT_TRUE(commit(weil, import));
  now = *parse_instant("2027-01-20T09:00:00Z");
  const auto out = sign(re_exportation, "DE", "1-4");
  ASSERT_TRUE(scan(weil, out));
  EXPECT_EQ(codes(opened(weil, out).at("warnings")), (Codes{"would_be_late", "carnet_has_expired"}));
  const auto late = sign(importation, "DE", "5");
  ASSERT_TRUE(scan(weil, late));
  EXPECT_EQ(codes(opened(weil, late).at("warnings")).front(), "carnet_expired");
}

TEST_P(OpenDeclaration, warnings_are_in_the_officers_language) {
  validate();
  now = *parse_instant("2027-01-08T09:00:00Z");
  const auto import = sign(importation, "DE", "1-4");
  ASSERT_TRUE(scan(weil, import));
  const auto said = [&](const std::string& language) {
    auto reader = weil;
    reader.language = language;
    const auto answer = open(reader, import).value();
    EXPECT_EQ(answer.headers.at("Content-Language"), language);
    std::string all;
    for (const auto& warning : answer.body.at("warnings")) all += warning.at("detail").get<std::string>() + "\n";
    return all;
  };
  EXPECT_EQ(said("en"),
            "The last day of the carnet is January 9, 2027: tomorrow.\n"
            "The exportation of item No. 1-4 is not recorded. This does not hinder the importation.\n");
  EXPECT_EQ(said("fr"),
            "Le dernier jour de validité du carnet est le 9 janvier 2027 : demain.\n"
            "L’exportation de l’article n° 1-4 n’est pas enregistrée. Cela n’empêche pas l’importation.\n");
  EXPECT_NE(said("ar").find("9 يناير 2027: غدًا"), std::string::npos) << said("ar");
}

TEST_P(OpenDeclaration, T7_a_declaration_signed_anew_must_be_scanned_anew) {
  const auto shown = sign(validation, "CH", "1-20");
  ASSERT_TRUE(scan(zurich, shown));
  const auto newer = sign_again(shown);
  EXPECT_EQ(said(open(zurich, shown)), "declaration_replaced T7");
  EXPECT_EQ(said(commit(zurich, shown)), "declaration_replaced T7");
  ASSERT_TRUE(scan(zurich, newer));
  EXPECT_EQ(opened(zurich, shown).at("declaration").at("version"), "2.0");
}

TEST_P(OpenDeclaration, V1_V2_foreign_history_is_shown_up_to_the_arrival_and_without_names) {
  validate();
  cross(zurich, exportation, "1-4");
  const auto import = sign(importation, "DE", "1-4");
  ASSERT_TRUE(scan(weil, import));
  const auto before = opened(weil, import).at("history");
  ASSERT_EQ(before.size(), 2U);
  EXPECT_FALSE(before.at(0).contains("officer"));
  ASSERT_TRUE(commit(weil, import));
  now += std::chrono::hours{1};
  cross(zurich, exportation, "5-6");
  const auto after = opened(weil, import).at("history");
  ASSERT_EQ(after.size(), 3U) << "later foreign ones are not seen";
  EXPECT_EQ(after.at(2).at("officer"), "Officer of weil");
}

}  // namespace opencarnet::customs
