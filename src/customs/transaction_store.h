// Transactions and their cancellations: rows that are only ever added (X14).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "carnet/transaction.h"
#include "platform/db.h"

namespace opencarnet::customs {

using platform::Session;

struct VerificationCode {
  std::string hash, sealed;
};

/// False where this declaration and signature already has a transaction of that type, or the place in the carnet's
/// order is taken (X11): somebody else won.
[[nodiscard]] bool insert_transaction(Session& session, const carnet::Transaction& transaction, std::int64_t sequence,
                                      const std::string& administration_id, const VerificationCode& code);

/// False where it was cancelled before.
[[nodiscard]] bool insert_cancellation(Session& session, const std::string& transaction_id, carnet::CarnetId carnet_id,
                                       const std::string& account_id, const carnet::Cancellation& cancellation);

struct StoredTransaction {
  carnet::Transaction transaction;
  std::string administration_id, sealed_verification_code;
};
/// With an administration only what it committed itself, as if there were no others.
[[nodiscard]] std::optional<StoredTransaction> find_stored_transaction(
    Session& session, const std::string& transaction_id, const std::optional<std::string>& administration_id = {});

struct TransactionFilter {
  std::string administration_id;
  std::optional<carnet::CarnetId> carnet_id;
  std::optional<std::string> office_id, type;
  std::optional<std::string> before_at, before_id;  // the row before this page, both or none
  int limit = 50;
};
/// Newest first.
[[nodiscard]] std::vector<carnet::Transaction> list_transactions_of(Session& session, const TransactionFilter& filter);

}  // namespace opencarnet::customs
