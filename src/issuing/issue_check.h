// Whether a draft may become a carnet: the kernel's rules (C1–C6) and those that need the directory. Pure.
#pragma once
#include <optional>
#include <vector>

#include "carnet/carnet.h"
#include "carnet/territory.h"
#include "issuing/draft.h"

namespace opencarnet::issuing {

/// What must be known of the world to judge a draft.
struct IssueFacts {
  carnet::CarnetId carnet_id = 0;
  carnet::CountryCode country;  // of the association
  carnet::TerritoryCode home;   // the territory of that country
  Day today{};                  // there (C2)
  bool use_known = false;       // the draft's intended use is one of the directory's
  bool number_taken = false;    // another carnet was issued with the draft's number
  /// Every territory that takes part, with the types it takes; its accepted uses hold the draft's if it takes it.
  std::vector<carnet::Territory> territories;
};

struct Checked {
  carnet::Carnet carnet;           // as it would be issued, complete only where there are no errors
  std::vector<FieldError> errors;  // all at once, one a place, in the order of the contract; pointers into the draft
  std::optional<carnet::Totals> totals;
};
[[nodiscard]] Checked check_issue(const Draft& draft, const IssueFacts& facts);

}  // namespace opencarnet::issuing
