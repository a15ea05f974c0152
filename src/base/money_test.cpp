#include "base/money.h"

#include <gtest/gtest.h>

#include "base/quantity.h"

namespace opencarnet {
namespace {

Code refused(std::string_view text, std::string_view currency) {
  const auto read = parse_money(text, *find_currency(currency));
  EXPECT_FALSE(read) << text;
  return read ? Code::fault : read.error().code;
}

}  // namespace

TEST(Money, C4_respects_the_minor_units_of_each_currency) {
  EXPECT_EQ(parse_money("1705", *find_currency("EUR"))->minor, 170'500);
  EXPECT_EQ(to_text(*parse_money("1705.5", *find_currency("EUR"))), "1705.50");
  EXPECT_EQ(to_text(*parse_money("150", *find_currency("JPY"))), "150");
  EXPECT_EQ(to_text(*parse_money("0.005", *find_currency("BHD"))), "0.005");
  EXPECT_EQ(refused("1.5", "JPY"), Code::amount_has_too_many_decimals);
  EXPECT_EQ(refused("1.005", "CHF"), Code::amount_has_too_many_decimals);
}

TEST(Money, C4_refuses_commas_signs_blanks_and_exponents) {
  for (auto wrong : {"1,705.00", "1705,00", "-1", "+1", " 1", "1 ", "1e3", "", ".", ".5", "5.", "1.2.3", "NaN", "٣"})
    EXPECT_EQ(refused(wrong, "EUR"), Code::amount_malformed) << wrong;
}

TEST(Money, C4_never_overflows) {
  EXPECT_EQ(refused("1000000000000", "EUR"), Code::amount_too_large);
  EXPECT_EQ(refused(std::string(400, '9'), "EUR"), Code::amount_too_large);
  EXPECT_EQ(to_text(*parse_money("00000000000000000000000000000000000007", *find_currency("EUR"))), "7.00");
  const Money most{1'000'000'000'000'000'000, *find_currency("EUR")};
  EXPECT_EQ(add(most, most).error().code, Code::amount_too_large);
  EXPECT_EQ(add(most, Money{1, *find_currency("USD")}).error().code, Code::one_currency_per_carnet);
}

TEST(Money, C4_knows_only_currencies_in_use) {
  for (auto known : {"EUR", "CHF", "GBP", "UAH", "GEL", "AMD", "AZN", "MDL", "XOF", "TWD"})
    EXPECT_TRUE(find_currency(known)) << known;
  for (auto unknown : {"XXX", "XAU", "DEM", "eur", "EU", "EURO", "", "R Z", " CH"})
    EXPECT_FALSE(find_currency(unknown)) << unknown;
}

TEST(Quantity, C4_keeps_three_decimals_exactly) {
  EXPECT_EQ(to_text(*parse_quantity("12.500", "kg")), "12.5");
  EXPECT_EQ(to_text(*parse_quantity("3", "m3")), "3");
  EXPECT_EQ(to_text(*parse_quantity("0.001", "l")), "0.001");
  EXPECT_EQ(to_text(*parse_quantity("100", "g")), "100");
  EXPECT_EQ(parse_quantity("0.0001", "kg").error().code, Code::quantity_malformed);
  EXPECT_EQ(parse_quantity("1,5", "kg").error().code, Code::quantity_malformed);
  EXPECT_EQ(parse_quantity("1", "stone").error().code, Code::unit_unknown);
}

}  // namespace opencarnet
