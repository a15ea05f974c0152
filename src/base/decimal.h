// Exact decimals as scaled integers: the one reader and writer that money and quantities share.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace opencarnet {

enum class DecimalProblem { malformed, too_many_decimals, too_large };

struct DecimalReading {
  std::int64_t scaled = 0;
  std::optional<DecimalProblem> problem;
};

/// "12.5" with three decimals is 12500. Only digits and one point between digits; at most 12 whole digits
/// so that the sums of a General List cannot overflow.
[[nodiscard]] DecimalReading read_decimal(std::string_view text, unsigned decimals);

/// 12500 with three decimals is "12.500".
[[nodiscard]] std::string write_decimal(std::int64_t scaled, unsigned decimals);

}  // namespace opencarnet
