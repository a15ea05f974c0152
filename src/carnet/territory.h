// A customs territory as the kernel needs it: plain data, given in. What differs from place to place is a setting here.
#pragma once
#include <optional>
#include <set>
#include <vector>

#include "carnet/words.h"

namespace opencarnet::carnet {

struct Member {
  CountryCode country;
  std::optional<Day> digital_since;  // empty: a paper country
  friend bool operator==(const Member&, const Member&) = default;
};

struct Territory {
  TerritoryCode code;
  std::vector<Member> members;
  std::set<UseCode> accepted_uses;
  std::set<CarnetType> accepted_types{CarnetType::ata};
  bool two_step_export = false;            // X5
  bool refuses_split_importation = false;  // X17
  bool late_transit_close = false;         // X10: closes transits of an expired carnet
  bool refuses_expired_carnets = false;    // X10: takes no late re-exportation either
  friend bool operator==(const Territory&, const Territory&) = default;
};

/// Whether declarations in this country must be made digitally on that day; a country that is no member is on paper.
[[nodiscard]] bool is_digital(const Territory& territory, const CountryCode& country, Day day);

/// Whether any member was a paper country on some day from then on: a leg may have been on paper (X9). Countries only
/// ever turn from paper to digital, so the first day decides.
[[nodiscard]] bool was_on_paper_since(const Territory& territory, Day day);

[[nodiscard]] bool has_member(const Territory& territory, const CountryCode& country);

/// The territory a country belongs to, or nothing.
[[nodiscard]] const Territory* territory_of(const std::vector<Territory>& territories, const CountryCode& country);
[[nodiscard]] const Territory* find_territory(const std::vector<Territory>& territories, const TerritoryCode& code);

}  // namespace opencarnet::carnet
