// A country: a member of a customs territory, or none, with the day from which its declarations are digital.
#pragma once
#include <optional>
#include <string>

#include "base/time.h"

namespace opencarnet::directory {

struct Country {
  std::string code;  // ISO 3166 alpha-2, or a test code XA–XZ
  std::string name, name_fr;
  std::string time_zone;                     // IANA, of the capital; an office may lie in another
  std::optional<std::string> territory;      // none: no carnet is accepted there
  std::optional<std::string> guaranteed_by;  // code of the national guaranteeing association
  bool enabled = false;                      // takes part, confirmed by a source
  friend bool operator==(const Country&, const Country&) = default;
};

/// When a country's declarations become digital (rule M1): announced, confirmed, and when it was notified.
struct DigitalDate {
  std::string country;
  std::optional<Day> provisional, confirmed, notified_on;
  friend bool operator==(const DigitalDate&, const DigitalDate&) = default;
};

/// Digital from the confirmed day on, that day included; a provisional date alone changes nothing.
[[nodiscard]] inline bool is_digital(const DigitalDate& date, Day day) {
  return date.confirmed && *date.confirmed <= day;
}

}  // namespace opencarnet::directory
