// Transactions as JSON: the stored content, and the two ways they are shown: whole to the administration, and as the
// counterfoil to holder and association (V4, V5).
#pragma once
#include <string>

#include <nlohmann/json.hpp>

#include "carnet/transaction.h"

namespace opencarnet::records {

using nlohmann::json;

/// Every field that has no column of its own; transaction_from_stored reads exactly this.
[[nodiscard]] json content_of(const carnet::Transaction& transaction);

/// Contract: Transaction. `with_reasons`: the reader belongs to the territory that committed it (V2).
[[nodiscard]] json transaction_answer(const carnet::Transaction& transaction, const std::string& carnet_number,
                                      const carnet::Goods& listed, bool with_reasons);
/// Contract: Counterfoil.
[[nodiscard]] json counterfoil_answer(const carnet::Transaction& transaction, const std::string& carnet_number,
                                      const carnet::Goods& listed);

}  // namespace opencarnet::records
