// The association that acts, and what the directory says of a draft of its.
#pragma once
#include <string>

#include "issuing/carnet_store.h"
#include "issuing/issue_check.h"

namespace opencarnet::issuing {

struct Issuer {
  std::string association_id, name;
  carnet::CountryCode country;
  carnet::TerritoryCode territory;
  Day today{};  // in the time zone of the country (C2)
};
/// Refuses association_may_not_issue: unknown, disabled, or of a country that takes no part.
[[nodiscard]] Result<Issuer> find_issuer(Session& session, const std::string& association_id, Instant now);

/// The name of an association, or its code where the directory does not know it any more.
[[nodiscard]] std::string name_of_association(Session& session, const std::string& association_id);

[[nodiscard]] IssueFacts load_facts(Session& session, const Issuer& issuer, carnet::CarnetId carnet_id,
                                    const json& content);

}  // namespace opencarnet::issuing
