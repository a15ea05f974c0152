// From a statement to the declarations of a travel, and how an edit changes those that exist. The kernel decides.
#pragma once
#include "wallet/access.h"
#include "wallet/travel_store.h"

namespace opencarnet::wallet {

/// T2, T5: the declarations that follow from the statement; none while it is incomplete (T6). Goods are looked for
/// where they will be once the declarations of earlier travels are committed; what was committed of this travel itself
/// is derived again, so that it can be compared.
[[nodiscard]] Result<std::vector<carnet::PlannedDeclaration>> derive(platform::Session& session, const HeldCarnet& held,
                                                                     const StoredTravel& travel, Instant now);

/// Brings the travel's declarations to the plan. One that is committed stays as it is (declaration_is_committed where
/// the plan wants it otherwise, or wants more goods than were signed); one that says the same keeps its signature;
/// all others lose it (T7). Refuses no_set_left (T3) before anything is changed.
[[nodiscard]] Verdict settle(edge::Context& context, const HeldCarnet& held, const StoredTravel& travel,
                             const std::vector<carnet::PlannedDeclaration>& planned);

/// T2: when the travel that began with the validation changes its way or goes, the next that leaves home takes the
/// validation over. Its travel_id, or nothing where nothing had to be done.
std::optional<std::string> hand_over_validation(edge::Context& context, carnet::CarnetId carnet_id);

}  // namespace opencarnet::wallet
