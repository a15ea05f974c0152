#include "demo/plan.h"

#include <gtest/gtest.h>

namespace opencarnet::demo {
namespace {

const World& world() {
  static const World read = read_world();
  return read;
}

const Day today = *parse_day("2026-11-22");

const std::vector<PlannedCarnet>& plan() {
  static const auto made = plan_world(world(), today);
  return made;
}

const PlannedCarnet& numbered(const std::string& number) {
  return *std::find_if(plan().begin(), plan().end(), [&](const auto& carnet) { return carnet.number == number; });
}

std::set<int> items_of(const std::string& ranges) {
  std::set<int> items;
  const auto dash = ranges.find('-');
  const int first = std::stoi(ranges), last = dash == std::string::npos ? first : std::stoi(ranges.substr(dash + 1));
  for (int item = first; item <= last; ++item) items.insert(item);
  return items;
}

// A deliberately simple reading of rules X3 to X10: where each item is, or "the road".
class Reader {
 public:
  explicit Reader(const PlannedCarnet& carnet) : carnet_(carnet) {
    for (const auto& item : carnet.general_list) place_[item.item] = carnet.home_territory;
  }

  void read() {
    for (const auto& step : carnet_.steps) {
      SCOPED_TRACE(carnet_.story + " " + carnet_.number + " " + std::string(name_of(step.act)) + " " + step.type);
      if (step.act != Act::create_draft && step.act != Act::issue_carnet) {
        EXPECT_TRUE(issued_);
      }
      issued_ = issued_ || step.act == Act::issue_carnet;
      if (step.act == Act::create_travel) travel(step);
      if (step.act == Act::commit_transaction) commit(step);
      if (step.act == Act::cancel_transaction) {
        ASSERT_EQ(before_.size(), 1U);
        place_ = before_.back();
      }
    }
  }

 private:
  void travel(const Step& step) {
    EXPECT_NE(world().territory_of(step.from), world().territory_of(step.to));  // T2
    const auto& to = world().territory_of(step.to);
    EXPECT_TRUE(to == carnet_.home_territory ||
                std::count(carnet_.territories.begin(), carnet_.territories.end(), to));  // Box P
  }

  void move(const Step& step, const std::string& from, const std::string& to) {
    before_ = {place_};
    for (int item : items_of(step.goods)) {
      EXPECT_EQ(place_.at(item), from) << "item " << item;
      place_.at(item) = to;
    }
    if (!step.not_re_exported.empty())
      for (int item : items_of(step.not_re_exported)) {
        EXPECT_EQ(place_.at(item), from) << "item " << item;
        place_.at(item) = "stayed";
      }
  }

  void commit(const Step& step) {
    const auto& territory = world().territory_of(step.country);
    const auto& office = world().office(step.office_id);
    EXPECT_EQ(office.country, step.country);
    EXPECT_EQ(world().officer_at(step.office_id).email, step.officer);
    const auto day = directory::day_at(office, step.at);
    if (step.type == "re_exportation" || step.type == "re_importation") {
      EXPECT_GE(day, carnet_.issued_on);
    } else {
      EXPECT_LE(day, carnet_.valid_until);  // X10, C2
    }
    if (step.final_date) {
      EXPECT_GE(*step.final_date, day);
      EXPECT_LE(*step.final_date, carnet_.valid_until);
    }
    if (step.type == "validation") {
      EXPECT_FALSE(validated_);
      EXPECT_EQ(step.country, carnet_.country_of_issue);  // X3
      validated_ = true;
      return;
    }
    EXPECT_TRUE(validated_);
    const bool at_home = territory == carnet_.home_territory;
    if (step.type == "pre_exportation") {
      EXPECT_EQ(territory, "EU");
    }  // X5
    if (step.type == "exportation") move(step, carnet_.home_territory, "road");
    if (step.type == "importation" || step.type == "transit_open") move(step, "road", territory);
    if (step.type == "re_exportation" || step.type == "transit_close") move(step, territory, "road");
    if (step.type == "re_importation") move(step, "road", carnet_.home_territory);
    const bool home_step =
        step.type == "exportation" || step.type == "pre_exportation" || step.type == "re_importation";
    EXPECT_EQ(at_home, home_step);
  }

