#include "platform/db.h"

#include <fmt/format.h>

#include "platform/db_engines.h"

namespace opencarnet::platform {

const Value& Row::value(std::string_view column) const {
  for (std::size_t i = 0; i < columns_->size(); ++i) {
    if ((*columns_)[i] == column) return values_[i];
  }
  throw std::logic_error(fmt::format("the row has no column {}", column));
}

std::optional<std::int64_t> Row::maybe_integer(std::string_view column) const {
  const auto& found = value(column);
  if (std::holds_alternative<std::monostate>(found)) return {};
  if (const auto* integer = std::get_if<std::int64_t>(&found)) return *integer;
  throw std::logic_error(fmt::format("column {} is TEXT, not BIGINT", column));
}

std::optional<std::string> Row::maybe_text(std::string_view column) const {
  const auto& found = value(column);
  if (std::holds_alternative<std::monostate>(found)) return {};
  if (const auto* text = std::get_if<std::string>(&found)) return *text;
  throw std::logic_error(fmt::format("column {} is BIGINT, not TEXT", column));
}

std::int64_t Row::integer(std::string_view column) const {
  if (const auto* integer = std::get_if<std::int64_t>(&value(column))) return *integer;
  throw std::logic_error(fmt::format("column {} is NULL or TEXT, not BIGINT", column));
}

const std::string& Row::text(std::string_view column) const {
  if (const auto* text = std::get_if<std::string>(&value(column))) return *text;
  throw std::logic_error(fmt::format("column {} is NULL or BIGINT, not TEXT", column));
}

std::optional<Row> Session::one(const Query& query, const std::vector<Bind>& binds) {
  auto found = all(query, binds);
  if (found.empty()) return {};
  if (found.size() > 1) throw std::logic_error(fmt::format("{}: more than one row", query.name));
  return std::move(found.front());
}

namespace {

bool is_postgres(const std::string& url) { return url.starts_with("postgresql://") || url.starts_with("postgres://"); }

}  // namespace

std::unique_ptr<Database> Database::open(const DatabaseConfig& config) {
  if (config.sessions < 1) throw std::invalid_argument("a database needs at least one session");
  if (config.url.starts_with("sqlite:")) return open_sqlite(config.url.substr(7), config.sessions);
  if (is_postgres(config.url)) return open_postgres(config.url, config.sessions);
  throw std::invalid_argument("a database url starts with sqlite: or postgresql://");
}

void wait_for_server(const std::string& url, std::chrono::milliseconds longest,
                     const std::function<void(const std::string&)>& waiting) {
  if (is_postgres(url)) wait_for_postgres(url, longest, waiting);
}

}  // namespace opencarnet::platform
