#include "demo/plan.h"

#include <charconv>

#include <fmt/format.h>

#include "demo/guide_carnets.h"
#include "demo/stories.h"

namespace opencarnet::demo {
namespace {

// Where carnets of the world go, the offices of the guides' screens more often than others.
const std::vector<std::string> destinations{"XS", "XS", "XS", "CH", "CH", "DE", "DE", "FR", "ES", "GB", "GB",
                                            "IT", "BE", "NO", "UA", "GE", "MD", "AM", "AZ", "XB", "XT", "RE"};
const std::vector<std::string> homes{"CH", "CH", "CH", "DE", "DE", "ES", "FR", "RE", "GB", "GB", "BE",
                                     "IT", "NO", "UA", "GE", "MD", "AM", "AZ", "XB", "XS", "XT"};

struct Road {
  std::string home, transit, destination;
};
const std::vector<Road> roads_with_transit{{"CH", "IT", "XS"}, {"CH", "DE", "UA"}, {"CH", "IT", "XB"},
                                           {"GB", "FR", "CH"}, {"NO", "DE", "CH"}, {"UA", "DE", "CH"},
                                           {"GB", "IT", "XS"}, {"XS", "IT", "CH"}};

std::string converted(const std::string& eur, int per_100_eur) {
  // Whole units of the other currency are precise enough for a demonstration.
  std::int64_t whole = 0;
  std::from_chars(eur.data(), eur.data() + eur.find('.'), whole);
  return fmt::format("{}.00", std::max<std::int64_t>(1, (whole * per_100_eur + 50) / 100));
}

std::vector<GeneralItem> goods_for(const Catalogue& catalogue, const Chamber& chamber, Random& random) {
  auto goods = catalogue.goods;
  if (random.chance(50)) goods.resize(static_cast<std::size_t>(random.between(8, static_cast<int>(goods.size()))));
  if (catalogue.currency != chamber.currency)
    for (auto& item : goods) item.value = converted(item.value, chamber.per_100_eur);
  return goods;
}

bool stands_for_hire(const Holder& holder, const std::string& country) {
  return holder.country == country && holder.catalogue != "thunderbird" && holder.catalogue != "guide";
}

class Planner {
 public:
  Planner(const World& world, Day today) : world_(world), today_(today) {}

  std::vector<PlannedCarnet> plan() {
    for (const auto& story : stories())
      for (int i = 0; i < story.carnets; ++i) {
        plan_one(story);
        if (story.name == "replaced") plan_replacement();
      }
    for (auto& carnet : guide_carnets(world_, today_)) plan_.push_back(std::move(carnet));
    return std::move(plan_);
  }

 private:
  void plan_one(const Story& story) {
    // Each carnet draws from its own numbers, so that one story told differently leaves the others as they were.
    random_ = Random(0x0C0FFEE5 + plan_.size() * 7919);
    const auto& road = random_.one_of(roads_with_transit);
    const auto home = story.wants_transit ? road.home : random_.one_of(homes);
    Setting setting;
    setting.today = today_;
    setting.destination = story.wants_transit ? road.destination : foreign_to({home});
    setting.second = foreign_to({home, setting.destination});
    if (story.wants_transit) setting.transit = {road.transit};

    auto carnet =
        carnet_of(home, today_ - date::days{random_.between(story.issued_from, story.issued_to)}, story.valid_days);
    carnet.story = story.name;
    Teller teller(world_, random_, carnet, carnet.issued_on);
    story.tell(teller, setting);
    teller.count_sets(1);
    plan_.push_back(std::move(carnet));
  }

  // C10: ordered before the old one expires; same goods; the new carnet is on the holder's phone, ready for the
  // exchange.
  void plan_replacement() {
    auto& old = plan_.back();
    const auto ordered = today_ - date::days{5};
    auto carnet = old;
    carnet.story = "replacement";
    carnet.number = next_number(world_.chamber(old.association_id), ordered);
    carnet.issued_on = ordered;
    carnet.valid_until = add_months(ordered, 12) - date::days{1};
    carnet.steps.clear();
    Teller order(world_, random_, old, ordered);
    order.issuer(Act::order_replacement, "The tour was prolonged", carnet.number);
    Teller teller(world_, random_, carnet, ordered);
    teller.pass(1);
    teller.draft();
    teller.issue();
    teller.pass(1);
    teller.receive();
    carnet.issued_on = ordered + date::days{1};
    carnet.valid_until = add_months(carnet.issued_on, 12) - date::days{1};
    plan_.push_back(std::move(carnet));
  }

