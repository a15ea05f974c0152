// Exact weights and volumes: thousandths of a unit.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/refusal.h"

namespace opencarnet {

enum class Measure { weight, volume };

/// A weight or volume as the carnet's form states it: "12.500" and "kg".
struct Quantity {
  std::int64_t thousandths = 0;
  std::string unit;  // a code of find_measure
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

/// What a unit code measures: g, kg, t, lb, oz are weights; ml, l, cm3, m3, gal are volumes.
[[nodiscard]] std::optional<Measure> find_measure(std::string_view unit);

/// "12.5", "3": without trailing zeros; the unit stands beside it.
[[nodiscard]] std::string to_text(const Quantity& quantity);

/// Reads a decimal with at most three decimals (quantity_malformed) in a known unit (unit_unknown).
[[nodiscard]] Result<Quantity> parse_quantity(std::string_view text, std::string_view unit);

}  // namespace opencarnet
