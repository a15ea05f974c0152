// What the screens ask beside the crossing itself: countries, offices, settings, the list of carnets, and languages.
#include "crypto/jose.h"
#include "support/journey.h"

namespace opencarnet::api {
namespace {

using nlohmann::json;
using support::Client;
using support::Headers;

struct ScreensApi : support::OverHttp {
  Client nobody{"nobody", server().url()};
};
INSTANTIATE_FOR_BOTH_ENGINES(ScreensApi);

constexpr auto countries = "/api/public/v1/countries";
constexpr auto offices = "/api/customs/v1/offices";
constexpr auto current = "/api/identity/v1/sessions/current";
constexpr auto carnets = "/api/wallet/v1/carnets";

TEST_P(ScreensApi, M4_list_digital_countries_is_open_to_everybody_and_need_not_be_sent_twice) {
  const auto first = nobody.call("GET", countries);
  ASSERT_EQ(first.status, 200) << first.bytes;
  EXPECT_GT(first.body.at("countries").size(), 70U);
  EXPECT_EQ(first.header("cache-control"), "public, max-age=3600");
  EXPECT_EQ(first.header("content-language"), "en");
  const auto again = nobody.send("GET", countries, "", {{"If-None-Match", first.header("etag")}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.bytes, "");
  const auto french = nobody.send("GET", countries, "",
                                  {{"If-None-Match", first.header("etag")}, {"Accept-Language", "fr-CH, fr;q=0.9"}});
  ASSERT_EQ(french.status, 200);
  EXPECT_EQ(french.header("content-language"), "fr");
  EXPECT_NE(french.bytes.find("Suisse"), std::string::npos);
}

TEST_P(ScreensApi, V3_list_offices_offers_what_change_default_office_takes) {
  auto controller = server().fresh("controller", "CH", 1);
  const auto listed = controller.done("GET", offices).at("offices");
  ASSERT_GT(listed.size(), 3U);
  const auto chosen = listed.at(2).at("office_id");
  const auto changed = controller.done("PUT", std::string(current) + "/office", {{"office_id", chosen}});
  EXPECT_EQ(changed.at("office_id"), chosen);
  EXPECT_EQ(controller.done("GET", current).at("office_id"), chosen);
  const auto after = controller.done("GET", offices);
  for (const auto& office : after.at("offices"))
    EXPECT_EQ(office.at("is_default").get<bool>(), office.at("office_id") == chosen) << office;
  const auto abroad = as("controller", "DE").done("GET", offices).at("offices").at(0).at("office_id");
  controller.refused("office_not_yours", "PUT", std::string(current) + "/office", {{"office_id", abroad}});
  EXPECT_EQ(controller.done("GET", std::string(offices) + "?q=zurich&limit=1").at("offices").at(0).at("name"),
            "Zürich Flughafen");
}

TEST_P(ScreensApi, change_language_decides_how_refusals_speak_unless_the_request_says_otherwise) {
  auto holder = server().fresh("holder", "CH", 5);
  EXPECT_EQ(holder.done("PUT", std::string(current) + "/language", {{"language", "ar"}}).at("language"), "ar");
  const auto path = std::string(carnets) + "/999";
  const auto arabic = holder.call("GET", path);
  EXPECT_EQ(arabic.code(), "not_found");
  EXPECT_EQ(arabic.header("content-language"), "ar");
  const auto french = holder.call("GET", path, nullptr, {{"Accept-Language", "fr"}});
  EXPECT_EQ(french.header("content-language"), "fr");
  const auto english = holder.call("GET", path, nullptr, {{"Accept-Language", "en"}});
  std::set<std::string> titles;
  for (const auto* reply : {&arabic, &french, &english}) titles.insert(reply->body.at("title").get<std::string>());
  EXPECT_EQ(titles.size(), 3U) << arabic.bytes;
}

TEST_P(ScreensApi, C11_list_carnets_tells_the_next_step_and_get_carnet_refreshes_without_pin) {
  support::Journey journey{server(), 6};
  auto& holder = journey.wallet();
  const auto it = [&] {
    const auto page = holder.done("GET", carnets);
    for (const auto& carnet : page.at("carnets"))
      if (carnet.at("number") == journey.number) return carnet;
    return json();
  };
  journey.issue();
  EXPECT_EQ(it(), nullptr);
  journey.download();
  EXPECT_EQ(it().at("next_step").at("step"), "sign_carnet");
  EXPECT_EQ(it().at("downloaded_on_this_device"), true);
  journey.sign_carnet();
  EXPECT_EQ(it().at("next_step").at("step"), "prepare_travel");
  journey.leave_home("DE", "1-4");
  EXPECT_EQ(it().at("next_step").at("step"), "sign_declaration");
  EXPECT_EQ(it().at("next_step").at("type"), "importation");
  const auto sealed = holder.done("GET", journey.at(""));
  const auto opened =
      json::parse(crypto::decrypt_jwe(server().device(6).encryption, sealed.at("jwe").get<std::string>()).value());
  EXPECT_EQ(opened.at("state"), "activated");
  EXPECT_TRUE(opened.contains("signed_at"));
  EXPECT_EQ(opened.at("sets_left"), it().at("sets_left"));
}

TEST_P(ScreensApi, warnings_are_in_the_language_of_the_request) {
  support::Journey journey{server(), 6};
  journey.issue().download().sign_carnet();
  const auto travel = journey.travel("CH", "DE", "1-4");
  journey.cross(travel, "validation");
  const auto shown = journey.sign(travel, "importation");
  journey.present(shown);
  const auto opened = journey.officer("DE").call("GET", support::declaration_path(shown.declaration_id), nullptr,
                                                 {{"Accept-Language", "fr"}});
  EXPECT_EQ(opened.header("content-language"), "fr");
  EXPECT_NE(opened.bytes.find("L’exportation de l’article n° 1-4 n’est pas enregistrée."), std::string::npos)
      << opened.body.at("warnings");
}

}  // namespace
}  // namespace opencarnet::api
