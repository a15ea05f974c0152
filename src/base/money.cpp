#include "base/money.h"

#include <algorithm>

#include "base/decimal.h"

namespace opencarnet {
namespace {

// ISO 4217 list one, amendment 176: currencies in use, grouped by the decimals of their minor unit. Funds codes, metals
// and the test code are left out: no carnet is valued in them.
constexpr std::string_view without_decimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF ";
constexpr std::string_view with_two =
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC "
    "CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD "
    "KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO "
    "NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL "
    "THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ";
constexpr std::string_view with_three = "BHD IQD JOD KWD LYD OMR TND ";

bool lists(std::string_view codes, std::string_view code) {
  for (std::size_t at = 0; at + 4 <= codes.size(); at += 4)
    if (codes.substr(at, 3) == code) return true;
  return false;
}

constexpr std::int64_t largest = 1'000'000'000'000'000'000;

}  // namespace

std::optional<Currency> find_currency(std::string_view code) {
  if (code.size() != 3) return {};
  const std::array<char, 3> letters{code[0], code[1], code[2]};
  if (lists(with_two, code)) return Currency{letters, 2};
  if (lists(without_decimals, code)) return Currency{letters, 0};
  if (lists(with_three, code)) return Currency{letters, 3};
  return {};
}

std::string to_text(const Money& money) { return write_decimal(money.minor, money.currency.minor_units); }

Result<Money> parse_money(std::string_view text, Currency currency) {
  const auto reading = read_decimal(text, currency.minor_units);
  if (!reading.problem) return Money{reading.scaled, currency};
  const Params said{{"text", std::string(text.substr(0, 40))},
                    {"currency", std::string(currency.code())},
                    {"decimals", std::to_string(currency.minor_units)}};
  switch (*reading.problem) {
    case DecimalProblem::too_many_decimals:
      return refuse(Code::amount_has_too_many_decimals, said);
    case DecimalProblem::too_large:
      return refuse(Code::amount_too_large, said);
    case DecimalProblem::malformed:
      break;
  }
  return refuse(Code::amount_malformed, said);
}

Result<Money> add(const Money& left, const Money& right) {
  if (left.currency != right.currency)
    return refuse(Code::one_currency_per_carnet,
                  {{"currency", std::string(left.currency.code())}, {"other", std::string(right.currency.code())}});
  std::int64_t sum = 0;
  if (__builtin_add_overflow(left.minor, right.minor, &sum) || sum > largest)
    return refuse(Code::amount_too_large,
                  {{"text", to_text(left) + " + " + to_text(right)}, {"currency", std::string(left.currency.code())}});
  return Money{sum, left.currency};
}

}  // namespace opencarnet
