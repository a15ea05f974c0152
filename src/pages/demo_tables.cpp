#include "pages/demo_tables.h"

#include <fmt/format.h>

namespace opencarnet::pages {
namespace {

using nlohmann::json;

struct Column {
  std::string title;  // HTML
  std::string field;
  enum class Kind { text, code, role, type } kind = Kind::text;
};

std::string text_of(const json& row, const std::string& field) {
  const auto found = row.find(field);
  if (found == row.end() || found->is_null()) return {};
  return found->is_string() ? found->get<std::string>() : found->dump();
}

std::string cell(const Words& words, const Column& column, const json& row) {
  auto value = text_of(row, column.field);
  if (value.empty()) return {};
  switch (column.kind) {
    case Column::Kind::code:
      return as_code(value);
    case Column::Kind::role:
      return words.name_of("role", value);
    case Column::Kind::type:
      return words.name_of("transaction_type", value);
    case Column::Kind::text:
      break;
  }
  std::ranges::replace(value, '_', ' ');
  return fmt::format("<bdi>{}</bdi>", escaped(value));
}

std::string rows_of(const Words& words, const std::vector<Column>& columns, const json& rows, std::size_t from,
                    std::size_t to) {
  std::string html = "<thead><tr>";
  for (const auto& column : columns) html += fmt::format("<th scope=\"col\">{}</th>", column.title);
  html += "</tr></thead><tbody>";
  for (auto at = from; at < to; ++at) {
    html += "<tr>";
    for (const auto& column : columns)
      html += fmt::format("<td data-label=\"{}\">{}</td>", column.title, cell(words, column, rows[at]));
    html += "</tr>";
  }
  return html + "</tbody>";
}

// The first rows at a glance, the others behind one click.
std::string table(const Words& words, const std::string& caption, const std::vector<Column>& columns, const json& demo,
                  std::string_view list) {
  constexpr std::size_t at_a_glance = 10;
  const auto rows = demo.value(std::string(list), json::array());
  if (!rows.is_array() || rows.empty()) return {};
  const auto shown = rows.size() > at_a_glance + 2 ? at_a_glance : rows.size();
  auto html = fmt::format("<table><caption>{}</caption>{}</table>", caption, rows_of(words, columns, rows, 0, shown));
  if (shown < rows.size())
    html += fmt::format("<details><summary>{}</summary><table><caption class=\"skip\">{}</caption>{}</table></details>",
                        words.say("start.more", {{"count", std::to_string(rows.size() - shown)}}), caption,
                        rows_of(words, columns, rows, shown, rows.size()));
  return html;
}

}  // namespace

std::string demo_tables(const Words& words, const json& demo) {
  if (!demo.is_object())
    return fmt::format("<p>{}</p>", words.say("start.demo_none", {{"command", as_code("./dev run")}}));
  using enum Column::Kind;
  const auto column = [&](std::string_view key, std::string field, Column::Kind kind = text) {
    return Column{words.say(key), std::move(field), kind};
  };
  const std::string address = "<a href=\"/demo.json\">/demo.json</a>";
  return fmt::format("<p>{}</p>", words.say("start.demo_text", {{"address", address}})) +
         table(words, words.say("start.table_people"),
               {column("start.role", "role", role), column("start.country", "country"),
                column("start.name", "display_name"), column("start.office", "office"),
                column("start.email", "email", code), column("start.password", "password", code)},
               demo, "accounts") +
         table(words, words.say("start.table_machines", {{"address", as_code("/oauth/token")}}),
               {column("start.association", "association"), column("start.client", "client_id", code),
                column("start.secret", "client_secret", code)},
               demo, "clients") +
         table(words, words.say("start.table_carnets"),
               {column("start.story", "story"), column("start.number", "number", code),
                column("start.carnet", "carnet_id", code), column("start.pin", "pin", code)},
               demo, "carnets") +
         table(words, words.say("start.table_waiting"),
               {column("start.step", "type", type), column("start.country", "country"),
                column("start.carnet", "number", code), column("start.transaction_code", "transaction_code", code),
                column("start.cancellation_code", "cancellation_code", code)},
               demo, "waiting");
}

}  // namespace opencarnet::pages
