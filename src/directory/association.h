// An association that issues or guarantees carnets.
#pragma once
#include <optional>
#include <string>

namespace opencarnet::directory {

struct Association {
  std::string association_id;  // "NGA-CH", "IA-CH-BASEL"
  std::string name;
  std::string kind;  // "NGA" guarantees in its country; "IA" issues under its parent
  std::string country;
  std::optional<std::string> parent;  // of an IA: its NGA
  std::string address, email, phone;
  bool enabled = true;
  friend bool operator==(const Association&, const Association&) = default;
};

}  // namespace opencarnet::directory
