#include "base/quantity.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/decimal.h"

namespace opencarnet {
namespace {

constexpr std::array<std::pair<std::string_view, Measure>, 10> units{{{"g", Measure::weight},
                                                                      {"kg", Measure::weight},
                                                                      {"t", Measure::weight},
                                                                      {"lb", Measure::weight},
                                                                      {"oz", Measure::weight},
                                                                      {"ml", Measure::volume},
                                                                      {"l", Measure::volume},
                                                                      {"cm3", Measure::volume},
                                                                      {"m3", Measure::volume},
                                                                      {"gal", Measure::volume}}};

}  // namespace

std::optional<Measure> find_measure(std::string_view unit) {
  const auto* const found = std::find_if(units.begin(), units.end(), [&](const auto& u) { return u.first == unit; });
  if (found == units.end()) return {};
  return found->second;
}

std::string to_text(const Quantity& quantity) {
  auto text = write_decimal(quantity.thousandths, 3);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

Result<Quantity> parse_quantity(std::string_view text, std::string_view unit) {
  if (!find_measure(unit)) return refuse(Code::unit_unknown, {{"unit", std::string(unit.substr(0, 20))}});
  const auto reading = read_decimal(text, 3);
  if (reading.problem) return refuse(Code::quantity_malformed, {{"text", std::string(text.substr(0, 40))}});
  return Quantity{reading.scaled, std::string(unit)};
}

}  // namespace opencarnet
