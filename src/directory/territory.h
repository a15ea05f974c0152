// A customs territory: where goods move freely, and the settings the rules ask for. Settings are data, never code.
#pragma once
#include <set>
#include <string>
#include <vector>

namespace opencarnet::directory {

struct Territory {
  std::string code;  // "EU", "CH_LI", "GB", …
  std::string name, name_fr;
  std::string carnet_type;                 // "ata", or "cpd" (Chinese Taipei)
  bool two_step_export = false;            // rule X5: export and exit are two steps
  bool refuses_split_importation = false;  // rule X17: all items of an importation or none
  bool late_transit_close = false;         // rule X10: a transit may be closed after the carnet expired
  bool refuses_expired_carnets = false;    // stricter than rule X10: not even re-exportation after expiry
  std::string postal, transit;             // "yes", "no", "limited", "unknown", "by_member"
  bool enabled = false;
  std::set<std::string> uses;        // accepted intended uses (rule C5): "EF", "PE", "CS", …
  std::vector<std::string> members;  // enabled countries, by code
  friend bool operator==(const Territory&, const Territory&) = default;
};

}  // namespace opencarnet::directory
