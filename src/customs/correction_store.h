// What officers changed of a declaration (X15) and which signatures they rejected (X13).
#pragma once
#include <nlohmann/json.hpp>

#include "carnet/transaction.h"
#include "platform/db.h"

namespace opencarnet::customs {

using platform::Session;

struct CorrectionRow {
  std::string declaration_id;
  std::int64_t signature_no = 0, version = 0;
  nlohmann::json content, changes;
  std::string account_id, officer;
  Instant corrected_at{};
};

/// False: somebody else made this version already.
[[nodiscard]] bool insert_correction(Session& session, const CorrectionRow& correction);
/// Oldest first.
[[nodiscard]] std::vector<CorrectionRow> list_corrections(Session& session, const std::string& declaration_id,
                                                          std::int64_t signature_no);

struct RejectionRow {
  std::string declaration_id;
  std::int64_t signature_no = 0;
  carnet::CarnetId carnet_id = 0;
  std::string type, country, territory, office_id, office, account_id, officer, reason;
  Instant rejected_at{};
};

/// False: this signature was rejected before.
[[nodiscard]] bool insert_rejection(Session& session, const RejectionRow& rejection);
/// V2: those of one territory, oldest first.
[[nodiscard]] std::vector<RejectionRow> list_rejections(Session& session, carnet::CarnetId carnet_id,
                                                        const std::string& territory);

}  // namespace opencarnet::customs
