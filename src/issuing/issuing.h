// What other rooms may ask of issuing: its routes, and for the demo world drafts and issues at past instants.
#pragma once
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "base/refusal.h"
#include "carnet/carnet.h"
#include "crypto/secrets.h"
#include "edge/route.h"

namespace opencarnet::issuing {

struct Dependencies {
  crypto::PasswordCost pin_cost{};  // what one guess at a PIN shall cost (C12)
};

/// The operations of api/nics.yaml.
[[nodiscard]] edge::Routes routes(const Dependencies& needs);

/// C12: 60 random bits, shown once to the issuer; only the hash is stored.
struct Pin {
  std::string text;  // normalised; show it with grouped_code()
  std::string hash;  // Argon2id
};
/// Slow unless the cost is low: call it outside a transaction.
[[nodiscard]] Pin new_pin(crypto::PasswordCost cost);

/// The association that acts (context.actor.tenant_id) begins a carnet with this content (contract: DraftContent).
/// Inside a writing transaction. `carnet_id`: a free one up to 1,000,000, for the demo world and imports; otherwise the
/// next is taken. Refuses association_may_not_issue. An ID that is in use is a bug and throws std::logic_error.
[[nodiscard]] Result<carnet::CarnetId> begin_carnet(edge::Context& context, const nlohmann::json& content,
                                                    std::optional<carnet::CarnetId> carnet_id = {});

struct IssuedCarnet {
  carnet::CarnetId carnet_id = 0;
  std::string number;
  Day issued_on{}, valid_until{};
};
/// Issues a draft of the association that acts, on the day it is there (C2), inside a writing transaction. Refuses
/// not_found, carnet_already_issued, carnet_life_forbids, association_may_not_issue, and field_errors with everything
/// that is wrong with the draft.
[[nodiscard]] Result<IssuedCarnet> issue_draft(edge::Context& context, carnet::CarnetId carnet_id, const Pin& pin);

}  // namespace opencarnet::issuing
