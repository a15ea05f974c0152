// Worked cases of the rulebook, played over HTTP on one demo clock: a carnet of Switzerland issued on 2026-01-10, valid
// until 2027-01-09, twenty items. Case numbers are those of the project's list of worked cases.
#include "support/journey.h"

namespace opencarnet::scenario {
namespace {

using nlohmann::json;
using support::declaration_path;
using support::Journey;

// The carnets of the year, each for some of the cases, and what happens to them on each of its days.
struct WorkedCases : testing::TestWithParam<platform::Engine> {
  support::RunningServer server{GetParam(), "2026-01-10T09:00:00.000Z"};
  Journey unvalidated = a_carnet(), stays = a_carnet(), on_time = a_carnet(), extended = a_carnet(),
          last_day = a_carnet(), sold = a_carnet(), twice = a_carnet(), in_transit = a_carnet(),
          late_transit = a_carnet();
  json through, late_through, to_the_last;  // travels that go on at a later day

  Journey a_carnet() {
    Journey journey{server};
    journey.with("valid_until", "2027-01-09").ready();
    return journey;
  }
  void on(const std::string& day) { server.set_clock(day + "T09:00:00.000Z"); }

  void january();
  void february();
  void march();
  void march_too_late();
  void may();
  void june();
  void july();
  void august();
  void september();
  void last_day_of_validity();
  void after_expiry();
};
INSTANTIATE_FOR_BOTH_ENGINES(WorkedCases);

const json& only(const json& committed) { return committed.at("transactions").back(); }

void WorkedCases::january() {
  // Case 36 (C3): item 21 is not on the list.
  unvalidated.wallet().refused(
      "item_not_on_list", "POST", unvalidated.at("/travels"),
      {{"from_country", "CH"}, {"to_country", "DE"}, {"place", "Fair"}, {"mode_of_transport", "air"}, {"goods", "21"}});
}

void WorkedCases::february() {
  on("2026-02-02");
  // Case 1 (X3): nothing but the validation may come first.
  const auto unvalidated_travel = unvalidated.travel("CH", "DE", "1-20");
  const auto too_early = unvalidated.sign(unvalidated_travel, "importation");
  unvalidated.present(too_early);
  unvalidated.officer("DE").refused("validation_missing", "POST", declaration_path(too_early.declaration_id, "/commit"),
                                    json::object());

  // Case 19 (R6): opened in one member country, closed in another of the same territory in time.
  through = in_transit.travel("CH", "GB", "1-20", {{"transits", {"FR"}}});
  in_transit.cross(through, "validation");
  in_transit.cross(through, "exportation");
  EXPECT_EQ(only(in_transit.cross(through, "transit_open", {{"final_date", "2026-03-10"}, {"seals", "FR 1"}}))
                .at("final_date"),
            "2026-03-10");
  late_through = late_transit.travel("CH", "GB", "1-20", {{"transits", {"FR"}}});
  late_transit.cross(late_through, "validation");
  late_transit.cross(late_through, "exportation");
  late_transit.cross(late_through, "transit_open", {{"final_date", "2026-03-10"}});
}

void WorkedCases::march() {
  on("2026-03-09");
  const auto closing = in_transit.sign(through, "transit_close");
  in_transit.officer("IT").done("POST", "/api/customs/v1/scans", {{"qr", closing.qr}});
  const auto closed = in_transit.officer("IT").done("POST", declaration_path(closing.declaration_id, "/commit"),
                                                    {{"seals_intact", true}});
  EXPECT_NE(only(closed).value("late", false), true);
}

void WorkedCases::march_too_late() {
  on("2026-03-11");
  // Case 20 (R6, X10): after its final date the transit may still be closed, late.
  EXPECT_EQ(only(late_transit.cross(late_through, "transit_close", {{"seals_intact", true}})).value("late", false),
            true);
}

void WorkedCases::may() {
  on("2026-05-04");
  // Case 3 (X6, T5): the same items cannot be imported a second time while they are there.
  const auto imported =
      only(stays.cross(stays.leave_home("DE", "1-20"), "importation", {{"final_date", "2026-07-10"}}));
  EXPECT_EQ(imported.at("final_date"), "2026-07-10");
  EXPECT_EQ(stays.places(), "1-20 in_territory EU");
  const auto again = stays.wallet().call("POST", stays.at("/travels"),
                                         {{"from_country", "CH"},
                                          {"to_country", "FR"},
                                          {"place", "Fair"},
                                          {"mode_of_transport", "air"},
                                          {"goods", "1-20"}});
  EXPECT_TRUE(again.status >= 409 && again.status < 500) << again.bytes;
  // Case 15 (X6): left blank, the final date is the carnet's last day. Case 22 (R1): in by one member, out by another.
  EXPECT_EQ(only(on_time.cross(on_time.leave_home("FR", "1-20"), "importation")).at("final_date"), "2027-01-09");
  extended.cross(extended.leave_home("DE", "1-20"), "importation", {{"final_date", "2026-07-10"}});
  sold.cross(sold.leave_home("DE", "1-20"), "importation");
  twice.cross(twice.leave_home("DE", "1-20"), "importation");
}

void WorkedCases::june() {
  on("2026-06-01");
  // Cases 22 and 6 (R1, R3): out through Germany what came in through France, and home.
  const auto home = on_time.travel("DE", "CH", "1-20");
  EXPECT_NE(only(on_time.cross(home, "re_exportation")).value("late", false), true);
  on_time.cross(home, "re_importation");
  EXPECT_EQ(on_time.places(), "1-20 home");

  // Case 25 (X7, R4): item 5 stays with its duty paid; only the others are expected at home.
  const auto without_five = sold.travel("DE", "CH", "1-4,6-20", {{"not_re_exported", "5"}});
  sold.cross(without_five, "re_exportation",
             {{"not_re_exported", {{{"goods", "5"}, {"action", "home_use"}, {"remark", "duty paid ref X"}}}}});
  sold.cross(without_five, "re_importation");
  EXPECT_EQ(sold.places(), "1-4,6-20 home; 5 stayed EU");
}

void WorkedCases::july() {
  on("2026-07-01");
  // Case 13 (X6): out and in again the same day gives a new final date.
  const auto out = extended.travel("DE", "CH", "1-20");
  extended.cross(out, "re_exportation");
  extended.cross(out, "re_importation");
  const auto in_again = extended.travel("CH", "DE", "1-20");
  extended.cross(in_again, "exportation");
  EXPECT_EQ(only(extended.cross(in_again, "importation", {{"final_date", "2026-12-01"}})).at("final_date"),
            "2026-12-01");
}

void WorkedCases::august() {
  on("2026-08-03");
  // Case 12 (R2): after its final date the re-exportation is recorded, late.
  const auto overdue = stays.travel("DE", "CH", "1-10");
  EXPECT_EQ(only(stays.cross(overdue, "re_exportation")).value("late", false), true);
}

void WorkedCases::september() {
  on("2026-09-01");
  // Case 60 (R8): the same items in the same territory once more, after they were re-exported, without home between.
  const auto to_britain = twice.travel("DE", "GB", "1-20");
  twice.cross(to_britain, "re_exportation");
  twice.cross(to_britain, "importation");
  const auto back = twice.travel("GB", "DE", "1-20");
  twice.cross(back, "re_exportation");
  twice.cross(back, "importation");
  EXPECT_EQ(twice.places(), "1-20 in_territory EU");

  to_the_last = last_day.leave_home("DE", "1-20");
}

void WorkedCases::last_day_of_validity() {
  on("2027-01-09");
  // Case 16 (C2): the last day counts.
  EXPECT_EQ(only(last_day.cross(to_the_last, "importation")).at("final_date"), "2027-01-09");
}

void WorkedCases::after_expiry() {
  on("2027-01-20");
  // Case 18 (X10): expired, the way home stays open, marked late; nothing new begins.
  const auto homewards = last_day.travel("DE", "CH", "1-20");
  EXPECT_EQ(only(last_day.cross(homewards, "re_exportation")).value("late", false), true);
  EXPECT_EQ(only(last_day.cross(homewards, "re_importation")).value("late", false), true);
  EXPECT_EQ(last_day.places(), "1-20 home");
  const auto expired = on_time.wallet().call(
      "POST", on_time.at("/travels"),
      {{"from_country", "CH"}, {"to_country", "DE"}, {"place", "Fair"}, {"mode_of_transport", "air"}, {"goods", "1"}});
  if (expired.status == 201) {
    const auto declaration = Journey::declaration(expired.body, "exportation");
    on_time.wallet().refused(
        "carnet_expired", "POST",
        "/api/wallet/v1/declarations/" + declaration.at("declaration_id").get<std::string>() + "/signature",
        {{"signature", server.device().sign(declaration.at("to_sign").get<std::string>())}});
  } else {
    EXPECT_TRUE(expired.names("carnet_expired")) << expired.bytes;
  }
}

TEST_P(WorkedCases, a_year_of_carnets) {
  january();
  february();
  march();
  march_too_late();
  may();
  june();
  july();
  august();
  september();
  last_day_of_validity();
  after_expiry();
}

}  // namespace
}  // namespace opencarnet::scenario
