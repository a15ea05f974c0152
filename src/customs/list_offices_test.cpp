#include "customs/customs_fixture.h"
#include "directory/directory_store.h"

namespace opencarnet::customs {

using carnet::testing::fields_said;
using Names = std::vector<std::string>;

struct Offices : CustomsFixture {
  Result<Answer> list(const edge::Actor& actor, std::map<std::string, std::string> query = {}) {
    edge::Input input;
    input.query = std::move(query);
    input.query.try_emplace("limit", "50");
    return send("list_offices", actor, std::move(input));
  }
  Names names(const edge::Actor& actor, std::map<std::string, std::string> query = {}) {
    Names out;
    const auto answer = list(actor, std::move(query)).value();
    for (const auto& office : answer.body.at("offices")) out.push_back(office.at("name").get<std::string>());
    return out;
  }
  /// An office of Swiss customs in the region of Zürich.
  void open_office(const std::string& code, const std::string& name, const std::string& name_latin,
                   bool active = true) {
    database().write([&](platform::Session& session) {
      auto office = directory::find_office(session, zurich.office_id).value();
      office.office_id = code + std::string(20 - code.size(), '0');
      office.code = code;
      office.name = name;
      office.name_latin = name_latin;
      office.active = active;
      directory::put_office(session, office);
      return platform::Outcome::commit;
    });
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(Offices);

TEST_P(Offices, V3_officers_and_managers_see_their_region_controllers_and_admins_their_administration) {
  EXPECT_EQ(names(zurich), Names{"Office zurich"});
  EXPECT_EQ(names(officer("zurich", edge::Role::regional_manager)), Names{"Office zurich"});
  EXPECT_EQ(names(officer("zurich", edge::Role::controller)), (Names{"Office basel", "Office zurich"}));
  EXPECT_EQ(names(officer("basel", edge::Role::admin)), (Names{"Office basel", "Office zurich"}));
  EXPECT_EQ(names(officer("reunion", edge::Role::controller)), (Names{"Office paris", "Office reunion"}));
  auto apart = zurich;
  apart.region_id.clear();  // assigned to one office only
  open_office("glattbrugg", "Glattbrugg", "Glattbrugg");
  EXPECT_EQ(names(apart), Names{"Office zurich"});
  EXPECT_EQ(names(zurich), (Names{"Glattbrugg", "Office zurich"}));
}

TEST_P(Offices, V3_what_is_listed_is_where_a_transaction_may_be_committed) {
  validate();
  const auto manager = officer("basel", edge::Role::controller);
  const auto listed = list(manager).value();
  ASSERT_EQ(listed.body.at("offices").size(), 2U);
  for (const auto& office : listed.body.at("offices")) {
    const auto shown = sign(carnet::TransactionType::exportation, "CH", "1-4");
    ASSERT_TRUE(scan(manager, shown));
    const json elsewhere{{"office_id", office.at("office_id")}};
    const auto committed = commit(manager, shown, elsewhere);
    ASSERT_TRUE(committed);
    ASSERT_TRUE(cancel(manager, transaction_in(committed->body), shown.cancellation_code));
  }
}

TEST_P(Offices, each_says_its_region_and_which_is_the_default) {
  const auto answer = list(officer("basel", edge::Role::controller)).value();
  EXPECT_EQ(answer.body.at("offices").at(0), json({{"office_id", basel.office_id},
                                                   {"name", "Office basel"},
                                                   {"region", "Region nordwest"},
                                                   {"is_default", true}}));
  EXPECT_EQ(answer.body.at("offices").at(1).at("is_default"), false);
  EXPECT_FALSE(answer.body.contains("next_cursor"));
}

TEST_P(Offices, closed_ones_are_left_out) {
  open_office("closed", "Altes Zollhaus", "Altes Zollhaus", false);
  EXPECT_EQ(names(zurich), Names{"Office zurich"});
}

TEST_P(Offices, the_filter_looks_at_name_latin_name_and_code_without_case_and_accents) {
  open_office("znb", "Zürich Nord", "Zürich Nord");
  open_office("tbs", "თბილისი", "Tbilisi");
  EXPECT_EQ(names(zurich, {{"q", "ZURICH n"}}), Names{"Zürich Nord"});
  EXPECT_EQ(names(zurich, {{"q", "tbilisi"}}), Names{"თბილისი (Tbilisi)"});
  EXPECT_EQ(names(zurich, {{"q", "თბილ"}}), Names{"თბილისი (Tbilisi)"});
  EXPECT_EQ(names(zurich, {{"q", "Znb"}}), Names{"Zürich Nord"});
  EXPECT_EQ(names(zurich, {{"q", "%"}}), Names{});
}

TEST_P(Offices, names_are_sorted_as_people_do_and_pages_do_not_overlap) {
  for (const auto* name : {"Ägeri", "Zug", "aarau", "Bern", "Zug"}) {
    static int number = 0;
    open_office("n" + std::to_string(++number), name, name);
  }
  const Names sorted{"aarau", "Ägeri", "Bern", "Office zurich", "Zug", "Zug"};
  EXPECT_EQ(names(zurich), sorted);
  Names seen;
  std::map<std::string, std::string> query{{"limit", "2"}};
  for (int pages = 0; pages < 5; ++pages) {
    const auto page = list(zurich, query).value().body;
    for (const auto& office : page.at("offices")) seen.push_back(office.at("name").get<std::string>());
    if (!page.contains("next_cursor")) break;
    query["cursor"] = page.at("next_cursor").get<std::string>();
  }
  EXPECT_EQ(seen, sorted);
  for (const std::string cursor : {"", "x", "AAAA", "enp6enp6enp6enp6enp6enp6eno"})
    EXPECT_EQ(fields_said(list(zurich, {{"cursor", cursor}})), Names{"/query/cursor cursor_not_ours"}) << cursor;
}

}  // namespace opencarnet::customs
