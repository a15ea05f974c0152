// Rows of carnets, their General Lists and numbers; and the transactions on them, read through the customs room's view.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "carnet/life.h"
#include "carnet/territory.h"
#include "issuing/draft.h"
#include "issuing/issuing.h"
#include "platform/db.h"

namespace opencarnet::issuing {

using platform::Session;

struct StoredCarnet {
  carnet::CarnetId carnet_id = 0;
  std::string association_id;
  carnet::CountryCode country_of_issue;
  carnet::TerritoryCode home_territory;
  std::optional<std::string> number, issued_on;  // from the issue on
  carnet::Standing standing = carnet::Standing::draft;
  std::int64_t version = 0;
  json content;  // without the General List
};

/// Only of this association: another's carnet is not found.
[[nodiscard]] std::optional<StoredCarnet> find_own_carnet(Session& session, const std::string& association_id,
                                                          carnet::CarnetId carnet_id);
[[nodiscard]] json find_general_list(Session& session, carnet::CarnetId carnet_id);

/// A new draft, version 1. False: the ID is in use.
[[nodiscard]] bool insert_draft(Session& session, const StoredCarnet& carnet, const Draft& draft, const Digest& digest,
                                Instant now);
/// False: it is no draft any more, or of another version.
[[nodiscard]] bool update_draft_row(Session& session, carnet::CarnetId carnet_id, std::int64_t version,
                                    const Draft& draft, const Digest& digest, Instant now);

/// C1: every number is given once, whoever races. False: it was given before.
[[nodiscard]] bool claim_number(Session& session, const std::string& number, carnet::CarnetId carnet_id, Instant now);
[[nodiscard]] bool is_number_given(Session& session, const std::string& number);

struct Issue {
  carnet::Carnet carnet;
  std::string content_sha256, pin_hash;
};
/// False: it is no draft any more, or of another version.
[[nodiscard]] bool mark_issued(Session& session, const Issue& issue, std::int64_t version, Instant now);

/// Territories that take part, with their type and, if they accept that use, the use.
[[nodiscard]] std::vector<carnet::Territory> list_admitting_territories(Session& session, const std::string& use);

struct CarnetLine {
  carnet::CarnetId carnet_id = 0;
  std::string type;
  carnet::State state{};
  std::optional<std::string> number, holder_name, issued_on, valid_until, currency, total_value;
  std::int64_t items = 0;
};
/// Newest first, those with an ID below `before`; in that state or in any.
[[nodiscard]] std::vector<CarnetLine> list_carnet_lines(Session& session, const std::string& association_id,
                                                        const std::optional<carnet::State>& state,
                                                        carnet::CarnetId before, std::int64_t limit);
/// Those that state this number, drafts included: a handful.
[[nodiscard]] std::vector<CarnetLine> list_carnet_lines_by_number(Session& session, const std::string& association_id,
                                                                  const std::string& number, carnet::CarnetId before);

/// Where a transaction stands in the order of commitment over all carnets.
struct Position {
  std::string committed_at;
  carnet::CarnetId carnet_id = 0;
  std::int64_t sequence = 0;
};
struct TransactionLine {
  carnet::Transaction transaction;
  std::string carnet_number;
  Position position;
};
/// Oldest first, those after `after`; of one carnet or of all of the association.
[[nodiscard]] std::vector<TransactionLine> list_transaction_lines(Session& session, const std::string& association_id,
                                                                  std::optional<carnet::CarnetId> carnet_id,
                                                                  const Position& after, std::int64_t limit);

}  // namespace opencarnet::issuing
