// What an officer looks at first: why the rules would refuse, and what they let pass but a person should know.
#pragma once
#include <nlohmann/json.hpp>

#include "customs/presented.h"

namespace opencarnet::customs {

struct Outlook {
  nlohmann::json warnings = nlohmann::json::array();  // code, rule, detail; the gravest first
  std::optional<Day> default_final_date;              // what commit_transaction takes where none is given
};

/// What commit_transaction would say to this declaration now, if nothing more were stated; in the reader's language.
[[nodiscard]] Outlook outlook_of(const Presented& presented, const Desk& desk, const std::string& language);

inline constexpr int days_that_are_soon = 14;

}  // namespace opencarnet::customs
