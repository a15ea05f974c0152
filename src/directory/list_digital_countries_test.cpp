#include <gtest/gtest.h>

#include "contract/contract.h"
#include "directory/reference_store.h"
#include "directory/routes_public.h"
#include "support/databases.h"

namespace opencarnet::directory {
namespace {

using nlohmann::json;

struct DigitalCountries : support::BothEngines {
  void SetUp() override {
    database().write([](platform::Session& session) {
      load_reference(session, built_in_reference());
      return platform::Outcome::commit;
    });
  }
  edge::Answer asked(const std::string& language = "en", const std::string& now = "2026-11-22T12:00:00.000Z") {
    const auto at = parse_instant(now).value();
    const edge::Actor nobody;
    edge::Answer answer;
    database().read([&](platform::Session& session) {
      edge::Context context{nobody, at, {at, "r", "op", "", "", ""}, &session, database(), language};
      answer = list_digital_countries(context, {}).value();
    });
    const auto promised = contract::Contract::built_in().find("public.list_digital_countries");
    EXPECT_TRUE(promised->check_answer(200, answer.body)) << answer.body.dump(1);
    return answer;
  }
  static json named(const json& list, const char* field, const std::string& value) {
    for (const auto& it : list)
      if (it.at(field) == value) return it;
    return nullptr;
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(DigitalCountries);

TEST_P(DigitalCountries, M4_each_country_tells_its_medium_today_and_the_dates_behind_it) {
  const auto countries = asked().body.at("countries");
  EXPECT_EQ(named(countries, "country", "CH"), json({{"country", "CH"},
                                                     {"name", "Switzerland"},
                                                     {"territory", "CH_LI"},
                                                     {"medium", "digital"},
                                                     {"digital_from", "2026-06-01"}}));
  EXPECT_EQ(named(countries, "country", "AD").at("medium"), "paper");
  EXPECT_EQ(named(countries, "country", "AF"), nullptr);  // takes no carnets
  EXPECT_EQ(named(countries, "country", "BR"), nullptr);  // switched off until it confirms
}

TEST_P(DigitalCountries, M4_the_day_is_the_one_in_the_countrys_own_time_zone) {
  const auto medium = [&](const std::string& now) {
    return named(asked("en", now).body.at("countries"), "country", "CH").at("medium").get<std::string>();
  };
  EXPECT_EQ(medium("2026-05-31T21:59:59.000Z"), "paper");
  EXPECT_EQ(medium("2026-05-31T22:00:00.000Z"), "digital");  // midnight in Zürich
}

TEST_P(DigitalCountries, M4_territories_come_with_members_settings_and_uses) {
  const auto body = asked().body;
  const auto eu = named(body.at("territories"), "territory", "EU");
  EXPECT_EQ(eu.at("name"), "European Union");
  EXPECT_EQ(eu.at("two_step_export"), true);
  EXPECT_EQ(eu.at("members").size(), 28U);
  EXPECT_EQ(named(body.at("territories"), "territory", "AE").at("refuses_split_importation"), true);
  EXPECT_EQ(named(body.at("territories"), "territory", "BR"), nullptr);
  std::set<std::string> uses, territories;
  for (const auto& use : body.at("intended_uses")) uses.insert(use.at("intended_use").get<std::string>());
  for (const auto& territory : body.at("territories")) {
    territories.insert(territory.at("territory").get<std::string>());
    for (const auto& use : territory.at("accepted_uses")) EXPECT_TRUE(uses.contains(use.get<std::string>())) << use;
  }
  for (const auto& country : body.at("countries"))
    EXPECT_TRUE(territories.contains(country.at("territory").get<std::string>())) << country;
}

TEST_P(DigitalCountries, names_are_french_where_wanted_and_english_where_there_is_no_other) {
  const auto french = asked("fr");
  EXPECT_EQ(french.headers.at("Content-Language"), "fr");
  EXPECT_EQ(named(french.body.at("countries"), "country", "CH").at("name"), "Suisse");
  EXPECT_EQ(named(french.body.at("territories"), "territory", "EU").at("name"), "Union européenne");
  EXPECT_EQ(named(french.body.at("intended_uses"), "intended_use", "PE").at("name"), "Matériel professionnel");
  const auto arabic = asked("ar");
  EXPECT_EQ(arabic.headers.at("Content-Language"), "en");
  EXPECT_EQ(named(arabic.body.at("countries"), "country", "CH").at("name"), "Switzerland");
}

TEST_P(DigitalCountries, the_answer_may_be_kept_for_an_hour_and_has_a_version) {
  const auto answer = asked();
  EXPECT_EQ(answer.headers.at("Cache-Control"), "public, max-age=3600");
  EXPECT_EQ(answer.headers.at("Vary"), "Accept-Language");
  EXPECT_EQ(answer.headers.at("ETag"), asked().headers.at("ETag"));
  EXPECT_NE(answer.headers.at("ETag"), asked("fr").headers.at("ETag"));
  EXPECT_NE(answer.headers.at("ETag"), asked("en", "2026-05-01T12:00:00.000Z").headers.at("ETag"));
}

}  // namespace
}  // namespace opencarnet::directory
