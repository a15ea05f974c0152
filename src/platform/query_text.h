// From the text of a query to what an engine can prepare: comments gone, parameters found.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "platform/db.h"

namespace opencarnet::platform {

enum class Placeholders { named, numbered };  // :carnet_id, as SOCI and SQLite have it; $1, as libpq wants it

struct QueryText {
  std::string text;
  std::vector<const Bind*> parameters;  // each named parameter once, NULLs left out
};

/// NULL parameters become the literal NULL, because PostgreSQL cannot infer the type of one that stands alone; the
/// others are cast to their own type there. Strings, quoted identifiers and comments are left alone. A parameter
/// without value or a value without parameter is a bug and throws std::logic_error.
[[nodiscard]] QueryText query_text(Engine engine, const Query& query, const std::vector<Bind>& binds,
                                   Placeholders placeholders = Placeholders::named);

/// Key of the statement cache: the query's name and which of its values are NULL, BIGINT or TEXT.
[[nodiscard]] std::string statement_key(const Query& query, const std::vector<Bind>& binds);

}  // namespace opencarnet::platform
