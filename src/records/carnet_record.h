// Carnets as stored by the issuing room, read through its views for everybody who must decide on them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "carnet/carnet.h"
#include "carnet/territory.h"
#include "carnet/transaction.h"
#include "platform/db.h"
#include "records/carnet_json.h"

namespace opencarnet::records {

using platform::Session;

/// An issued carnet (or one beyond that). Drafts are the issuing room's own affair and are not found here.
struct CarnetRecord {
  carnet::Carnet carnet;
  std::string association_id, issued_by;  // code and name of the issuing association
  std::int64_t version = 0;
  std::string content_sha256;        // what was fixed at issue
  std::optional<Instant> signed_at;  // the holder's signature on this content (T1)
};

[[nodiscard]] std::optional<CarnetRecord> find_carnet(Session& session, carnet::CarnetId carnet_id);

/// From what people type: a carnet ID, or a carnet number in any case with blanks. Drafts have none.
[[nodiscard]] std::optional<carnet::CarnetId> find_carnet_id(Session& session, const std::string& id_or_number);

/// Holds the carnet until the transaction ends, so that decisions on it come one after the other, in any process.
/// On SQLite the writer is alone anyway. False: no such carnet.
bool lock_carnet(Session& session, carnet::CarnetId carnet_id);

/// Everything committed, in order, cancelled ones included.
[[nodiscard]] carnet::History load_history(Session& session, carnet::CarnetId carnet_id);
/// One transaction with its carnet's number; none if there is no such row.
[[nodiscard]] std::optional<carnet::Transaction> find_transaction(Session& session, const std::string& transaction_id);
[[nodiscard]] carnet::Transaction transaction_from(const platform::Row& row);

/// The territories of these countries, each once; unknown or disabled ones are left out.
[[nodiscard]] std::vector<carnet::Territory> territories_of(Session& session,
                                                            const std::vector<carnet::CountryCode>& countries);
[[nodiscard]] std::optional<carnet::Territory> find_territory(Session& session, const carnet::TerritoryCode& code);
/// The territory an enabled country belongs to.
[[nodiscard]] std::optional<carnet::Territory> find_territory_of(Session& session, const carnet::CountryCode& country);

/// The text the holder's device signs once (T1): which carnet, and a digest of all that was fixed at issue.
[[nodiscard]] std::string carnet_to_sign(const CarnetRecord& record);
/// A carnet as holder and customs see it (contract: Carnet); `head` is all of it but the General List.
[[nodiscard]] json carnet_head(const CarnetRecord& record, const carnet::History& history);
[[nodiscard]] json carnet_answer(const CarnetRecord& record, const carnet::History& history);

}  // namespace opencarnet::records
