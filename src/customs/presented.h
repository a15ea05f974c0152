// A declaration as it lies before an officer: what was scanned, and what it is now.
#pragma once
#include "customs/carnet_file.h"
#include "customs/presentation_store.h"
#include "edge/route.h"
#include "records/declaration_record.h"

namespace opencarnet::customs {

struct Presented {
  records::DeclarationRecord record;
  Presentation presentation;
  CarnetFile file;

  [[nodiscard]] const carnet::Declaration& declaration() const { return record.declaration; }
  [[nodiscard]] carnet::DeclarationState state() const { return records::state_of(record, file.history); }
  /// For If-Match: which signature with which correction, "2.1".
  [[nodiscard]] std::string version() const;
};

/// V1: refuses not_found unless it was presented to this administration; T7: declaration_replaced where the signature
/// that was scanned is no longer the newest.
[[nodiscard]] Result<Presented> find_presented(edge::Context& context, const std::string& declaration_id);

/// The same for a change: the carnet is held until the transaction ends, so that what was read is what is decided on.
[[nodiscard]] Result<Presented> lock_presented(edge::Context& context, const std::string& declaration_id);

/// The desk of a change: the office named in the request, else where this account scanned it, else its own office.
[[nodiscard]] Result<Desk> desk_for(edge::Context& context, const nlohmann::json& body, const Presented& presented);

/// X13: refuses declaration_rejected when this signature was rejected.
[[nodiscard]] Verdict check_not_rejected(const records::DeclarationRecord& record);

/// T7: the refusal of a code that is no longer the newest, with the time it was replaced, if that is known.
[[nodiscard]] Verdict check_newest(const carnet::Declaration& declaration, std::int64_t signature_no,
                                   std::optional<Instant> replaced_at = {});

}  // namespace opencarnet::customs
