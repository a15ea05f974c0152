#include "demo/world.h"

#include <gtest/gtest.h>

#include "directory/reference_store.h"

namespace opencarnet::demo {
namespace {

const World& world() {
  static const World read = read_world();
  return read;
}

// Thousandths, so that sums are exact.
long long hundredths(const std::string& value) {
  auto digits = value;
  digits.erase(digits.find('.'), 1);
  return std::stoll(digits);
}

long long total(std::string_view catalogue) {
  long long sum = 0;
  for (const auto& item : world().catalogue(catalogue).goods) sum += hundredths(item.value);
  return sum;
}

}  // namespace

TEST(World, every_office_lies_in_a_region_of_its_administration_and_opens_some_time) {
  std::map<std::string, std::string> regions;
  for (const auto& region : world().regions) regions[region.region_id] = region.administration_id;
  std::set<std::string> ids;
  for (const auto& office : world().offices) {
    EXPECT_TRUE(ids.insert(office.office_id).second) << office.code;
    EXPECT_EQ(office.office_id.size(), 20U) << office.code;
    EXPECT_EQ(regions.at(office.region_id), office.administration_id) << office.code;
    EXPECT_TRUE(directory::is_time_zone(office.time_zone)) << office.code;
    EXPECT_TRUE(directory::are_hours(office.hours) && !office.hours.empty()) << office.code;
    EXPECT_FALSE(office.types.empty()) << office.code;
    EXPECT_LE(std::abs(std::stod(office.latitude)), 90) << office.code;
    EXPECT_LE(std::abs(std::stod(office.longitude)), 180) << office.code;
    EXPECT_NO_THROW((void)world().territory_of(office.country)) << office.code;
    EXPECT_NO_THROW((void)world().officer_at(office.office_id)) << office.code;
  }
}

TEST(World, every_administration_has_a_person_of_each_role) {
  std::map<std::string, std::set<std::string>> roles;
  std::set<std::string> emails, badges;
  for (const auto& officer : world().officers) {
    roles[officer.administration_id].insert(officer.role);
    EXPECT_EQ(world().office(officer.office_id).administration_id, officer.administration_id) << officer.email;
    EXPECT_EQ(world().office(officer.office_id).region_id, officer.region_id) << officer.email;
    EXPECT_TRUE(emails.insert(officer.email).second) << officer.email;
    EXPECT_TRUE(badges.insert(officer.badge_number).second) << officer.badge_number;
    EXPECT_TRUE(officer.email.ends_with(".example")) << officer.email;
  }
  for (const auto& administration : world().administrations)
    EXPECT_EQ(roles[administration.administration_id],
              (std::set<std::string>{"officer", "controller", "regional_manager", "admin"}))
        << administration.administration_id;
}

TEST(World, every_association_has_a_machine_client_and_people_who_need_carnets) {
  std::set<std::string> clients, known;
  for (const auto& chamber : world().chambers) known.insert(chamber.association.association_id);
  for (const auto& chamber : world().chambers) {
    EXPECT_TRUE(clients.insert(chamber.client_id).second) << chamber.client_id;
    EXPECT_EQ(chamber.number_prefix.substr(0, 2), chamber.association.country);
    EXPECT_TRUE(!chamber.association.parent || known.count(*chamber.association.parent)) << chamber.client_id;
    EXPECT_TRUE(std::any_of(world().holders.begin(), world().holders.end(), [&](const Holder& holder) {
      return holder.country == chamber.association.country;
    })) << chamber.association.country;
  }
  for (const auto& holder : world().holders) {
    EXPECT_TRUE(holder.email.ends_with(".example")) << holder.holder_id;
    EXPECT_NO_THROW((void)world().catalogue(holder.catalogue)) << holder.holder_id;
  }
}

TEST(World, goods_are_numbered_without_gaps_and_have_a_value) {
  for (const auto& catalogue : world().catalogues) {
    EXPECT_GE(catalogue.goods.size(), 8U) << catalogue.catalogue;
    int number = 0;
    for (const auto& item : catalogue.goods) {
      EXPECT_EQ(item.item, ++number) << catalogue.catalogue;
      EXPECT_GT(hundredths(item.value), 0) << catalogue.catalogue << " " << number;
      EXPECT_EQ(item.weight.empty(), item.weight_unit.empty()) << catalogue.catalogue << " " << number;
      EXPECT_GT(item.pieces, 0);
    }
  }
}

TEST(World, the_goods_of_the_guides_have_the_totals_of_their_screens) {
  EXPECT_EQ(world().catalogue("thunderbird").goods.size(), 13U);
  EXPECT_EQ(total("thunderbird"), 170500);
  EXPECT_EQ(world().catalogue("guide").goods.size(), 20U);
  EXPECT_EQ(total("guide"), 4702800);
}

TEST(World, every_use_is_accepted_in_every_territory_of_the_world) {
  std::set<std::pair<std::string, std::string>> accepted;
  for (const auto& folder : {directory::built_in_reference(), built_in_world() / "overlay"})
    folder.csv("territory_uses.csv").for_each([&](const Csv::Row& row) {
      if (row.flag("accepted")) accepted.emplace(row["territory"], row["intended_use"]);
    });
  for (const auto& office : world().offices)
    for (const auto& catalogue : world().catalogues)
      EXPECT_TRUE(accepted.count({world().territory_of(office.country), catalogue.intended_use}))
          << office.country << " " << catalogue.intended_use;
}

TEST(World, every_country_of_the_world_is_digital_and_unions_switch_together) {
  std::map<std::string, std::string> confirmed;
  for (const auto& folder : {directory::built_in_reference(), built_in_world() / "overlay"})
    folder.csv("digital_dates.csv").for_each([&](const Csv::Row& row) {
      confirmed[row["country"]] = row["confirmed"];
    });
  std::map<std::string, std::set<std::string>> by_territory;
  for (const auto& [country, territory] : world().territories) by_territory[territory].insert(confirmed[country]);
  for (const auto& office : world().offices)
    EXPECT_EQ(by_territory.at(world().territory_of(office.country)), std::set<std::string>{"2019-01-01"})
        << office.country;
}

}  // namespace opencarnet::demo
