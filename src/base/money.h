// Exact money (rule C4): whole minor units of one currency, never floating point.
#pragma once
#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/refusal.h"

namespace opencarnet {

/// A currency of ISO 4217 with the number of decimals its minor unit has (JPY 0, EUR 2, BHD 3).
struct Currency {
  std::array<char, 3> letters{'X', 'X', 'X'};
  std::uint8_t minor_units = 0;
  [[nodiscard]] std::string_view code() const { return {letters.data(), letters.size()}; }
  friend bool operator==(const Currency&, const Currency&) = default;
};

/// The currency of that code in capitals; nothing for codes that are not money in use (XAU, XXX …).
[[nodiscard]] std::optional<Currency> find_currency(std::string_view code);

/// An amount in minor units. Plain data: arithmetic that could overflow goes through `add`.
struct Money {
  std::int64_t minor = 0;
  Currency currency;
  friend bool operator==(const Money&, const Money&) = default;
};

/// "1705.00" for EUR, "1705" for JPY: as many decimals as the currency has, no grouping.
[[nodiscard]] std::string to_text(const Money& money);

/// Reads a decimal string of digits with at most one point. Refuses signs, commas, blanks and exponents
/// (amount_malformed), more decimals than the currency has (amount_has_too_many_decimals; trailing zeros too) and what
/// does not fit (amount_too_large). Rule C4.
[[nodiscard]] Result<Money> parse_money(std::string_view text, Currency currency);

/// Sum of two amounts; refuses two currencies (one_currency_per_carnet) and overflow (amount_too_large).
[[nodiscard]] Result<Money> add(const Money& left, const Money& right);

}  // namespace opencarnet
