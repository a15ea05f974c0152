#include "carnet/goods.h"

#include <gtest/gtest.h>

namespace opencarnet::carnet {
namespace {

const Goods listed = [] {
  Goods goods;
  for (int item = 1; item <= 20; ++item) goods.add(item, item == 4 ? 6 : 1);
  return goods;
}();

std::vector<std::string> errors_of(std::string_view text) {
  const auto read = parse_goods(text, listed);
  std::vector<std::string> said;
  if (read) return said;
  for (const auto& error : read.error().errors) {
    EXPECT_EQ(error.pointer, "/goods");
    auto line = std::string(name(error.code));
    for (const auto& [key, value] : error.params)
      if (key != "last") line += " " + key + "=" + value;
    said.push_back(line);
  }
  return said;
}

using Said = std::vector<std::string>;

}  // namespace

TEST(Goods, T4_ranges_are_read_in_any_order_with_repeats_and_blanks) {
  for (auto typed : {"1-4, 7, 9-12", "9-12,7,1-4", " 1 - 4 ,7 , 9-12, 7,2 ", "1,2,3,4,7,9,10,11,12", "1-4,\n7,9-12"})
    EXPECT_EQ(to_text(*parse_goods(typed, listed), listed), "1-4, 7, 9-12") << typed;
}

TEST(Goods, T4_pieces_of_an_item_are_typed_with_an_x) {
  const auto read = parse_goods("3-5, 4x2, 7", listed);
  EXPECT_EQ(read->pieces_of(4), 6) << "all pieces win over some";
  EXPECT_EQ(to_text(*parse_goods("4x2, 3, 5", listed), listed), "3, 4x2, 5");
  EXPECT_EQ(parse_goods("4X3, 4x2", listed)->pieces_of(4), 3);
  EXPECT_EQ(errors_of("4x7"), (Said{"too_many_pieces item=4 listed=6 pieces=7"}));
  EXPECT_EQ(errors_of("4x0"), (Said{"range_not_understood position=1 text=4x0"}));
}

TEST(Goods, T4_every_error_is_named_at_once_with_its_position) {
  EXPECT_EQ(errors_of("5-2,,9x"), (Said{"range_backwards from=5 position=1 to=2", "range_part_empty position=5",
                                        "range_not_understood position=6 text=9x"}));
  EXPECT_EQ(errors_of("1, two,3-,-4,1-2-3,1.5,+1"),
            (Said{"range_not_understood position=4 text=two", "range_not_understood position=8 text=3-",
                  "range_not_understood position=11 text=-4", "range_not_understood position=14 text=1-2-3",
                  "range_not_understood position=20 text=1.5", "range_not_understood position=24 text=+1"}));
  EXPECT_EQ(errors_of("1,"), (Said{"range_part_empty position=3"}));
  EXPECT_EQ(errors_of("  "), (Said{"no_goods_chosen"}));
}

TEST(Goods, C3_items_that_are_not_on_the_list_are_refused) {
  EXPECT_EQ(errors_of("21"), (Said{"item_not_on_list items=21"}));
  EXPECT_EQ(errors_of("0"), (Said{"item_not_on_list items=0"}));
  EXPECT_EQ(errors_of("19-23"), (Said{"item_not_on_list items=21-23"}));
  EXPECT_EQ(errors_of("1-4000000000"), (Said{"item_not_on_list items=21-4000000000"}));
  EXPECT_EQ(errors_of("99999999999999999999"), (Said{"range_not_understood position=1 text=99999999999999999999"}));
}

// 10,000 items named 8,500 times over: what 60 kB can say, read within the time of an ordinary request.
TEST(Goods, T4_the_whole_list_named_again_and_again_is_read_once) {
  Goods longest;
  for (int item = 1; item <= 10'000; ++item) longest.add(item, 1);
  std::string typed = "3x1";
  for (int times = 0; times < 8'500; ++times) typed += ",1-9999";
  const auto read = parse_goods(typed, longest);
  ASSERT_TRUE(read);
  EXPECT_EQ(to_text(*read, longest), "1-9999");
}

TEST(Goods, T4_ranges_that_overlap_behind_the_list_are_told_as_one) {
  EXPECT_EQ(errors_of("19-25, 22-30, 40"), (Said{"item_not_on_list items=21-30, 40"}));
}

TEST(Goods, T4_what_is_written_is_read_back) {
  for (const auto& goods : {Goods{{1, 1}}, Goods{{4, 5}, {5, 1}}, Goods{{3, 1}, {4, 6}, {5, 1}, {20, 1}}, listed})
    EXPECT_EQ(*parse_goods(to_text(goods, listed), listed), goods) << to_text(goods, listed);
}

TEST(Goods, add_and_take_away_piece_by_piece) {
  const Goods some{{4, 2}, {7, 1}};
  EXPECT_EQ((Goods{{4, 6}} - some), (Goods{{4, 4}}));
  EXPECT_EQ((some + Goods{{1, 1}, {4, 1}}), (Goods{{1, 1}, {4, 3}, {7, 1}}));
  EXPECT_EQ(common(some, Goods{{4, 1}, {8, 1}}), (Goods{{4, 1}}));
  EXPECT_TRUE(listed.contains(some));
  EXPECT_FALSE(some.contains(listed));
  EXPECT_TRUE((some - listed).empty());
}

}  // namespace opencarnet::carnet
