// Customs administrations, their regions and offices; days are days in the time zone of the office that acts (rule C2).
#pragma once
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/time.h"

namespace opencarnet::directory {

/// The customs service of one country: a tenant. Its identifier is also its host name: "customs-ch".
struct Administration {
  std::string administration_id, country, name, name_latin;
  std::string language;  // BCP 47, of letters to its people
  std::string email;
  bool active = true;
  friend bool operator==(const Administration&, const Administration&) = default;
};

struct Region {
  std::string region_id, administration_id, country, name;
  bool active = true;
  friend bool operator==(const Region&, const Region&) = default;
};

struct Office {
  std::string office_id, administration_id, region_id;
  std::string code;              // the administration's own, unique within it
  std::string name, name_latin;  // as written there, and in Latin letters
  std::string country;           // decides the territory: Réunion is its own, though French customs work there
  std::string time_zone;         // IANA
  std::string address, phone, email;
  std::string latitude, longitude;  // decimal degrees as text
  nlohmann::json hours;             // {"mon": ["08:00-12:00", "13:30-18:00"], …}; a day left out is closed
  std::set<std::string> types;      // "air", "land", "sea", "admin"
  bool active = true;
  friend bool operator==(const Office&, const Office&) = default;
};

[[nodiscard]] bool is_time_zone(std::string_view time_zone);

/// The calendar day at that place when `now` strikes. Throws std::runtime_error for an unknown time zone.
[[nodiscard]] Day day_at(std::string_view time_zone, Instant now);
[[nodiscard]] inline Day day_at(const Office& office, Instant now) { return day_at(office.time_zone, now); }

/// The instant of a wall-clock time on a day at that place; the earlier one when the clock shows it twice, the moment
/// of the jump when it never shows it.
[[nodiscard]] Instant instant_at(std::string_view time_zone, Day day, std::chrono::minutes time_of_day);

/// The opening hours are of the form above: known days, "HH:MM-HH:MM", in order, ending after they begin ("24:00" ends
/// a day).
[[nodiscard]] bool are_hours(const nlohmann::json& hours);
/// Whether the office is open at that instant, by its own clock.
[[nodiscard]] bool is_open(const Office& office, Instant now);

}  // namespace opencarnet::directory
