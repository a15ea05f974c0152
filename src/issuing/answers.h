// What several operations answer with.
#pragma once
#include "edge/route.h"
#include "issuing/carnet_store.h"
#include "issuing/issue_check.h"

namespace opencarnet::issuing {

/// A carnet that was never issued (contract: Carnet), without its General List.
[[nodiscard]] json draft_answer(const StoredCarnet& carnet, const std::string& issued_by,
                                const std::optional<carnet::Totals>& totals);

/// With the version as ETag.
[[nodiscard]] edge::Answer versioned(int status, json body, std::int64_t version);

/// Only a draft goes on (C3): refuses carnet_already_issued, and carnet_life_forbids for a cancelled draft.
[[nodiscard]] Verdict check_is_draft(const StoredCarnet& carnet, const std::string& change);

[[nodiscard]] std::string subject_of(carnet::CarnetId carnet_id);
/// Who may follow a carnet's events live: whoever has the carnet, and its association.
[[nodiscard]] std::vector<std::string> topics_of(carnet::CarnetId carnet_id, const std::string& association_id);

/// All that is fixed at issue (C3), spelled as in the contract's Carnet, so that whoever has the carnet can compute the
/// digest again. Sets are not in it: more may be added (C6).
[[nodiscard]] std::string content_digest(const carnet::Carnet& carnet);

}  // namespace opencarnet::issuing
