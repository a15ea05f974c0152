// The stages of life a carnet of the demo world can show, each told in a few lines.
#pragma once
#include <string>
#include <vector>

#include "demo/teller.h"

namespace opencarnet::demo {

/// What a story is told about: where the goods go, on which day the plan looks.
struct Setting {
  std::string destination, second;   // countries of two foreign territories
  std::vector<std::string> transit;  // a country between home and destination, or none
  Day today;
};

struct Story {
  std::string name;
  int carnets;                 // how many of the 200
  int issued_from, issued_to;  // issued so many days before today, the nearer one first
  int valid_days;              // 0: the longest the convention allows (C2)
  bool wants_transit;
  void (*tell)(Teller& teller, const Setting& setting);
};

[[nodiscard]] const std::vector<Story>& stories();

}  // namespace opencarnet::demo
