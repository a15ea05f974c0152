#include <gtest/gtest.h>

#include "carnet/goods.h"
#include "conformance/conformance.h"

namespace opencarnet::carnet {
namespace {

using nlohmann::json;

const json& file() {
  static const auto read = conformance::read("ranges.json");
  return read;
}

Goods listed() {
  Goods goods;
  for (int item = 1; item <= file().at("listed").at("items").get<int>(); ++item)
    goods.add(item, file().at("listed").at("pieces").value(std::to_string(item), std::int64_t{1}));
  return goods;
}

Goods goods_in(const std::string& text) { return text.empty() ? Goods() : parse_goods(text, listed()).value(); }

// Positions count bytes here and UTF-16 units in a browser: the same up to the first sign beyond ASCII.
json problem_in(const FieldError& error) {
  static const std::map<Code, std::string> reasons{{Code::range_not_understood, "not_a_number"},
                                                   {Code::range_backwards, "backwards"},
                                                   {Code::item_not_on_list, "not_on_list"}};
  json problem{{"reason", reasons.at(error.code)}};
  if (error.params.contains("position")) problem["position"] = std::stoi(error.params.at("position"));
  return problem;
}

TEST(Conformance, T4_what_both_accept_is_read_and_written_alike) {
  ASSERT_GE(file().at("accepted").size(), 20U);
  for (const auto& it : file().at("accepted")) {
    const auto goods = parse_goods(it.at("typed").get<std::string>(), listed());
    ASSERT_TRUE(goods) << it;
    EXPECT_EQ(to_text(*goods, listed()), it.at("written").get<std::string>()) << it;
  }
}

TEST(Conformance, T4_what_both_refuse_is_refused_for_the_same_reason_at_the_same_place) {
  ASSERT_GE(file().at("refused").size(), 15U);
  for (const auto& it : file().at("refused")) {
    const auto goods = parse_goods(it.at("typed").get<std::string>(), listed());
    ASSERT_FALSE(goods) << it;
    // All items that are not on the list are told as one error without a position, behind the others.
    json placed = json::array(), expected = json::array();
    bool not_on_list = false, expected_not_on_list = false;
    for (const auto& error : goods.error().errors) {
      const auto problem = problem_in(error);
      if (problem.contains("position")) placed.push_back(problem);
      not_on_list = not_on_list || problem.at("reason") == "not_on_list";
    }
    for (const auto& problem : it.at("problems")) {
      if (problem.at("reason") == "not_on_list")
        expected_not_on_list = true;
      else
        expected.push_back({{"reason", problem.at("reason")}, {"position", problem.at("position")}});
    }
    EXPECT_EQ(placed, expected) << it;
    EXPECT_EQ(not_on_list, expected_not_on_list) << it;
  }
}

TEST(Conformance, goods_are_added_and_taken_away_alike) {
  for (const auto& it : file().at("arithmetic")) {
    const auto left = goods_in(it.at("left").get<std::string>()), right = goods_in(it.at("right").get<std::string>());
    const auto text = [](const Goods& goods) { return to_text(goods, listed()); };
    if (it.contains("sum")) {
      EXPECT_EQ(text(left + right), it.at("sum").get<std::string>()) << it;
    }
    EXPECT_EQ(text(left - right), it.at("difference").get<std::string>()) << it;
    EXPECT_EQ(text(common(left, right)), it.at("common").get<std::string>()) << it;
  }
}

}  // namespace
}  // namespace opencarnet::carnet
