#include "directory/directory_store.h"

#include <gtest/gtest.h>

#include "directory/reference_store.h"
#include "support/databases.h"

namespace opencarnet::directory {
namespace {

using platform::Outcome;

const Instant now = *parse_instant("2026-11-22T14:03:07.123Z");

struct Directory : support::BothEngines {
  void write(const std::function<void(Session&)>& work) {
    database().write([&](Session& session) {
      work(session);
      return Outcome::commit;
    });
  }
  void read(const std::function<void(Session&)>& work) { database().read(work); }

  void SetUp() override {
    write([](Session& session) { load_reference(session, OPENCARNET_DB_FOLDER "/reference"); });
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Directory);

Administration swiss() {
  return {"customs-ch", "CH", "Bundesamt für Zoll und Grenzsicherheit (Demo)",
          "BAZG",       "de", "office@customs-ch.example",
          true};
}

Office zurich() {
  Office office;
  office.office_id = "chzrh000000000000000";
  office.administration_id = "customs-ch";
  office.region_id = "rchnordost0000000000";
  office.code = "CHZRH";
  office.name = office.name_latin = "Zürich Flughafen";
  office.country = "CH";
  office.time_zone = "Europe/Zurich";
  office.latitude = "47.4515";
  office.longitude = "8.5646";
  office.hours = {{"mon", {"08:00-12:00", "13:00-17:30"}}};
  office.types = {"air", "land"};
  return office;
}

}  // namespace

TEST_P(Directory, C5_a_territory_comes_with_its_settings_accepted_uses_and_members) {
  read([](Session& session) {
    const auto eu = find_territory(session, "EU");
    ASSERT_TRUE(eu);
    EXPECT_TRUE(eu->two_step_export && eu->enabled);
    EXPECT_EQ(eu->members.size(), 28U);  // 27 and Monaco; San Marino is not confirmed
    EXPECT_TRUE(eu->uses.count("PE"));

    const auto us = find_territory(session, "US");
    EXPECT_EQ(us->uses, (std::set<std::string>{"PE", "CS"}));
    EXPECT_EQ(us->members, (std::vector<std::string>{"PR", "US"}));
    EXPECT_TRUE(find_territory(session, "MX")->refuses_split_importation);
    EXPECT_EQ(find_territory(session, "TW")->carnet_type, "cpd");
    EXPECT_FALSE(find_territory(session, "QQ"));

    for (const auto& territory : list_territories(session))
      EXPECT_EQ(territory, *find_territory(session, territory.code));
  });
}

TEST_P(Directory, a_country_belongs_to_a_territory_only_while_it_is_enabled) {
  read([](Session& session) {
    EXPECT_EQ(territory_of(session, "LI"), "CH_LI");
    EXPECT_EQ(territory_of(session, "RE"), "RE");
    EXPECT_EQ(territory_of(session, "XS"), "XS");
    EXPECT_FALSE(territory_of(session, "KZ"));  // low certainty
    EXPECT_FALSE(territory_of(session, "AR"));  // takes no carnets
    EXPECT_FALSE(territory_of(session, "QQ"));
    EXPECT_EQ(find_country(session, "AR")->territory, std::nullopt);
    EXPECT_EQ(list_countries(session).size(), 252U);
  });
}

TEST_P(Directory, M1_a_country_is_digital_from_its_confirmed_day_on) {
  read([](Session& session) {
    EXPECT_FALSE(is_digital(session, "DE", *parse_day("2026-05-31")));
    EXPECT_TRUE(is_digital(session, "DE", *parse_day("2026-06-01")));
    EXPECT_FALSE(is_digital(session, "US", *parse_day("2026-11-22")));
    EXPECT_TRUE(is_digital(session, "XB", *parse_day("2021-06-02")));
    EXPECT_FALSE(list_digital_dates(session).empty());
  });
}

TEST_P(Directory, words_of_a_carnet_are_found_by_code) {
  read([](Session& session) {
    EXPECT_EQ(find_use(session, "PE")->annex, "B.2");
    EXPECT_EQ(find_currency(session, "JPY")->minor_units, 0);
    EXPECT_EQ(find_currency(session, "CHF")->minor_units, 2);
    EXPECT_FALSE(find_currency(session, "XXX"));
    EXPECT_EQ(find_unit(session, "kg")->kind, "mass");
    EXPECT_EQ(list_uses(session).size(), 12U);
    EXPECT_GT(list_currencies(session).size(), 150U);
    EXPECT_GT(list_units(session).size(), 10U);
  });
}

TEST_P(Directory, reference_data_corrects_what_it_wrote_and_leaves_alone_what_was_changed_here) {
  Association association;
  write([&](Session& session) {
    association = *find_association(session, "NGA-CH");
    association.email = "carnets@nga-ch.example";
    put_association(session, association, now);
    load_reference(session, OPENCARNET_DB_FOLDER "/reference");
  });
  read([&](Session& session) {
    EXPECT_EQ(*find_association(session, "NGA-CH"), association);
    EXPECT_EQ(find_association(session, "NGA-DE")->kind, "NGA");
    EXPECT_EQ(list_countries(session).size(), 252U);
    EXPECT_GT(list_associations(session).size(), 80U);
  });
}

TEST_P(Directory, an_overlay_changes_rows_for_good) {
  write([](Session& session) {
    load_overlay(session, OPENCARNET_DB_FOLDER "/demo/overlay", now);
    load_reference(session, OPENCARNET_DB_FOLDER "/reference");
  });
  read([](Session& session) {
    EXPECT_EQ(territory_of(session, "GE"), "GE");
    EXPECT_TRUE(is_digital(session, "DE", *parse_day("2021-06-02")));
    EXPECT_TRUE(find_territory(session, "CH_LI")->uses.count("SP"));
  });
}

TEST_P(Directory, administrations_regions_and_offices_are_kept_as_given) {
  const Region region{"rchnordost0000000000", "customs-ch", "CH", "Nordost", true};
  write([&](Session& session) {
    put_administration(session, swiss());
    put_region(session, region);
    put_office(session, zurich());
    put_office(session, zurich());
  });
  read([&](Session& session) {
    EXPECT_EQ(find_administration(session, "customs-ch"), swiss());
    EXPECT_EQ(list_administrations(session), std::vector{swiss()});
    EXPECT_EQ(list_regions(session, "customs-ch"), std::vector{region});
    EXPECT_EQ(find_office(session, "chzrh000000000000000"), zurich());
    EXPECT_EQ(list_offices_of_administration(session, "customs-ch"), std::vector{zurich()});
    EXPECT_EQ(list_offices_of_region(session, region.region_id), std::vector{zurich()});
    EXPECT_FALSE(find_office(session, "nowhere"));
    EXPECT_TRUE(list_offices_of_administration(session, "customs-de").empty());
  });
}

}  // namespace opencarnet::directory
