// Long tables in portions, so that memory stays flat however long they are.
#pragma once
#include <functional>

#include "platform/db.h"

namespace opencarnet::platform {

/// Gives every row that `query` answers to `each`, in the order of the column `key`. The query takes :after, the key of
/// the last row seen (`before_all` at the beginning), and :limit. Returns how many rows there were.
std::int64_t each_row(Session& session, const Query& query, std::string_view key, const Value& before_all,
                      const std::function<void(const Row&)>& each);

}  // namespace opencarnet::platform
