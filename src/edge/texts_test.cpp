#include "edge/texts.h"

#include <gtest/gtest.h>
#include <unicode/timezone.h>

#include "edge/problem.h"

namespace opencarnet::edge {
namespace {

TEST(Texts, numbers_are_numbers_only_where_the_message_says_so) {
  EXPECT_EQ(formatted("en", "Carnet {carnet_id} waits.", {{"carnet_id", "768255"}}), "Carnet 768255 waits.");
  EXPECT_EQ(formatted("en", "{n, plural, one {# item} other {# items}}", {{"n", "1"}}), "1 item");
  EXPECT_EQ(formatted("en", "{n, plural, one {# item} other {# items}}", {{"n", "10000"}}), "10,000 items");
  EXPECT_EQ(formatted("de", "{n, number} Stück", {{"n", "10000"}}), "10.000 Stück");
  EXPECT_EQ(formatted("en", "{b, select, least {At least {limit}.} other {At most {limit}.}}",
                      {{"b", "least"}, {"limit", "7"}}),
            "At least 7.");
}

TEST(Texts, a_date_is_a_day_in_the_readers_language_whatever_the_zone_of_this_machine) {
  for (const auto* zone : {"Pacific/Kiritimati", "Pacific/Pago_Pago"}) {
    icu::TimeZone::adoptDefault(icu::TimeZone::createTimeZone(zone));
    const Params day{{"day", "2027-01-09"}};
    EXPECT_EQ(formatted("en", std::string("Until {day, date, long}. ") + zone, day),
              std::string("Until January 9, 2027. ") + zone);
    EXPECT_EQ(formatted("fr", std::string("Jusqu’au {day, date, long} ") + zone, day),
              std::string("Jusqu’au 9 janvier 2027 ") + zone);
  }
  EXPECT_EQ(formatted("en", "Until {day, date, long}.", {{"day", "one day"}}), "Until {day, date, long}.");
}

TEST(Texts, digits_are_latin_in_every_language_as_those_of_codes_are) {
  EXPECT_EQ(formatted("ar", "{n, plural, other {# بند}} {day, date, long}", {{"n", "12"}, {"day", "2027-01-09"}}),
            "12 بند 9 يناير 2027");
}

TEST(Texts, a_value_is_never_read_as_a_message) {
  EXPECT_EQ(formatted("en", "No field {field}.", {{"field", "{0} '{x}' <b>"}}), "No field {0} '{x}' <b>.");
}

TEST(Texts, a_broken_message_is_shown_as_it_is) { EXPECT_EQ(formatted("en", "{oops", {}), "{oops"); }

TEST(Texts, every_english_text_of_every_code_can_be_formatted) {
  const Texts texts;
  for (const auto& about : code_facts) {
    const auto code = static_cast<Code>(&about - code_facts.data());
    const auto said = texts.refusal(code, {}, "en");
    EXPECT_FALSE(said.title.empty() || said.detail.empty() || said.next.empty()) << about.code;
    EXPECT_EQ(said.detail.find(", plural"), std::string::npos) << about.code << ": " << said.detail;
    EXPECT_EQ(said.detail.find(", select"), std::string::npos) << about.code << ": " << said.detail;
  }
}

TEST(Texts, types_of_transactions_are_said_in_words) {
  const Texts texts;
  const auto detail = [&](Code code, const std::string& type) {
    const Params params{{"type", type},    {"home", "EU"},     {"territory", "GB"},
                        {"list", "goods"}, {"field", "seals"}, {"valid_until", "2027-01-09"}};
    return texts.refusal(code, params, "en").detail;
  };
  EXPECT_EQ(detail(Code::only_home_customs, "exportation"),
            "An exportation of this carnet is committed in EU; this office is in GB.");
  EXPECT_EQ(detail(Code::field_does_not_belong, "re_importation"), "A re-importation has no field seals.");
  EXPECT_EQ(detail(Code::carnet_type_not_accepted, "cpd"), "GB does not take CPD carnets.");
  for (const auto code :
       {Code::only_home_customs, Code::only_foreign_customs, Code::list_does_not_belong, Code::field_does_not_belong,
        Code::carnet_expired, Code::carnet_replaced, Code::travel_has_transaction, Code::declaration_is_committed,
        Code::declaration_already_committed})
    for (const auto* type : {"exportation", "re_exportation", "transit_open"}) {
      if (code == Code::only_home_customs && std::string_view(type) != "exportation") continue;
      if (code == Code::carnet_replaced && std::string_view(type) == "re_exportation") continue;
      if (code == Code::only_foreign_customs && std::string_view(type) == "exportation") continue;
      EXPECT_EQ(detail(code, type).find('_'), std::string::npos) << detail(code, type);
      EXPECT_EQ(detail(code, type).find("A e"), std::string::npos) << detail(code, type);
    }
}

TEST(Texts, speak_the_readers_language_where_they_can) {
  const Texts texts{
      {{"fr", nlohmann::json::parse(R"({"not_found":{"title":"Rien ici","detail":"Rien.","next":"Vérifiez."}})")},
       {"pt", nlohmann::json::object()}}};
  EXPECT_EQ(texts.choose("fr-CH, fr;q=0.9, en;q=0.8"), "fr");
  EXPECT_EQ(texts.choose("de, en;q=0.5"), "en");
  EXPECT_EQ(texts.choose("en;q=0.2, pt-BR;q=0.7"), "pt");
  EXPECT_EQ(texts.choose("fr;q=0"), "en");
  EXPECT_EQ(texts.choose(""), "en");
  EXPECT_EQ(texts.choose(",;q=,,,=;;"), "en");
  EXPECT_EQ(texts.choose("", "fr"), "fr");  // the account's language, where the request names none that is spoken
  EXPECT_EQ(texts.choose("*", "fr"), "fr");
  EXPECT_EQ(texts.choose("de", "fr"), "fr");
  EXPECT_EQ(texts.choose("en;q=0.1", "fr"), "en");
  EXPECT_EQ(texts.choose("", "de"), "en");
  EXPECT_EQ(texts.refusal(Code::not_found, {}, "fr").title, "Rien ici");
  EXPECT_EQ(texts.refusal(Code::busy, {}, "fr").title, std::string(facts(Code::busy).title));  // not translated yet
}

TEST(Texts, messages_are_said_in_the_language_else_in_english_and_a_key_that_is_nowhere_is_a_bug) {
  const Texts texts{{}, {{"en", {{"late", "Late: {day}"}, {"new", "New"}}}, {"fr", {{"late", "Tard : {day}"}}}}};
  EXPECT_EQ(texts.message("late", {{"day", "today"}}, "fr"), "Tard : today");
  EXPECT_EQ(texts.message("late", {{"day", "today"}}, "de"), "Late: today");
  EXPECT_EQ(texts.message("new", {}, "fr"), "New");
  EXPECT_THROW(static_cast<void>(texts.message("never", {}, "fr")), std::logic_error);
}

TEST(Texts, the_program_speaks_english_french_and_arabic) {
  const auto& texts = Texts::built_in();
  for (const std::string language : {"en", "fr", "ar"}) EXPECT_EQ(texts.choose(language), language);
  const auto said = [&](const std::string& language) { return texts.message("warning.would_be_late", {}, language); };
  EXPECT_NE(said("fr"), said("en"));
  EXPECT_NE(said("ar"), said("en"));
}

TEST(Texts, codes_among_the_values_are_said_in_words) {
  const auto& texts = Texts::built_in();
  const auto detail = [&](Code code, const Params& params, const std::string& language) {
    return texts.refusal(code, params, language).detail;
  };
  const Params steps{{"step", "sign_declaration"}, {"first", "sign_carnet"}};
  EXPECT_EQ(detail(Code::holder_step_too_early, steps, "en"), "Before you sign the declaration, you sign the carnet.");
  const Params sets{{"kind", "importation_re_exportation"},
                    {"voucher", "re_exportation"},
                    {"needed", "2"},
                    {"left", "0"},
                    {"total", "3"}};
  EXPECT_EQ(detail(Code::no_set_left, sets, "en"),
            "This needs 2 re-exportation voucher(s) of the importation and re-exportation sets; 0 of 3 are left.");
  for (const auto* language : {"fr", "ar"})
    for (const auto& said :
         {detail(Code::no_set_left, sets, language), detail(Code::holder_step_too_early, steps, language)}) {
      EXPECT_EQ(said.find('_'), std::string::npos) << said;
      EXPECT_EQ(said.find("sign the"), std::string::npos) << said;
    }
  EXPECT_EQ(detail(Code::carnet_life_forbids, {{"life", "never heard of"}, {"change", "amended"}}, "en"),
            "The carnet is never heard of; it cannot be amended.");
}

TEST(Problem, names_code_rule_place_and_next_step) {
  FieldErrors errors;
  errors.add("/holder/name", Code::missing_field, {{"field", "name"}});
  errors.add("/pieces", Code::out_of_range, {{"bound", "maximum"}, {"limit", "20"}});
  const auto refusal = std::move(errors).verdict().error();
  const auto problem = problem_document(refusal, Texts{}, "en");
  EXPECT_EQ(problem["status"], 422);
  EXPECT_EQ(problem["code"], "field_errors");
  EXPECT_EQ(problem["detail"],
            "2 fields are not as the contract or a rule wants; each is listed with its place and reason.");
  EXPECT_EQ(problem["errors"][0]["detail"], "The field name is required here.");
  EXPECT_EQ(problem["errors"][1]["detail"], "The greatest possible is 20.");
  EXPECT_EQ(problem_document({Code::newer_version_exists, {}, {}, false}, Texts{}, "en")["rule"], "T6");
}

TEST(Problem, says_when_to_come_back) {
  const auto retry = [](const http::Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "Retry-After") return value;
    return std::string();
  };
  EXPECT_EQ(retry(problem_response({Code::too_many_attempts, {{"seconds", "30"}}, {}, false}, Texts{}, "en")), "30");
  EXPECT_EQ(retry(problem_response({Code::busy, {}, {}, false}, Texts{}, "en")), "2");
  EXPECT_EQ(retry(problem_response({Code::not_found, {}, {}, false}, Texts{}, "en")), "");
}

}  // namespace
}  // namespace opencarnet::edge
