#include "platform/query_text.h"

#include <cctype>

#include <fmt/format.h>

namespace opencarnet::platform {
namespace {

bool in_name(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Where the quoted thing or comment that starts at `at` ends (one past it); `at` itself where nothing such starts.
std::size_t end_of_quoted(std::string_view sql, std::size_t at) {
  const auto after = [&](std::string_view closing, std::size_t from) {
    const auto found = sql.find(closing, from);
    return found == std::string_view::npos ? sql.size() : found + closing.size();
  };
  if (sql[at] == '\'' || sql[at] == '"') return after(sql.substr(at, 1), at + 1);
  return at;
}

std::size_t end_of_comment(std::string_view sql, std::size_t at) {
  const auto start = sql.substr(at, 2);
  if (start != "--" && start != "/*") return at;
  const auto found = sql.find(start == "--" ? "\n" : "*/", at + 2);
  return found == std::string_view::npos ? sql.size() : found + (start == "--" ? 0 : 2);
}

std::string parameter(Engine engine, const Bind& bind, const std::string& placeholder) {
  if (engine == Engine::sqlite) return placeholder;
  return fmt::format("CAST({} AS {})", placeholder,
                     std::holds_alternative<std::int64_t>(bind.value) ? "BIGINT" : "TEXT");
}

}  // namespace

QueryText query_text(Engine engine, const Query& query, const std::vector<Bind>& binds, Placeholders placeholders) {
  const auto sql = engine == Engine::sqlite ? query.sqlite : query.postgres;
  QueryText made;
  std::vector<bool> used(binds.size(), false);
  for (std::size_t at = 0; at < sql.size();) {
    if (const auto end = end_of_comment(sql, at); end != at) {
      made.text += ' ';
      at = end;
    } else if (const auto quoted = end_of_quoted(sql, at); quoted != at) {
      made.text += sql.substr(at, quoted - at);
      at = quoted;
    } else if (sql[at] == ':' && at + 1 < sql.size() && in_name(sql[at + 1])) {
      auto stop = at + 1;
      while (stop < sql.size() && in_name(sql[stop])) ++stop;
      const auto name = sql.substr(at + 1, stop - at - 1);
      const auto found = std::find_if(binds.begin(), binds.end(), [&](const Bind& b) { return b.name == name; });
      if (found == binds.end()) throw std::logic_error(fmt::format("{}: no value for :{}", query.name, name));
      used[static_cast<std::size_t>(found - binds.begin())] = true;
      at = stop;
      if (std::holds_alternative<std::monostate>(found->value)) {
        made.text += "NULL";
        continue;
      }
      auto place = std::find(made.parameters.begin(), made.parameters.end(), &*found);
      if (place == made.parameters.end()) place = made.parameters.insert(place, &*found);
      made.text +=
          parameter(engine, *found,
                    placeholders == Placeholders::named ? fmt::format(":{}", name)
                                                        : fmt::format("${}", place - made.parameters.begin() + 1));
    } else {
      const std::size_t width = sql.substr(at, 2) == "::" ? 2 : 1;
      made.text += sql.substr(at, width);
      at += width;
    }
  }
  for (std::size_t i = 0; i < binds.size(); ++i) {
    if (!used[i]) throw std::logic_error(fmt::format("{}: the query has no :{}", query.name, binds[i].name));
  }
  return made;
}

std::string statement_key(const Query& query, const std::vector<Bind>& binds) {
  std::string key(query.name);
  key += ' ';
  for (const auto& bind : binds) key += "nit"[bind.value.index()];
  return key;
}

}  // namespace opencarnet::platform
