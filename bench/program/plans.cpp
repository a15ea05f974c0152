#include "program/plans.h"

#include "demo/teller.h"

namespace opencarnet::bench {
namespace {

using demo::PlannedCarnet;

struct Variant {
  std::string association_id, holder_id, elsewhere;  // where the second journey goes
};

const std::vector<Variant>& all_variants() {
  static const std::vector<Variant> all{{"NGA-CH", "ch-astra", "XS"},          {"IA-CH-ZURICH", "ch-zeitwerk", "GB"},
                                        {"NGA-GB", "gb-pitlane", "NO"},        {"NGA-NO", "no-fjorddrone", "GB"},
                                        {"IA-CH-GENEVE", "ch-bergfilm", "XT"}, {"NGA-XS", "xs-sprodj", "CH"}};
  return all;
}

// The holder's goods, again and again until there are so many items.
std::vector<demo::GeneralItem> general_list(const std::vector<demo::GeneralItem>& goods, int items) {
  std::vector<demo::GeneralItem> list;
  for (int number = 1; number <= items; ++number) {
    list.push_back(goods.at(static_cast<std::size_t>(number - 1) % goods.size()));
    list.back().item = number;
  }
  return list;
}

PlannedCarnet bare_carnet(const demo::World& world, const Variant& variant, int items, Day today) {
  const auto& chamber = world.chamber(variant.association_id);
  const auto& catalogue = world.catalogue(world.holder(variant.holder_id).catalogue);
  PlannedCarnet carnet;
  carnet.story = "bench";
  carnet.association_id = variant.association_id;
  carnet.holder_id = variant.holder_id;
  carnet.country_of_issue = chamber.association.country;
  carnet.home_territory = world.territory_of(carnet.country_of_issue);
  carnet.intended_use = catalogue.intended_use;
  carnet.currency = catalogue.currency;
  carnet.general_list = general_list(catalogue.goods, items);
  for (const auto& office : world.offices) {
    const auto& territory = world.territory_of(office.country);
    if (territory != carnet.home_territory && std::ranges::count(carnet.territories, territory) == 0)
      carnet.territories.push_back(territory);
  }
  carnet.issued_on = today - date::days{120};
  carnet.valid_until = add_months(carnet.issued_on, 12) - date::days{1};
  return carnet;
}

demo::Teller begun(const demo::World& world, demo::Random& random, PlannedCarnet& carnet) {
  demo::Teller teller(world, random, carnet, carnet.issued_on);
  teller.draft();
  teller.issue();
  teller.pass(1);
  teller.receive();
  teller.pass(2);
  return teller;
}

void there_and_back(demo::Teller& teller, const std::string& home, const std::string& country) {
  const demo::Journey out{home, country, {}, teller.all()}, back{country, home, {}, teller.all()};
  teller.leave(out);
  teller.pass(1);
  teller.arrive(out);
  teller.pass(10);
  teller.return_home(back);
  teller.pass(10);
}

}  // namespace

PlannedCarnet lived_carnet(const demo::World& world, demo::Random& random, std::size_t variant, int items, Day today) {
  const auto& chosen = all_variants().at(variant % all_variants().size());
  auto carnet = bare_carnet(world, chosen, items, today);
  auto teller = begun(world, random, carnet);
  const auto home = carnet.country_of_issue;
  there_and_back(teller, home, destination);
  there_and_back(teller, home, chosen.elsewhere);
  teller.leave({home, destination, {}, teller.all()});
  teller.count_sets(1);
  return carnet;
}

PlannedCarnet open_carnet(const demo::World& world, demo::Random& random, std::size_t variant, int items, Day today) {
  auto carnet = bare_carnet(world, all_variants().at(variant % all_variants().size()), items, today);
  auto teller = begun(world, random, carnet);
  const int part = std::max(1, items / 10);
  for (int journey = 0; journey < 9; ++journey) {
    teller.leave({carnet.country_of_issue, destination, {}, demo::range(journey * part + 1, (journey + 1) * part)});
    teller.pass(1);
  }
  teller.count_sets(1);
  return carnet;
}

}  // namespace opencarnet::bench
