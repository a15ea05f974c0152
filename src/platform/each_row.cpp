#include "platform/each_row.h"

namespace opencarnet::platform {

std::int64_t each_row(Session& session, const Query& query, std::string_view key, const Value& before_all,
                      const std::function<void(const Row&)>& each) {
  constexpr std::int64_t portion = 200;  // a document may name thousands of items
  const bool by_number = std::holds_alternative<std::int64_t>(before_all);
  Bind after("after", nullptr);
  after.value = before_all;
  std::int64_t seen = 0;
  for (;;) {
    const auto rows = session.all(query, {after, {"limit", portion}});
    for (const auto& row : rows) each(row);
    seen += std::ssize(rows);
    if (std::ssize(rows) < portion) return seen;
    after.value = by_number ? Value(rows.back().integer(key)) : Value(rows.back().text(key));
  }
}

}  // namespace opencarnet::platform
