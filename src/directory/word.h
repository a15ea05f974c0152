// The closed lists a carnet is written with: intended uses, currencies, units.
#pragma once
#include <string>

namespace opencarnet::directory {

/// An annex of the Istanbul Convention under which goods are admitted, e.g. "PE", annex "B.2" (rule C5).
struct Use {
  std::string code, annex, name, name_fr;
  friend bool operator==(const Use&, const Use&) = default;
};

/// ISO 4217; `minor_units` is the number of decimals an amount may have (rule C4).
struct Currency {
  std::string code, name, name_fr;
  int minor_units = 2;
  friend bool operator==(const Currency&, const Currency&) = default;
};

/// A unit of "mass" or "volume".
struct Unit {
  std::string code, kind, name, name_fr;
  friend bool operator==(const Unit&, const Unit&) = default;
};

}  // namespace opencarnet::directory