  PlannedCarnet carnet_of(const std::string& home, Day issued_on, int valid_days) {
    std::vector<const Chamber*> chambers;
    for (const auto& chamber : world_.chambers)
      if (chamber.association.country == home) chambers.push_back(&chamber);
    std::vector<const Holder*> holders;
    for (const auto& holder : world_.holders)
      if (stands_for_hire(holder, home)) holders.push_back(&holder);
    const auto& chamber = *random_.one_of(chambers);
    const auto& holder = *random_.one_of(holders);
    const auto& catalogue = world_.catalogue(holder.catalogue);

    PlannedCarnet carnet;
    carnet.number = next_number(chamber, issued_on);
    carnet.association_id = chamber.association.association_id;
    carnet.holder_id = holder.holder_id;
    carnet.country_of_issue = home;
    carnet.home_territory = world_.territory_of(home);
    carnet.intended_use = catalogue.intended_use;
    carnet.currency = chamber.currency;
    carnet.general_list = goods_for(catalogue, chamber, random_);
    carnet.territories = territories_without(world_, carnet.home_territory);
    carnet.issued_on = issued_on;
    carnet.valid_until =
        (valid_days > 0 ? issued_on + date::days{valid_days} : add_months(issued_on, 12)) - date::days{1};
    return carnet;
  }

  std::string next_number(const Chamber& chamber, Day issued_on) {
    const date::year_month_day day{issued_on};
    return fmt::format("{}{:02}{:06}", chamber.number_prefix, static_cast<int>(day.year()) % 100, ++numbered_);
  }

  std::string foreign_to(const std::vector<std::string>& countries) {
    for (;;) {
      const auto& country = random_.one_of(destinations);
      const auto& territory = world_.territory_of(country);
      if (std::none_of(countries.begin(), countries.end(),
                       [&](const auto& other) { return world_.territory_of(other) == territory; }))
        return country;
    }
  }

  const World& world_;
  Day today_;
  Random random_{0};
  int numbered_ = 0;
  std::vector<PlannedCarnet> plan_;
};

}  // namespace

std::string_view name_of(Act act) {
  switch (act) {
    case Act::create_draft:
      return "create_draft";
    case Act::issue_carnet:
      return "issue_carnet";
    case Act::download_carnet:
      return "download_carnet";
    case Act::sign_carnet:
      return "sign_carnet";
    case Act::create_travel:
      return "create_travel";
    case Act::sign_declaration:
      return "sign_declaration";
    case Act::commit_transaction:
      return "commit_transaction";
    case Act::reject_declaration:
      return "reject_declaration";
    case Act::cancel_transaction:
      return "cancel_transaction";
    case Act::hold_transaction:
      return "hold_transaction";
    case Act::block_carnet:
      return "block_carnet";
    case Act::cancel_carnet:
      return "cancel_carnet";
    case Act::order_replacement:
      return "order_replacement";
  }
  return "";
}

std::vector<PlannedCarnet> plan_world(const World& world, Day today) { return Planner(world, today).plan(); }

std::vector<Moment> in_order_of_time(const std::vector<PlannedCarnet>& plan) {
  std::vector<Moment> moments;
  for (std::size_t carnet = 0; carnet < plan.size(); ++carnet)
    for (std::size_t step = 0; step < plan[carnet].steps.size(); ++step) moments.push_back({carnet, step});
  std::stable_sort(moments.begin(), moments.end(), [&](const Moment& left, const Moment& right) {
    return plan[left.carnet].steps[left.step].at < plan[right.carnet].steps[right.step].at;
  });
  return moments;
}

}  // namespace opencarnet::demo
