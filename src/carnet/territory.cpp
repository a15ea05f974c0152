#include "carnet/territory.h"

#include <algorithm>

namespace opencarnet::carnet {
namespace {

const Member* find_member(const Territory& territory, const CountryCode& country) {
  for (const auto& member : territory.members)
    if (member.country == country) return &member;
  return nullptr;
}

bool is_digital_on(const Member& member, Day day) { return member.digital_since && *member.digital_since <= day; }

}  // namespace

bool is_digital(const Territory& territory, const CountryCode& country, Day day) {
  const auto* const member = find_member(territory, country);
  return member && is_digital_on(*member, day);
}

bool was_on_paper_since(const Territory& territory, Day day) {
  return std::any_of(territory.members.begin(), territory.members.end(),
                     [&](const Member& member) { return !is_digital_on(member, day); });
}

bool has_member(const Territory& territory, const CountryCode& country) { return find_member(territory, country); }

const Territory* territory_of(const std::vector<Territory>& territories, const CountryCode& country) {
  for (const auto& territory : territories)
    if (has_member(territory, country)) return &territory;
  return nullptr;
}

const Territory* find_territory(const std::vector<Territory>& territories, const TerritoryCode& code) {
  for (const auto& territory : territories)
    if (territory.code == code) return &territory;
  return nullptr;
}

}  // namespace opencarnet::carnet
