// Fills the receipt's form (X16) from a transaction and its carnet.
#pragma once
#include <string>

#include "carnet/transaction.h"
#include "documents/receipt.h"
#include "platform/db.h"
#include "records/carnet_record.h"

namespace opencarnet::customs {

/// `verification_code` as it is kept; empty: it cannot be shown any more.
[[nodiscard]] documents::Receipt receipt_content(platform::Session& session, const records::CarnetRecord& record,
                                                 const carnet::Transaction& transaction,
                                                 const std::string& verification_code);

/// "OC1V:<transaction_id>:<code>"
[[nodiscard]] std::string verification_qr(const std::string& transaction_id, const std::string& verification_code);

/// "2026-03-12 09:41 CET", by the clock of that time zone.
[[nodiscard]] std::string local_time(const std::string& time_zone, Instant instant);

}  // namespace opencarnet::customs
