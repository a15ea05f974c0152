#include "base/decimal.h"

#include <algorithm>

#include <fmt/format.h>

namespace opencarnet {
namespace {

constexpr std::size_t most_whole_digits = 12;

bool only_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

DecimalReading read_decimal(std::string_view text, unsigned decimals) {
  const auto point = text.find('.');
  const bool has_fraction = point != std::string_view::npos;
  const auto whole = text.substr(0, point);
  const auto fraction = has_fraction ? text.substr(point + 1) : std::string_view{};
  if (!only_digits(whole) || (has_fraction && !only_digits(fraction))) return {0, DecimalProblem::malformed};
  if (fraction.size() > decimals) return {0, DecimalProblem::too_many_decimals};
  const auto significant = whole.find_first_not_of('0');
  if (significant != std::string_view::npos && whole.size() - significant > most_whole_digits)
    return {0, DecimalProblem::too_large};
  std::int64_t scaled = 0;
  if (significant != std::string_view::npos)
    for (char c : whole.substr(significant)) scaled = scaled * 10 + (c - '0');
  for (std::size_t at = 0; at < decimals; ++at) scaled = scaled * 10 + (at < fraction.size() ? fraction[at] - '0' : 0);
  return {scaled, {}};
}

std::string write_decimal(std::int64_t scaled, unsigned decimals) {
  std::uint64_t scale = 1;
  for (unsigned at = 0; at < decimals; ++at) scale *= 10;
  const auto size = scaled < 0 ? 0 - static_cast<std::uint64_t>(scaled) : static_cast<std::uint64_t>(scaled);
  const auto* const sign = scaled < 0 ? "-" : "";
  if (decimals == 0) return fmt::format("{}{}", sign, size);
  return fmt::format("{}{}.{:0{}}", sign, size / scale, size % scale, decimals);
}

}  // namespace opencarnet
