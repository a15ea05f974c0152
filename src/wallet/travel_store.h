// Rows of travels and of their declarations.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "platform/db.h"
#include "wallet/statement.h"

namespace opencarnet::wallet {

using platform::Session;

struct StoredTravel {
  std::string travel_id;
  carnet::CarnetId carnet_id = 0;
  std::int64_t version = 0;
  Statement statement;
  bool complete = false;
};

void insert_travel(Session& session, const StoredTravel& travel, const std::string& account_id, Instant now);
/// Counts the version on.
void update_travel_row(Session& session, const StoredTravel& travel, Instant now);
void delete_travel_row(Session& session, const std::string& travel_id, Instant now);
/// Deleted ones are not found.
[[nodiscard]] std::optional<StoredTravel> find_travel(Session& session, const std::string& travel_id);
/// Oldest first, behind `after` (a travel_id; empty: from the beginning).
[[nodiscard]] std::vector<StoredTravel> list_travel_rows(Session& session, carnet::CarnetId carnet_id,
                                                         const std::string& after, std::int64_t limit);

/// A declaration as the holder states it, without what officers corrected.
struct StoredDeclaration {
  carnet::Declaration declaration;
  std::int64_t sequence = 0;
  std::string sealed_codes, sealed_qr;  // empty while unsigned
};
[[nodiscard]] std::vector<StoredDeclaration> list_stored_declarations(Session& session, const std::string& travel_id);
[[nodiscard]] std::optional<StoredDeclaration> find_stored_declaration(Session& session,
                                                                       const std::string& declaration_id);
void insert_declaration(Session& session, const carnet::Declaration& declaration, std::int64_t sequence);
void update_declaration(Session& session, const carnet::Declaration& declaration);
void update_sequence(Session& session, const std::string& declaration_id, std::int64_t sequence);
void delete_declaration(Session& session, const std::string& declaration_id, Instant now);
/// T7: signature, codes and QR are void; the transaction code goes among the replaced ones.
void void_signature(Session& session, const std::string& declaration_id, Instant now);

struct Signature {
  std::string jws, device_id, transaction_code_hash, cancellation_code_hash, sealed_codes, sealed_qr;
};
/// Stores signature_no and signed_at of the declaration with it; voids the earlier signature.
void store_signature(Session& session, const carnet::Declaration& declaration, const Signature& signature);

struct VerificationHash {
  std::string transaction_id, verification_code_hash;
};
[[nodiscard]] std::vector<VerificationHash> list_verification_hashes(Session& session,
                                                                     const std::string& declaration_id);

struct Rejection {
  std::string declaration_id, type, office, rejected_at;  // the reason stays with customs (V2)
};
[[nodiscard]] std::vector<Rejection> list_rejections(Session& session, carnet::CarnetId carnet_id);

}  // namespace opencarnet::wallet
