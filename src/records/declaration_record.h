// Declarations as stored by the wallet room, with what officers corrected since the signature: read through views by
// holder and customs alike.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "carnet/transaction.h"
#include "platform/db.h"

namespace opencarnet::records {

using nlohmann::json;
using platform::Session;

struct DeclarationRecord {
  carnet::Declaration declaration;     // with the latest correction applied
  carnet::Goods signed_goods;          // what the holder signed for (X15)
  std::int64_t sequence = 0;           // in the order of the journey
  std::int64_t correction_no = 0;      // counts corrections of this signature; the version for If-Match
  std::optional<Instant> rejected_at;  // this signature was rejected (X13)
  std::string cancellation_code_hash, qr;
};

[[nodiscard]] std::optional<DeclarationRecord> find_declaration(Session& session, const std::string& declaration_id);
/// Those of all saved travels, by travel and then in the order of the journey.
[[nodiscard]] std::vector<DeclarationRecord> list_declarations(Session& session, carnet::CarnetId carnet_id);
/// By the keyed hash of a transaction code.
[[nodiscard]] std::optional<std::string> find_declaration_id(Session& session,
                                                             const std::string& transaction_code_hash);

/// The customs territories a saved travel leads from and to.
struct TravelEnds {
  carnet::TerritoryCode from, to;
};
/// None where the travel was deleted or its countries are in no territory that takes part.
[[nodiscard]] std::optional<TravelEnds> find_ends(Session& session, const std::string& travel_id);

/// Derived from signature, rejections and history. After a cancellation or while voided: prepared. A pre-exportation
/// alone leaves the declaration signed: the exit is still to come (X5).
[[nodiscard]] carnet::DeclarationState state_of(const DeclarationRecord& record, const carnet::History& history);

/// The stored content of a declaration: everything but its columns and signature.
[[nodiscard]] json content_of(const carnet::Declaration& declaration);
/// The exact text the holder's device signs (T1): canonical JSON of which declaration, its how-many-eth signature, and
/// its content.
[[nodiscard]] std::string declaration_to_sign(const carnet::Declaration& declaration, const std::string& carnet_number);

}  // namespace opencarnet::records
