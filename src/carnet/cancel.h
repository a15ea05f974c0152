// Cancelling a committed transaction (X14). Whether the cancellation code is right is decided where codes are kept.
#pragma once
#include "carnet/carnet.h"
#include "carnet/ledger.h"

namespace opencarnet::carnet {

/// What to mark the transaction with. Refuses: no such transaction, already cancelled, a pre-exportation, another
/// country's administration, no reason, and a transaction that a later one builds on. A foreign dependent transaction
/// is not named, because that administration may not see it (V1).
[[nodiscard]] Result<Cancellation> decide_cancel(const Carnet& carnet, const History& history,
                                                 const std::string& transaction_id, const CountryCode& country,
                                                 const Cancellation& by);

}  // namespace opencarnet::carnet
