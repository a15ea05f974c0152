// What was presented where: the rows that open a carnet to a territory (V1), and codes that lead to a declaration.
#pragma once
#include <optional>
#include <string>

#include "carnet/words.h"
#include "platform/db.h"

namespace opencarnet::customs {

using platform::Session;

struct Presentation {
  std::string declaration_id;
  std::int64_t signature_no = 0;
  carnet::CarnetId carnet_id = 0;
  std::string administration_id, country, territory, office_id, account_id;
  Instant presented_at{};
};

void insert_presentation(Session& session, const Presentation& presentation);

/// The newest signature that was presented to this administration, by this account if it did so itself.
[[nodiscard]] std::optional<Presentation> find_presentation(Session& session, const std::string& declaration_id,
                                                            const std::string& administration_id,
                                                            const std::string& account_id);

/// What a territory has been shown of a carnet (V1).
struct Shown {
  bool at_all = false;
  bool transacted = false;             // something was committed here, whatever became of it
  std::optional<Instant> arriving_at;  // the last time a declaration by which goods arrive was presented
};
[[nodiscard]] Shown find_shown(Session& session, carnet::CarnetId carnet_id, const std::string& territory);

/// T7: a code that a newer signature or an edit replaced.
struct ReplacedCode {
  std::string declaration_id;
  carnet::CarnetId carnet_id = 0;
  std::int64_t signature_no = 0;  // which of the declaration's signatures it belonged to
  Instant replaced_at{};
};
[[nodiscard]] std::optional<ReplacedCode> find_replaced_code(Session& session,
                                                             const std::string& transaction_code_hash);

}  // namespace opencarnet::customs
