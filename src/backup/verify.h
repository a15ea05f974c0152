// The proof that what is stored is whole: read-only, in pages, with a line a check and a line a finding.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "keystore/keystore.h"
#include "platform/db.h"

namespace opencarnet::backup {

using Tell = std::function<void(const std::string& line)>;

/// Runs every check on a snapshot of its own and returns how many findings there were. With the master key, everything
/// that is sealed is opened too. Lines name rows by their identifiers and never bear what is stored in them. `findings`
/// were told before: the last line and what is returned count them as well.
[[nodiscard]] std::int64_t verify(platform::Database& database, const std::optional<keystore::MasterKey>& master,
                                  const Tell& tell, std::int64_t findings = 0);

}  // namespace opencarnet::backup
