#include "pages/pages.h"

#include <array>

#include <fmt/format.h>

namespace opencarnet::http {
std::span<const StaticFile> page_files();  // made at build by tools/embed_files.py
}

namespace opencarnet::pages {
namespace {

/// No script, nothing from elsewhere, no framing. Pages are public: the edge adds what every answer carries.
constexpr std::string_view policy =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

struct Door {
  std::string_view audience, title, text;
};
constexpr std::array<Door, 5> doors{{
    {"nics", "Chambers", "Associations’ own systems draft, check and issue carnets, and follow what becomes of them."},
    {"wallet", "Holders", "Wallets register a device, download and sign carnets, prepare travels and show QR codes."},
    {"customs", "Customs",
     "Offices scan a code, open the declaration, correct, commit, reject or cancel, and print receipts."},
    {"identity", "Identity", "People sign in and out; machines get tokens by OAuth 2.0 client credentials."},
    {"core", "Operator", "The operator of the core sees figures and, in the demo, sets the clock."},
}};

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

std::string text_of(const nlohmann::json& row, const std::string& field) {
  const auto found = row.find(field);
  if (found == row.end() || found->is_null()) return {};
  auto text = found->is_string() ? found->get<std::string>() : found->dump();
  return text;
}

struct Column {
  std::string_view title;
  std::string field;
  bool code = false;
};

std::string rows_of(const std::vector<Column>& columns, const nlohmann::json& rows, std::size_t from, std::size_t to) {
  std::string html = "<thead><tr>";
  for (const auto& column : columns) html += fmt::format("<th scope=\"col\">{}</th>", column.title);
  html += "</tr></thead><tbody>";
  for (auto at = from; at < to; ++at) {
    html += "<tr>";
    for (const auto& column : columns) {
      auto value = escaped(text_of(rows[at], column.field));
      if (!column.code) std::ranges::replace(value, '_', ' ');
      if (column.code && !value.empty()) value = fmt::format("<bdi dir=\"ltr\"><code>{}</code></bdi>", value);
      html += fmt::format("<td data-label=\"{}\">{}</td>", column.title, value);
    }
    html += "</tr>";
  }
  return html + "</tbody>";
}

// The first rows at a glance, the others behind one click.
std::string table(std::string_view caption, const std::vector<Column>& columns, const nlohmann::json& demo,
                  std::string_view list) {
  constexpr std::size_t at_a_glance = 10;
  const auto rows = demo.value(std::string(list), nlohmann::json::array());
  if (!rows.is_array() || rows.empty()) return {};
  const auto shown = rows.size() > at_a_glance + 2 ? at_a_glance : rows.size();
  auto html = fmt::format("<table><caption>{}</caption>{}</table>", caption, rows_of(columns, rows, 0, shown));
  if (shown < rows.size())
    html += fmt::format(
        "<details><summary>{} more</summary><table><caption class=\"skip\">{}</caption>{}</table></details>",
        rows.size() - shown, caption, rows_of(columns, rows, shown, rows.size()));
  return html;
}

std::string demo_part(const nlohmann::json& demo) {
  if (!demo.is_object()) {
    return "<p>This server runs without a demo world. <code>./dev run</code> starts one with countries, offices, "
           "people and "
           "200 carnets at every stage of life.</p>";
  }
  return "<p>Invented countries, offices, people and carnets, made at the first start; dates are relative to that "
         "day. Programs find the same at <a href=\"/demo.json\">/demo.json</a>.</p>" +
         table("People: sign in with e-mail and password",
               {{"Role", "role"},
                {"Country", "country"},
                {"Name", "display_name"},
                {"E-mail", "email", true},
                {"Password", "password", true}},
               demo, "accounts") +
         table("Machines: OAuth 2.0 client credentials at /oauth/token",
               {{"Association", "association"}, {"Client", "client_id", true}, {"Secret", "client_secret", true}}, demo,
               "clients") +
         table("Carnets: a telephone downloads one with its number and PIN",
               {{"Story", "story"}, {"Number", "number", true}, {"ID", "carnet_id", true}, {"PIN", "pin", true}}, demo,
               "carnets") +
         table("Declarations that wait for an officer of that country: type carnet and code",
               {{"Step", "type"},
                {"Country", "country"},
                {"Carnet", "number", true},
                {"Transaction code", "transaction_code", true},
                {"Cancellation code", "cancellation_code", true}},
               demo, "waiting");
}

std::string doors_part() {
  std::string html;
  for (const auto& door : doors) {
    html += fmt::format(
        "<li class=\"card {0}\"><h3>{1}</h3><p>{2}</p><span><a href=\"/api/docs/{0}\">Contract of {1}</a> · "
        "<a href=\"/api/{0}/openapi.json\">OpenAPI<span class=\"skip\"> of {1}</span></a></span></li>",
        door.audience, door.title, door.text);
  }
  return html;
}

const http::StaticFile& needed(const http::StaticFiles& files, std::string_view path) {
  const auto* file = files.find(path);
  if (file == nullptr) throw std::logic_error{fmt::format("{} is not embedded", path)};
  return *file;
}

}  // namespace

std::string start_page(std::string_view template_text, std::string_view icon, std::string_view picture,
                       const nlohmann::json& demo) {
  std::string html;
  while (true) {
    const auto mark = template_text.find("{{");
    html += template_text.substr(0, mark);
    if (mark == template_text.npos) return html;
    const auto end = template_text.find("}}", mark);
    const auto name = template_text.substr(mark + 2, end - mark - 2);
    if (name == "icon") html += icon;
    if (name == "picture") html += picture;
    if (name == "doors") html += doors_part();
    if (name == "demo") html += demo_part(demo);
    template_text.remove_prefix(end + 2);
  }
}

Pages::Pages(DemoWorld demo) : demo_{std::move(demo)}, files_{http::page_files()} {}

std::optional<http::Response> Pages::serve(const http::Request& request) const {
  std::optional<http::Response> response;
  if (request.path == "/") {
    auto html = start_page(needed(files_, "/start/index.html").body, needed(files_, "/start/icon.svg").body,
                           needed(files_, "/start/crossing.svg").body, demo_ ? demo_() : nlohmann::json{});
    response = http::made_page(request, "text/html; charset=utf-8", std::move(html));
  } else if (request.path != "/start/index.html") {
    auto asked = request;
    const bool docs = request.path == "/api/docs" || request.path.starts_with("/api/docs/");
    if (request.path == "/favicon.ico") asked.path = "/start/icon.svg";
    if (request.path == "/api/docs" || request.path == "/api/docs/") asked.path = "/api/docs/index.html";
    if (docs && !asked.path.ends_with(".html")) asked.path += ".html";
    response = files_.serve(asked);
  }
  if (response) response->headers.emplace_back("Content-Security-Policy", policy);
  return response;
}

}  // namespace opencarnet::pages
