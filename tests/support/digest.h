// What a database holds, as one line a table: to show that a refusal changed nothing.
#pragma once
#include <map>
#include <set>
#include <string>

#include "platform/db.h"

namespace opencarnet::support {

/// Table → digest of all its rows.
using Digest = std::map<std::string, std::string>;

/// What a refusal may leave behind: the audit trail, counted guesses, when a session was last used.
[[nodiscard]] const std::set<std::string>& traces();

/// Table → all its rows as text, one a line. Waits as digest_of does.
[[nodiscard]] std::map<std::string, std::string> text_of(platform::Database& database,
                                                         const std::set<std::string>& without);

/// Of every table but those. Waits first until every event is numbered and no job is due; throws where that takes a
/// minute.
[[nodiscard]] Digest digest_of(platform::Database& database, const std::set<std::string>& without = traces());

/// The names of the tables that differ, separated by blanks; empty where all is the same.
[[nodiscard]] std::string difference(const Digest& before, const Digest& after);

}  // namespace opencarnet::support
