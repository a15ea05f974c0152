#include "demo/teller.h"

#include <fmt/format.h>

namespace opencarnet::demo {

using std::chrono::minutes;

std::string range(int first, int last) {
  return first == last ? std::to_string(first) : fmt::format("{}-{}", first, last);
}

Teller::Teller(const World& world, Random& random, PlannedCarnet& carnet, Day begin)
    : world_(world), random_(random), carnet_(carnet), day_(begin), time_of_day_(8 * 60 + random.between(0, 90)) {
  if (!carnet.steps.empty()) last_ = carnet.steps.back().at;
}

void Teller::pass(int days) {
  day_ += date::days{days};
  time_of_day_ = minutes{7 * 60 + random_.between(0, 240)};
}

const std::string& Teller::holder_zone() const {
  return world_.time_zones.at(world_.holder(carnet_.holder_id).country);
}

Step& Teller::add(Act act, const std::string& time_zone) {
  auto at = directory::instant_at(time_zone, day_, time_of_day_);
  if (to_the_minute_) {
    if (at <= last_) at = last_ + std::chrono::seconds{5};
  } else {
    at += std::chrono::seconds{random_.between(0, 59)};
    // Travellers cross time zones: the next step is never before the last one.
    if (at <= last_) at = last_ + minutes{random_.between(3, 25)};
    time_of_day_ += minutes{random_.between(4, 35)};
  }
  last_ = at;
  Step step;
  step.at = at;
  step.act = act;
  carnet_.steps.push_back(std::move(step));
  return carnet_.steps.back();
}

Step& Teller::at_office(Act act, const std::string& type, const directory::Office& office) {
  Step& step = add(act, office.time_zone);
  step.type = type;
  step.country = office.country;
  step.office_id = office.office_id;
  step.officer = world_.officer_at(office.office_id).email;
  return step;
}

void Teller::draft() { add(Act::create_draft, world_.time_zones.at(carnet_.country_of_issue)); }

void Teller::issue() { add(Act::issue_carnet, world_.time_zones.at(carnet_.country_of_issue)); }

void Teller::receive() {
  add(Act::download_carnet, holder_zone());
  add(Act::sign_carnet, holder_zone());
}

void Teller::travel(const Journey& journey, const std::string& not_re_exported, const std::string& action,
                    const std::string& remark) {
  static const std::vector<std::string> transports{"Air, as freight", "Road, own van", "Road, forwarder",
                                                   "Air, hand luggage", "Sea, container"};
  Step& step = add(Act::create_travel, holder_zone());
  step.from = journey.from;
  step.to = journey.to;
  step.transits = journey.transits;
  step.goods = journey.goods;
  step.transport = random_.one_of(transports);
  step.not_re_exported = not_re_exported;
  step.action = action;
  step.remark = remark;
  sign();
}

void Teller::sign() { add(Act::sign_declaration, holder_zone()); }

Step& Teller::commit(const std::string& type, const directory::Office& office, const std::string& goods) {
  Step& step = at_office(Act::commit_transaction, type, office);
  step.goods = goods;
  step.customs_reference = fmt::format("{}-{:06}", office.code, random_.between(1, 999999));
  if (type == "transit_open") step.seals = fmt::format("{} {:05}", office.code, random_.between(1, 99999));
  return step;
}

void Teller::reject(const std::string& type, const directory::Office& office, const std::string& reason) {
  at_office(Act::reject_declaration, type, office).reason = reason;
}

void Teller::hold(const std::string& type, const directory::Office& office, const std::string& reason) {
  at_office(Act::hold_transaction, type, office).reason = reason;
}

void Teller::cancel(const std::string& type, const directory::Office& office, const std::string& reason) {
  at_office(Act::cancel_transaction, type, office).reason = reason;
}

void Teller::issuer(Act act, const std::string& reason, const std::string& replacement) {
  Step& step = add(act, world_.time_zones.at(carnet_.country_of_issue));
  step.reason = reason;
  step.replacement = replacement;
}

const directory::Office& Teller::office(const std::string& country) {
  const auto known = offices_.find(country);
  return known == offices_.end() ? elsewhere(country) : world_.office(known->second);
}

const directory::Office& Teller::elsewhere(const std::string& country) {
  std::vector<std::string> choice;
  for (const auto& office : world_.offices)
    if (office.country == country && office.types != std::set<std::string>{"admin"} &&
        (!offices_.count(country) || offices_.at(country) != office.office_id))
      choice.push_back(office.office_id);
  offices_[country] = random_.one_of(choice);
  return world_.office(offices_[country]);
}

void Teller::leave(const Journey& journey) {
  travel(journey);
  pass(random_.between(0, 2));
  const auto& at_home = office(carnet_.country_of_issue);
  if (!validated_) commit("validation", at_home, all());
  validated_ = true;
  if (carnet_.home_territory == "EU" && random_.chance(40)) {
    // X5: the formality inland, the exit at the border.
    commit("pre_exportation", at_home, journey.goods);
    commit("exportation", elsewhere(carnet_.country_of_issue), journey.goods).final_date = carnet_.valid_until;
    return;
  }
  commit("exportation", at_home, journey.goods).final_date = carnet_.valid_until;
}

void Teller::arrive(const Journey& journey, std::optional<Day> final_date) {
  const auto& there = office(journey.to);
  Step& step = commit("importation", there, journey.goods);
  step.final_date = std::min(final_date.value_or(carnet_.valid_until), carnet_.valid_until);
}

void Teller::return_home(const Journey& journey) {
  travel(journey);
  commit("re_exportation", random_.chance(30) ? elsewhere(journey.from) : office(journey.from), journey.goods);
  pass(random_.between(0, 1));
  commit("re_importation", office(carnet_.country_of_issue), journey.goods);
}

void Teller::move_on(const Journey& journey) {
  travel(journey);
  commit("re_exportation", office(journey.from), journey.goods);
  pass(random_.between(0, 1));
  arrive(journey);
}

void Teller::count_sets(int spare) {
  int out = 0, home = 0, in = 0, back = 0, transit = 0;
  for (const auto& step : carnet_.steps) {
    if (step.act != Act::create_travel) continue;
    const auto& to = world_.territory_of(step.to);
    const auto& from = world_.territory_of(step.from);
    (from == carnet_.home_territory ? out : back) += 1;
    (to == carnet_.home_territory ? home : in) += 1;
    transit += static_cast<int>(step.transits.size());
  }
  carnet_.sets = {std::max(out, home) + spare, std::max(in, back) + spare, transit};
}

}  // namespace opencarnet::demo
