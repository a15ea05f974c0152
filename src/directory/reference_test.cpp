// The reference data itself: every code resolves, nothing stands twice, what is enabled can be used.
#include <gtest/gtest.h>

#include "base/csv.h"
#include "base/time.h"
#include "directory/office.h"

namespace opencarnet::directory {
namespace {

Csv reference(const std::string& name) { return Csv::read_file(OPENCARNET_DB_FOLDER "/reference/" + name + ".csv"); }

std::set<std::string> codes(const std::string& name, std::string_view column = "code") {
  std::set<std::string> found;
  reference(name).for_each([&](const Csv::Row& row) { found.insert(row[column]); });
  return found;
}

const std::vector<std::string> all_files{"countries",  "territories", "territory_uses", "uses",
                                         "currencies", "units",       "associations",   "digital_dates"};

}  // namespace

TEST(Reference, every_row_has_a_source_and_its_date) {
  for (const auto& file : all_files)
    reference(file).for_each([&](const Csv::Row& row) {
      EXPECT_FALSE(row["source"].empty()) << file;
      EXPECT_TRUE(parse_day(row["source_date"])) << file << ": " << row["source_date"];
    });
}

TEST(Reference, no_code_stands_twice) {
  for (const auto& file : {"countries", "territories", "uses", "currencies", "units"})
    EXPECT_EQ(codes(file).size(), reference(file).size()) << file;
  EXPECT_EQ(codes("associations", "association_id").size(), reference("associations").size());
  EXPECT_EQ(codes("digital_dates", "country").size(), reference("digital_dates").size());
  std::set<std::pair<std::string, std::string>> pairs;
  reference("territory_uses").for_each([&](const Csv::Row& row) {
    EXPECT_TRUE(pairs.emplace(row["territory"], row["intended_use"]).second) << row["territory"];
  });
}

TEST(Reference, every_code_resolves) {
  const auto countries = codes("countries"), territories = codes("territories"),
             associations = codes("associations", "association_id");
  const auto uses = codes("uses");
  reference("countries").for_each([&](const Csv::Row& row) {
    EXPECT_TRUE(row["territory"].empty() || territories.count(row["territory"])) << row["code"];
    EXPECT_TRUE(row["guaranteed_by"].empty() || associations.count(row["guaranteed_by"])) << row["code"];
    EXPECT_TRUE(is_time_zone(row["time_zone"])) << row["code"] << ": " << row["time_zone"];
  });
  reference("associations").for_each([&](const Csv::Row& row) {
    EXPECT_TRUE(countries.count(row["country"])) << row["association_id"];
    EXPECT_TRUE(row["kind"] == "NGA" ? row["parent"].empty() : associations.count(row["parent"]) == 1)
        << row["association_id"];
  });
  reference("territory_uses").for_each([&](const Csv::Row& row) {
    EXPECT_TRUE(territories.count(row["territory"])) << row["territory"];
    EXPECT_TRUE(uses.count(row["intended_use"])) << row["intended_use"];
  });
  reference("digital_dates").for_each([&](const Csv::Row& row) {
    EXPECT_TRUE(countries.count(row["country"])) << row["country"];
    for (const auto* column : {"provisional", "confirmed", "notified_on"})
      EXPECT_TRUE(row[column].empty() || parse_day(row[column])) << row["country"] << " " << column;
  });
}

TEST(Reference, every_enabled_territory_has_an_accepted_use_and_a_guaranteed_member) {
  std::set<std::string> with_use, with_member;
  reference("territory_uses").for_each([&](const Csv::Row& row) {
    if (row.flag("accepted")) with_use.insert(row["territory"]);
  });
  reference("countries").for_each([&](const Csv::Row& row) {
    if (!row.flag("enabled")) return;
    EXPECT_FALSE(row["guaranteed_by"].empty()) << row["code"];
    with_member.insert(row["territory"]);
  });
  reference("territories").for_each([&](const Csv::Row& row) {
    if (!row.flag("enabled")) return;
    EXPECT_TRUE(with_use.count(row["code"])) << row["code"];
    EXPECT_TRUE(with_member.count(row["code"])) << row["code"];
  });
}

TEST(Reference, what_is_of_low_certainty_stays_disabled) {
  for (const auto* file : {"countries", "territories"})
    reference(file).for_each(
        [&](const Csv::Row& row) { EXPECT_FALSE(row["certainty"] == "low" && row.flag("enabled")) << row["code"]; });
}

TEST(Reference, settings_hold_only_known_words) {
  const std::set<std::string> certainties{"good", "medium", "low", "test"}, types{"ata", "cpd"};
  const std::set<std::string> answers{"yes", "no", "limited", "unknown", "by_member"};
  reference("territories").for_each([&](const Csv::Row& row) {
    EXPECT_TRUE(certainties.count(row["certainty"])) << row["code"];
    EXPECT_TRUE(types.count(row["carnet_type"])) << row["code"];
    EXPECT_TRUE(answers.count(row["postal"]) && answers.count(row["transit"])) << row["code"];
    for (const auto* flag : {"two_step_export", "refuses_split_importation", "late_transit_close"})
      EXPECT_NO_THROW((void)row.flag(flag)) << row["code"];
  });
}

TEST(Reference, M1_the_members_of_a_customs_union_switch_together) {
  std::map<std::string, std::string> confirmed, switched;
  reference("digital_dates").for_each([&](const Csv::Row& row) { confirmed[row["country"]] = row["confirmed"]; });
  reference("countries").for_each([&](const Csv::Row& row) {
    if (!row.flag("enabled")) return;
    const auto [at, first] = switched.try_emplace(row["territory"], confirmed[row["code"]]);
    EXPECT_EQ(at->second, confirmed[row["code"]]) << row["code"] << " in " << row["territory"];
  });
}

}  // namespace opencarnet::directory
