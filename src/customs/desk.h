// Where an officer acts: the office decides the territory, and the day (C2).
#pragma once
#include <optional>
#include <string>

#include "carnet/territory.h"
#include "directory/office.h"
#include "edge/route.h"

namespace opencarnet::customs {

struct Desk {
  std::string office_id, office;  // empty where an account without an office only reads
  carnet::CountryCode country;
  carnet::Territory territory;
  std::string time_zone;
  Day today{};
};

/// As people elsewhere can read it too: "თბილისი (Tbilisi)".
[[nodiscard]] std::string name_of(const directory::Office& office);

/// The desk of a change: the office named in the request, else the officer's own. V3: officers and regional managers
/// act at offices of their region, controllers and admins at any of their administration. Refuses at /office_id:
/// missing_field, office_not_yours.
[[nodiscard]] Result<Desk> desk_at(edge::Context& context, const std::optional<std::string>& office_id);

/// The desk of a reader: that office of their administration, else their own, else the country itself; nothing where
/// carnets are not in use.
[[nodiscard]] std::optional<Desk> reading_desk(edge::Context& context, const std::string& office_id = {});

}  // namespace opencarnet::customs
