#include "records/stored.h"

#include <gtest/gtest.h>

#include "carnet/testing.h"
#include "records/carnet_json.h"
#include "records/declaration_record.h"
#include "records/transaction_json.h"

namespace opencarnet::records {
namespace {

using carnet::testing::a_carnet;
using carnet::testing::day;

constexpr auto awkward = "\"Zürich\" \\ 東京 \t</script> \x7F\x01 'é' 🎻";

template <class Statement>
void fill_statement(Statement& it) {
  it.place = awkward;
  it.mode_of_transport = "road";
  it.transport_details = "ZH 123 456";
  it.packaging = "2 flight cases";
  it.comment = "none";
  it.supporting_documents = "invoice 7";
  it.remarks = awkward;
  it.closes = "0197-a";
  it.identification_marks = {{2, "seal 4711"}, {9, awkward}};
  it.corrections = {{"goods", "1-4", "1-3"}, {"place", "", awkward}};
}

carnet::Transaction full_transaction() {
  carnet::Transaction it;
  it.goods = {{1, 1}, {2, 3}, {400, 1'000'000'000}};
  it.not_re_exported = {{{{5, 1}}, carnet::Action::duty_paid, awkward}, {{{6, 2}}, {}, ""}};
  it.not_produced = {{{{7, 1}}, {}, "left in the truck"}};
  it.not_re_imported = {{{{8, 1}, {9, 1}}, {}, ""}};
  it.processed_abroad = {{1, 1}};
  it.on_paper = {{2, 1}};
  it.final_date = day("2027-01-09");
  it.seals_intact = false;
  it.goods_examined = true;
  it.place_of_use = "Musikhalle";
  it.seals = "DE 4711";
  it.customs_reference = "MRN 26DE0001";
  it.paper_evidence_confirmed = true;
  it.late = true;
  fill_statement(it);
  return it;
}

TEST(Stored, a_transaction_is_read_as_it_was_written) {
  const auto it = full_transaction();
  EXPECT_EQ(transaction_from_stored(content_of(it).dump()), it);
}

TEST(Stored, fields_that_say_nothing_stay_empty) {
  EXPECT_EQ(transaction_from_stored(content_of(carnet::Transaction{}).dump()), carnet::Transaction{});
  carnet::Declaration declaration;
  fill_statement(declaration);
  declaration.declared.goods = {{4, 1}};
  read_stored(content_of(carnet::Declaration{}).dump(), declaration);
  EXPECT_EQ(declaration, carnet::Declaration{}) << "what stood there before is gone";
}

TEST(Stored, a_declaration_is_read_as_it_was_written) {
  carnet::Declaration it;
  fill_statement(it);
  it.declared = {{{1, 1}, {2, 2}}, {{3, 1}}, {{4, 1}}, {{5, 1}}, {{2, 2}}};
  carnet::Declaration read;
  read_stored(content_of(it).dump(), read);
  EXPECT_EQ(read, it);
}

TEST(Stored, C3_a_General_List_of_any_length_is_read_as_it_was_written) {
  for (const int items : {0, 1, 20, 10'000}) {  // the longest is beyond what a thread keeps a parser for
    const auto carnet = a_carnet().with_items(items).build();
    EXPECT_EQ(general_list_from_stored(written(carnet.general_list), carnet.currency), carnet.general_list) << items;
  }
}

TEST(Stored, C3_the_written_General_List_is_JSON_whatever_is_described) {
  auto list = a_carnet().with_items(3).build().general_list;
  list[0].description = awkward;
  list[1].weight.reset();
  list[1].country_of_origin.clear();
  list[2].pieces = 1'000'000'000;
  const auto document = to_json(list);
  EXPECT_EQ(document[0].at("description"), awkward);
  EXPECT_EQ(document[0].at("value"), "150.00");
  EXPECT_EQ(document[0].at("weight"), "12.5");
  EXPECT_EQ(document[1].size(), 4U) << "item, description, pieces, value";
  EXPECT_EQ(general_list_from_stored(document.dump(), *find_currency("CHF")), list);
}

TEST(Stored, a_weight_without_unit_is_in_kilograms) {
  const auto list = general_list_from_stored(
      R"([{"item":1,"description":"Drum","pieces":1,"value":"1.00","weight":"2.5"}])", *find_currency("CHF"));
  EXPECT_EQ(list.at(0).weight, (Quantity{2'500, "kg"}));
}

TEST(Stored, what_is_not_what_was_written_is_told) {
  const auto chf = *find_currency("CHF");
  for (const auto* text :
       {"", "{", "{}", "[1]", R"([{"item":1}])", R"([{"item":"1"}])",
        R"([{"item":1,"description":"D","pieces":1,"value":"1,00"}])",
        R"([{"item":1,"description":"D","pieces":1,"value":"1.00","weight":"1","weight_unit":"st"}])",
        R"([{"item":1,"description":"D","pieces":1,"value":"1.00"}] trailing)"})
    EXPECT_THROW((void)general_list_from_stored(text, chf), std::exception) << text;
  for (const auto* text : {"", "[]", R"({"goods":[{"item":1}]})", R"({"goods":{}})", R"({"late":"yes"})",
                           R"({"place":7})", R"({"goods":[1]})", "{\"place\":\"\xFF\"}"})
    EXPECT_THROW((void)transaction_from_stored(text), std::exception) << text;
}

TEST(Written, places_name_home_by_its_territory) {
  using carnet::PlaceKind;
  EXPECT_EQ(written({{1, 2, {PlaceKind::home, ""}, {}},
                     {2, 1, {PlaceKind::in_territory, "EU"}, day("2027-01-09")},
                     {3, 1, {PlaceKind::exported, ""}, {}}},
                    "CH_LI"),
            R"([{"item":1,"pieces":2,"place":"home","territory":"CH_LI"},)"
            R"({"item":2,"pieces":1,"place":"in_territory","territory":"EU","final_date":"2027-01-09"},)"
            R"({"item":3,"pieces":1,"place":"exported"}])");
  EXPECT_EQ(written(std::vector<carnet::PlaceLine>{}, "CH_LI"), "[]");
}

}  // namespace
}  // namespace opencarnet::records