  const PlannedCarnet& carnet_;
  std::map<int, std::string> place_;
  std::vector<std::map<int, std::string>> before_;
  bool issued_ = false, validated_ = false;
};

std::vector<std::string> commits(const PlannedCarnet& carnet) {
  std::vector<std::string> lines;
  for (const auto& step : carnet.steps)
    if (step.act == Act::commit_transaction)
      lines.push_back(step.type + " " + to_text(step.at).substr(0, 16) + " " + step.country + " " + step.goods);
  return lines;
}

}  // namespace

TEST(Plan, is_the_same_in_every_run) { EXPECT_EQ(plan(), plan_world(world(), today)); }

TEST(Plan, has_200_carnets_at_every_stage_of_life) {
  EXPECT_EQ(plan().size(), 200U);
  std::set<std::string> told;
  for (const auto& carnet : plan()) told.insert(carnet.story);
  EXPECT_EQ(told.size(), 27U);
}

TEST(Plan, numbers_are_well_formed_and_unique) {
  std::set<std::string> numbers;
  for (const auto& carnet : plan()) {
    EXPECT_TRUE(numbers.insert(carnet.number).second) << carnet.number;
    EXPECT_TRUE(carnet.number.size() >= 8 && carnet.number.size() <= 18) << carnet.number;
    EXPECT_EQ(carnet.number.substr(0, 2), carnet.country_of_issue);
  }
}

TEST(Plan, validity_is_at_most_one_year) {
  for (const auto& carnet : plan()) {
    EXPECT_GE(carnet.valid_until, carnet.issued_on) << carnet.number;
    EXPECT_LT(carnet.valid_until, add_months(carnet.issued_on, 12)) << carnet.number;
  }
}

TEST(Plan, general_lists_are_numbered_without_gaps) {
  for (const auto& carnet : plan()) {
    EXPECT_GE(carnet.general_list.size(), 8U) << carnet.number;
    for (std::size_t i = 0; i < carnet.general_list.size(); ++i)
      EXPECT_EQ(carnet.general_list[i].item, static_cast<int>(i) + 1) << carnet.number;
  }
}

TEST(Plan, every_step_is_plausible_where_it_stands) {
  for (const auto& carnet : plan()) Reader(carnet).read();
}

TEST(Plan, steps_follow_each_other_and_lie_before_today) {
  for (const auto& carnet : plan()) {
    EXPECT_FALSE(carnet.steps.empty());
    for (std::size_t i = 0; i < carnet.steps.size(); ++i) {
      EXPECT_LT(carnet.steps[i].at, Instant{today}) << carnet.story;
      if (i) {
        EXPECT_GT(carnet.steps[i].at, carnet.steps[i - 1].at) << carnet.story;
      }
    }
  }
}

TEST(Plan, there_is_a_set_for_every_journey) {
  for (const auto& carnet : plan()) {
    int out = 0, back = 0, transits = 0;
    for (const auto& step : carnet.steps) {
      if (step.act != Act::create_travel) continue;
      (step.from == carnet.country_of_issue ? out : back) += 1;
      transits += static_cast<int>(step.transits.size());
    }
    EXPECT_LE(out, carnet.sets.exportation_re_importation) << carnet.number;
    EXPECT_LE(back, carnet.sets.importation_re_exportation) << carnet.number;
    EXPECT_LE(transits, carnet.sets.transit) << carnet.number;
  }
}

TEST(Plan, stories_show_what_their_names_promise) {
  for (const auto& carnet : plan()) {
    const bool is_expired = carnet.valid_until < today;
    const bool promised = carnet.story.starts_with("expired") || carnet.story == "returned_late" ||
                          carnet.story == "guide: reconciliation";
    EXPECT_EQ(is_expired, promised) << carnet.story << " " << carnet.number;
    for (const auto& step : carnet.steps) {
      if (carnet.story == "overdue" && step.type == "importation") {
        EXPECT_LT(*step.final_date, today);
      }
      if (carnet.story == "in_transit" && step.type == "transit_open") {
        EXPECT_GE(*step.final_date, today);
      }
      if (carnet.story == "transit_late" && step.type == "transit_open") {
        EXPECT_LT(*step.final_date, today);
      }
      if (carnet.story == "returned_late" && step.type == "re_importation") {
        EXPECT_GT(Day{date::floor<date::days>(step.at)}, carnet.valid_until);
      }
    }
  }
}

TEST(Plan, dates_move_with_today_and_those_of_the_reconciliation_examples_do_not) {
  const auto later = plan_world(world(), today + date::days{100});
  ASSERT_EQ(later.size(), plan().size());
  for (std::size_t i = 0; i < later.size(); ++i)
    EXPECT_EQ(later[i].issued_on - plan()[i].issued_on,
              date::days{plan()[i].story == "guide: reconciliation" ? 0 : 100})
        << later[i].story;
}

TEST(Plan, the_processing_example_of_the_guide_is_in_syldavie_now) {
  const auto& carnet = numbered("ES2023990052");
  EXPECT_EQ(world().holder(carnet.holder_id).name, "THUNDERBIRD MEDIA, S.L.");
  EXPECT_EQ(carnet.general_list.size(), 13U);
  EXPECT_GE(carnet.valid_until, today);
  EXPECT_EQ(world().office(carnet.steps.back().office_id).name, "Klow");
}

TEST(Plan, the_reconciliation_examples_happened_at_the_minutes_of_the_guide) {
  using Lines = std::vector<std::string>;
  EXPECT_EQ(commits(numbered("CHTA00000133")),
            (Lines{"validation 2021-06-02T12:34 CH 1-20", "exportation 2021-06-02T12:34 CH 1-20",
                   "importation 2021-06-02T12:37 DE 1-20"}));
  EXPECT_EQ(commits(numbered("CHTA00000134")),
            (Lines{"validation 2021-06-02T12:35 CH 1-20", "exportation 2021-06-02T12:35 CH 1-20",
                   "importation 2021-06-02T12:38 DE 1-20", "re_exportation 2021-06-02T12:39 DE 1-10",
                   "re_importation 2021-06-02T12:43 CH 1-10"}));
  EXPECT_EQ(commits(numbered("CHTA00000135")),
            (Lines{"validation 2021-06-02T12:35 CH 1-20", "exportation 2021-06-02T12:36 CH 1-20",
                   "importation 2021-06-02T12:40 DE 1-20", "re_exportation 2021-06-02T12:40 DE 1-10",
                   "re_exportation 2021-06-02T12:41 DE 11-20", "re_importation 2021-06-02T12:43 CH 1-10",
                   "re_importation 2021-06-02T12:44 CH 11-20"}));
  EXPECT_EQ(commits(numbered("CHTA00000136")),
            (Lines{"validation 2021-06-02T12:36 CH 1-20", "exportation 2021-06-02T12:37 CH 7-10",
                   "importation 2021-06-02T12:41 DE 7-10", "re_exportation 2021-06-02T12:42 DE 7-10",
                   "re_importation 2021-06-02T12:45 CH 7-10"}));
}

TEST(Plan, plays_in_the_order_of_time) {
  const auto moments = in_order_of_time(plan());
  std::size_t steps = 0;
  for (const auto& carnet : plan()) steps += carnet.steps.size();
  ASSERT_EQ(moments.size(), steps);
  for (std::size_t i = 1; i < moments.size(); ++i)
    EXPECT_LE(plan()[moments[i - 1].carnet].steps[moments[i - 1].step].at,
              plan()[moments[i].carnet].steps[moments[i].step].at);
}

}  // namespace opencarnet::demo
