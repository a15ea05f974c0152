// The operations of the NICS contract (api/nics.yaml). A carnet of another association answers not_found (I6, V4).
#pragma once
#include "issuing/issuing.h"

namespace opencarnet::issuing {

/// Refuses association_may_not_issue. Nothing else is judged yet.
[[nodiscard]] Result<edge::Answer> create_draft(edge::Context& context, const edge::Input& input);
/// Refuses carnet_already_issued (C3), carnet_life_forbids, precondition_required, newer_version_exists.
[[nodiscard]] Result<edge::Answer> update_draft(edge::Context& context, const edge::Input& input);
/// Refuses carnet_already_issued, carnet_life_forbids, association_may_not_issue; what the draft lacks is the answer.
[[nodiscard]] Result<edge::Answer> check_draft(edge::Context& context, const edge::Input& input);
/// Work::own: the PIN is hashed before the transaction begins. Refuses as issue_draft does.
[[nodiscard]] Result<edge::Answer> issue_carnet(edge::Context& context, const edge::Input& input,
                                                const Dependencies& needs);
[[nodiscard]] Result<edge::Answer> get_carnet(edge::Context& context, const edge::Input& input);
/// Refuses a cursor it did not make (invalid_field).
[[nodiscard]] Result<edge::Answer> list_carnets(edge::Context& context, const edge::Input& input);
/// Refuses a cursor it did not make (invalid_field), and not_found for a carnet that is not this association's.
[[nodiscard]] Result<edge::Answer> list_transactions(edge::Context& context, const edge::Input& input);

}  // namespace opencarnet::issuing
