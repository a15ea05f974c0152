#include "demo/stories.h"

namespace opencarnet::demo {
namespace {

const std::string& home(Teller& teller) { return teller.carnet().country_of_issue; }

Journey out(Teller& teller, const Setting& setting, const std::string& goods) {
  return {home(teller), setting.destination, setting.transit, goods};
}

// Drafted, issued the same day, on the holder's phone a day or two later.
void begin(Teller& teller) {
  teller.draft();
  teller.issue();
  teller.pass(teller.random().between(1, 2));
  teller.receive();
  teller.pass(1);
}

// Out and in, all goods; the final date where given.
void abroad(Teller& teller, const Setting& setting, std::optional<int> stay_days = {}) {
  begin(teller);
  const auto journey = out(teller, setting, teller.all());
  teller.leave(journey);
  teller.pass(teller.random().between(0, 2));
  std::optional<Day> final_date;
  if (stay_days) final_date = teller.day() + date::days{*stay_days};
  teller.arrive(journey, final_date);
  teller.pass(teller.random().between(2, 6));
}

Journey back(Teller& teller, const std::string& from, const std::string& goods) {
  return {from, home(teller), {}, goods};
}

void drafted(Teller& teller, const Setting&) { teller.draft(); }

void issued(Teller& teller, const Setting&) {
  teller.draft();
  teller.issue();
}

void ready_to_travel(Teller& teller, const Setting&) { begin(teller); }

void waiting_at_the_office(Teller& teller, const Setting& setting) {
  begin(teller);
  teller.travel(out(teller, setting, teller.all()));
}

void validated(Teller& teller, const Setting& setting) {
  begin(teller);
  teller.travel(out(teller, setting, teller.all()));
  teller.commit("validation", teller.office(home(teller)), teller.all());
}

void on_the_way(Teller& teller, const Setting& setting) {
  begin(teller);
  teller.leave(out(teller, setting, teller.all()));
}

void abroad_in_time(Teller& teller, const Setting& setting) { abroad(teller, setting); }

void overdue(Teller& teller, const Setting& setting) { abroad(teller, setting, 30); }

void partly_returned(Teller& teller, const Setting& setting) {
  abroad(teller, setting);
  teller.return_home(back(teller, setting.destination, range(1, teller.items() / 2)));
}

void returned(Teller& teller, const Setting& setting) {
  abroad(teller, setting);
  teller.return_home(back(teller, setting.destination, teller.all()));
}

void two_countries(Teller& teller, const Setting& setting) {
  abroad(teller, setting);
  teller.move_on({setting.destination, setting.second, {}, teller.all()});
  teller.pass(teller.random().between(2, 5));
  if (teller.random().chance(50)) teller.return_home(back(teller, setting.second, teller.all()));
}

void sold_abroad(Teller& teller, const Setting& setting) {
  abroad(teller, setting);
  const auto sold = std::to_string(teller.items()), rest = range(1, teller.items() - 1);
  teller.travel(back(teller, setting.destination, rest), sold, "duty_paid",
                "Sold at the event, duty paid, receipt 4417");
  Step& step = teller.commit("re_exportation", teller.office(setting.destination), rest);
  step.not_re_exported = sold;
  step.action = "duty_paid";
  step.remark = "Sold at the event, duty paid, receipt 4417";
  teller.commit("re_importation", teller.office(home(teller)), rest);
}

Journey transit_opened(Teller& teller, const Setting& setting, int days) {
  begin(teller);
  auto journey = out(teller, setting, teller.all());
  teller.leave(journey);
  for (const auto& country : setting.transit)
    teller.commit("transit_open", teller.office(country), teller.all()).final_date = teller.day() + date::days{days};
  return journey;
}

void in_transit(Teller& teller, const Setting& setting) { transit_opened(teller, setting, 20); }

void transit_late(Teller& teller, const Setting& setting) { transit_opened(teller, setting, 5); }

void through_transit(Teller& teller, const Setting& setting) {
  const auto journey = transit_opened(teller, setting, 8);
  teller.pass(1);
  for (const auto& country : setting.transit) teller.commit("transit_close", teller.elsewhere(country), teller.all());
  teller.arrive(journey);
}

void mistake_cancelled(Teller& teller, const Setting& setting) {
  begin(teller);
  const auto journey = out(teller, setting, teller.all());
  teller.leave(journey);
  teller.pass(1);
  teller.arrive(journey, teller.day() + date::days{3});
  teller.cancel("importation", teller.office(setting.destination),
                "Final date typed wrongly: 3 days instead of 3 months");
  teller.sign();
  teller.arrive(journey, teller.day() + date::days{90});
}

void rejected_once(Teller& teller, const Setting& setting) {
  begin(teller);
  const auto journey = out(teller, setting, teller.all());
  teller.leave(journey);
  teller.pass(1);
  teller.reject("importation", teller.office(setting.destination), "Item 2 was not with the goods presented");
  teller.sign();
  teller.pass(1);
  teller.arrive(journey);
}

void expired_open(Teller& teller, const Setting& setting) {
  abroad(teller, setting);
  if (teller.random().chance(50)) teller.return_home(back(teller, setting.destination, range(1, teller.items() / 2)));
}

void expired_terminated(Teller& teller, const Setting& setting) {
  abroad(teller, setting);
  const int half = teller.items() / 2;
  if (teller.random().chance(50)) {
    teller.return_home(back(teller, setting.destination, teller.all()));
    return;
  }
  teller.return_home(back(teller, setting.destination, range(1, half)));
  teller.pass(3);
  teller.return_home(back(teller, setting.destination, range(half + 1, teller.items())));
}

void returned_late(Teller& teller, const Setting& setting) {
  abroad(teller, setting);
  teller.pass(static_cast<int>((teller.carnet().valid_until - teller.day()).count()) +
              6);  // X10: after expiry, marked late
  teller.return_home(back(teller, setting.destination, teller.all()));
}

void blocked(Teller& teller, const Setting& setting) {
  abroad(teller, setting);
  teller.issuer(Act::block_carnet, "Premium of the guarantee not paid");
}

void cancelled(Teller& teller, const Setting&) {
  teller.draft();
  teller.issue();
  teller.pass(1);
  teller.issuer(Act::cancel_carnet, "The event was called off");
}

void on_hold(Teller& teller, const Setting& setting) {
  begin(teller);
  teller.leave(out(teller, setting, teller.all()));
  teller.pass(1);
  teller.hold("importation", teller.office(setting.destination), "To be checked later");
}

}  // namespace

const std::vector<Story>& stories() {
  static const std::vector<Story> list{
      {"draft", 10, 1, 20, 0, false, drafted},
      {"issued", 10, 1, 25, 0, false, issued},
      {"ready_to_travel", 9, 6, 40, 0, false, ready_to_travel},
      {"waiting_at_the_office", 8, 6, 9, 0, false, waiting_at_the_office},
      {"validated", 8, 6, 30, 0, false, validated},
      {"on_the_way", 8, 8, 12, 0, false, on_the_way},
      {"abroad", 24, 20, 300, 0, false, abroad_in_time},
      {"overdue", 6, 60, 250, 0, false, overdue},
      {"partly_returned", 13, 30, 320, 0, false, partly_returned},
      {"returned", 18, 30, 340, 0, false, returned},
      {"two_countries", 12, 40, 330, 0, false, two_countries},
      {"sold_abroad", 8, 30, 330, 0, false, sold_abroad},
      {"in_transit", 6, 9, 14, 0, true, in_transit},
      {"transit_late", 4, 20, 60, 0, true, transit_late},
      {"through_transit", 6, 20, 200, 0, true, through_transit},
      {"mistake_cancelled", 6, 20, 300, 0, false, mistake_cancelled},
      {"rejected_once", 5, 20, 300, 0, false, rejected_once},
      {"expired_open", 9, 120, 700, 90, false, expired_open},
      {"expired_terminated", 8, 380, 900, 0, false, expired_terminated},
      {"returned_late", 4, 150, 600, 90, false, returned_late},
      {"blocked", 4, 40, 200, 0, false, blocked},
      {"cancelled", 3, 20, 200, 0, false, cancelled},
      {"on_hold", 2, 12, 20, 0, false, on_hold},
      {"replaced", 2, 345, 355, 0, false, abroad_in_time},
  };
  return list;
}

}  // namespace opencarnet::demo
