#include "demo/walk.h"

#include <fmt/format.h>

#include "demo/guide_carnets.h"
#include "demo/teller.h"

namespace opencarnet::demo {
namespace {

using nlohmann::json;

constexpr auto story = "walk";
constexpr auto holder_id = "ch-alpenglow", association_id = "IA-CH-ZURICH";
constexpr auto holder_email = "carnet@ch-alpenglow.example";
constexpr std::array officer_emails{"officer.chzrh@customs-ch.example", "officer.xsklw@customs-xs.example"};
constexpr std::size_t items = 13;  // as many as an officer can look over at one glance

json account(const json& document, std::string_view email) {
  for (const auto& line : document.at("accounts"))
    if (line.at("email") == email) return line;
  throw std::out_of_range(fmt::format("the demo world has no account {}", email));
}

}  // namespace

std::vector<PlannedCarnet> walk_carnets(const World& world, Day today) {
  const auto& chamber = world.chamber(association_id);
  const auto& catalogue = world.catalogue(world.holder(holder_id).catalogue);
  const auto issued_on = today - date::days{2};
  Random random(1947);
  std::vector<PlannedCarnet> carnets;
  for (int i = 1; i <= carnets_to_walk; ++i) {
    PlannedCarnet carnet;
    carnet.story = story;
    carnet.number = fmt::format("{}{}", chamber.number_prefix, 26'900'000 + i);
    carnet.association_id = association_id;
    carnet.holder_id = holder_id;
    carnet.country_of_issue = chamber.association.country;
    carnet.home_territory = world.territory_of(carnet.country_of_issue);
    carnet.intended_use = catalogue.intended_use;
    carnet.currency = catalogue.currency;
    carnet.general_list = {catalogue.goods.begin(), catalogue.goods.begin() + items};
    carnet.territories = territories_without(world, carnet.home_territory);
    carnet.sets = {2, 4, 2};
    carnet.issued_on = issued_on;
    carnet.valid_until = add_months(issued_on, 12) - date::days{1};
    Teller teller(world, random, carnet, issued_on);
    teller.draft();
    teller.issue();
    carnets.push_back(std::move(carnet));
  }
  return carnets;
}

json walk_of(const json& document) {
  json walk{{"holder", account(document, holder_email)}, {"officers", json::array()}, {"carnets", json::array()}};
  for (const auto* email : officer_emails) walk["officers"].push_back(account(document, email));
  for (const auto& carnet : document.at("carnets"))
    if (carnet.at("story") == story)
      walk["carnets"].push_back(
          {{"carnet_id", carnet.at("carnet_id")}, {"number", carnet.at("number")}, {"pin", carnet.at("pin")}});
  return walk;
}

}  // namespace opencarnet::demo
