#include "demo/guide_carnets.h"

#include "demo/teller.h"

namespace opencarnet::demo {
namespace {

using namespace std::chrono_literals;

PlannedCarnet carnet_of(const World& world, const std::string& association_id, const std::string& holder_id) {
  const auto& chamber = world.chamber(association_id);
  const auto& catalogue = world.catalogue(world.holder(holder_id).catalogue);
  PlannedCarnet carnet;
  carnet.association_id = association_id;
  carnet.holder_id = holder_id;
  carnet.country_of_issue = chamber.association.country;
  carnet.home_territory = world.territory_of(carnet.country_of_issue);
  carnet.intended_use = catalogue.intended_use;
  carnet.currency = catalogue.currency;
  carnet.general_list = catalogue.goods;
  carnet.territories = territories_without(world, carnet.home_territory);
  return carnet;
}

PlannedCarnet thunderbird(const World& world, Random& random, Day today) {
  auto carnet = carnet_of(world, "NGA-ES", "es-thunderbird");
  carnet.story = "guide: processing";
  carnet.carnet_id = 4955;
  carnet.number = "ES2023990052";
  carnet.issued_on = today - date::days{40};
  carnet.valid_until = add_months(carnet.issued_on, 12) - date::days{1};
  Teller teller(world, random, carnet, carnet.issued_on);
  teller.draft();
  teller.issue();
  teller.pass(1);
  teller.receive();
  teller.pass(3);
  const Journey journey{"ES", "XS", {}, teller.all()};
  teller.travel(journey);
  const auto& madrid = world.office("esmad000000000000000");
  teller.commit("validation", madrid, teller.all());
  teller.commit("exportation", madrid, teller.all()).final_date = carnet.valid_until;
  teller.pass(1);
  teller.commit("importation", world.office("xsklw000000000000000"), teller.all()).final_date = carnet.valid_until;
  teller.count_sets(1);
  for (auto& step : carnet.steps)
    if (step.act == Act::create_travel) step.transport = "Air, as freight";
  return carnet;
}

// One of the guide's reconciliation examples: what was done at which minute of 2 June 2021.
struct Line {
  std::chrono::minutes time;
  std::string type, goods;
};

PlannedCarnet example(const World& world, Random& random, int carnet_id, Day valid_until,
                      const std::vector<Line>& lines) {
  auto carnet = carnet_of(world, "NGA-CH", "ch-astra");
  carnet.story = "guide: reconciliation";
  carnet.carnet_id = carnet_id;
  carnet.number = "CHTA00000" + std::to_string(carnet_id - 750);
  carnet.issued_on = Day{date::year{2021} / 6 / 2};
  carnet.valid_until = valid_until;
  const auto& zurich = world.office("chzrh000000000000000");
  const auto& berlin = world.office("deber000000000000000");

  Teller teller(world, random, carnet, carnet.issued_on);
  teller.at(13h + 30min);
  teller.draft();
  teller.issue();
  teller.receive();
  auto before = lines.front().time - 1min;
  for (const auto& line : lines) {
    // A travel is prepared in the minute before its first transaction.
    if (line.type == "validation") {
      teller.at(before);
      teller.travel({"CH", "DE", {}, lines.at(1).goods});
    } else if (line.type == "re_exportation") {
      teller.at(before);
      teller.travel({"DE", "CH", {}, line.goods});
    }
    teller.at(line.time);
    const bool abroad = line.type == "importation" || line.type == "re_exportation";
    auto& step = teller.commit(line.type, abroad ? berlin : zurich, line.goods);
    if (line.type == "exportation" || line.type == "importation") step.final_date = valid_until;
    before = line.time;
  }
  teller.count_sets(0);
  return carnet;
}

}  // namespace

std::vector<std::string> territories_without(const World& world, const std::string& home) {
  std::set<std::string> territories;
  for (const auto& office : world.offices) territories.insert(world.territory_of(office.country));
  territories.erase(home);
  return {territories.begin(), territories.end()};
}

std::vector<PlannedCarnet> guide_carnets(const World& world, Day today) {
  Random random(883);
  const Day third{date::year{2021} / 6 / 3}, seventh{date::year{2021} / 6 / 7}, eighth{date::year{2021} / 6 / 8};
  const auto at = [](int minute) { return 14h + std::chrono::minutes{minute}; };
  std::vector<PlannedCarnet> carnets;
  carnets.push_back(thunderbird(world, random, today));
  carnets.push_back(
      example(world, random, 883, third,
              {{at(34), "validation", "1-20"}, {at(34), "exportation", "1-20"}, {at(37), "importation", "1-20"}}));
  carnets.push_back(example(world, random, 884, seventh,
                            {{at(35), "validation", "1-20"},
                             {at(35), "exportation", "1-20"},
                             {at(38), "importation", "1-20"},
                             {at(39), "re_exportation", "1-10"},
                             {at(43), "re_importation", "1-10"}}));
  carnets.push_back(example(world, random, 885, eighth,
                            {{at(35), "validation", "1-20"},
                             {at(36), "exportation", "1-20"},
                             {at(40), "importation", "1-20"},
                             {at(40), "re_exportation", "1-10"},
                             {at(41), "re_exportation", "11-20"},
                             {at(43), "re_importation", "1-10"},
                             {at(44), "re_importation", "11-20"}}));
  carnets.push_back(example(world, random, 886, seventh,
                            {{at(36), "validation", "1-20"},
                             {at(37), "exportation", "7-10"},
                             {at(41), "importation", "7-10"},
                             {at(42), "re_exportation", "7-10"},
                             {at(45), "re_importation", "7-10"}}));
  return carnets;
}

}  // namespace opencarnet::demo
