#include "pages/start_page.h"

#include <fmt/format.h>

#include "pages/demo_tables.h"

namespace opencarnet::pages {
namespace {

using nlohmann::json;

struct Door {
  std::string_view audience, title, text;
};
constexpr std::array<Door, 6> doors{{
    {"nics", "start.door_nics", "start.door_nics_text"},
    {"wallet", "start.door_wallet", "start.door_wallet_text"},
    {"customs", "start.door_customs", "start.door_customs_text"},
    {"identity", "start.door_identity", "start.door_identity_text"},
    {"public", "start.door_public", "start.door_public_text"},
    {"core", "start.door_core", "start.door_core_text"},
}};

std::string doors_for_programs(const Words& words) {
  std::string html;
  for (const auto& [audience, title, text] : doors)
    html += fmt::format(
        "<li class=\"card {0}\"><h3>{1}</h3><p>{2}</p><span><a href=\"/api/docs/{0}\">{3}<span class=\"skip\"> "
        "{1}</span>"
        "</a> · <a href=\"/api/{0}/openapi.json\">OpenAPI<span class=\"skip\"> {1}</span></a></span></li>",
        audience, words.say(title), words.say(text), words.say("start.contract_of"));
  return html;
}

std::string link(const std::string& address, const std::string& text) {
  return fmt::format("<a href=\"{}\">{}</a>", escaped(address), text);
}

std::string of(const json& row, const char* field) { return as_code(row.value(field, "")); }

// Those of a realm a newcomer needs, by name, with the password that all of them share.
std::string accounts_at_the_door(const Words& words, const json& demo, const std::string& realm,
                                 const std::vector<std::string>& emails) {
  std::string rows, password;
  if (!demo.is_object()) return {};
  for (const auto& account : demo.value("accounts", json::array())) {
    if (account.value("realm", "") != realm || std::ranges::find(emails, account.value("email", "")) == emails.end())
      continue;
    password = of(account, "password");
    const auto office = account.value("office", "");
    rows += fmt::format("<li><bdi>{}</bdi>{}<br>{}</li>", escaped(account.value("display_name", "")),
                        office.empty() ? "" : fmt::format(", <bdi>{}</bdi>", escaped(office)), of(account, "email"));
  }
  if (rows.empty()) return {};
  return fmt::format("<h4>{}</h4><ul class=\"accounts\">{}</ul><p class=\"note\">{} <a href=\"#demo\">{}</a></p>",
                     words.say("start.accounts"), rows, words.say("start.password_of_all", {{"password", password}}),
                     words.say("start.more_accounts"));
}

std::string door(std::string_view look, const std::string& title, const std::string& text, const std::string& open,
                 const std::string& address, const std::string& accounts) {
  return fmt::format(
      "<li class=\"card door {}\"><h3>{}</h3><p>{}</p><p><a class=\"button\" href=\"{}\">{}</a></p>"
      "<p class=\"note\">{}</p>{}</li>",
      look, title, text, escaped(address), open, as_code(address), accounts);
}

std::string doors_for_people(const Words& words, const Addresses& addresses, const json& demo) {
  const auto holders =
      accounts_at_the_door(words, demo, "wallet",
                           {"carnet@ch-alpenglow.example", "carnet@es-thunderbird.example", "carnet@ch-astra.example"});
  const auto officers = accounts_at_the_door(
      words, demo, "customs",
      {"officer.chzrh@customs-ch.example", "officer.xsklw@customs-xs.example", "officer.deber@customs-de.example"});
  return door("wallet", words.say("start.wallet"), words.say("start.wallet_text"), words.say("start.wallet_open"),
              addresses.wallet, holders) +
         door("customs", words.say("start.portal"), words.say("start.portal_text"), words.say("start.portal_open"),
              addresses.portal, officers);
}

std::string other_carnets(const Words& words, const json& carnets) {
  std::string html;
  for (std::size_t i = 1; i < carnets.size(); ++i)
    html += fmt::format("<li>{}</li>", words.say("start.walk_other", {{"number", of(carnets[i], "number")},
                                                                      {"pin", of(carnets[i], "pin")}}));
  if (html.empty()) return {};
  return fmt::format("<p class=\"note\">{}</p><ul class=\"note\">{}</ul>", words.say("start.walk_again"), html);
}

// Numbered, with exactly what to type. Without the script two plain links open the windows.
std::string walk(const Words& words, const Addresses& addresses, const json& demo) {
  const auto way = demo.is_object() ? demo.value("walk", json::object()) : json::object();
  const auto carnets = way.value("carnets", json::array());
  if (carnets.empty())
    return fmt::format("<p>{}</p>", words.say("start.demo_none", {{"command", as_code("./dev run")}}));
  const auto& holder = way.at("holder");
  const auto& home = way.at("officers").at(0);
  const auto& abroad = way.at("officers").at(1);
  const std::map<std::string, std::string> windows{{"wallet", link(addresses.wallet, words.say("start.wallet"))},
                                                   {"portal", link(addresses.portal, words.say("start.portal"))}};
  const std::vector<std::string> steps{
      words.say("start.walk_windows", windows),
      words.say("start.walk_sign_in",
                {{"name", fmt::format("<bdi>{}</bdi>", escaped(holder.value("display_name", "")))},
                 {"email", of(holder, "email")},
                 {"password", of(holder, "password")}}),
      words.say("start.walk_download", {{"number", of(carnets[0], "number")}, {"pin", of(carnets[0], "pin")}}),
      words.say("start.walk_travel", {{"goods", as_code("1-13")}}),
      words.say("start.walk_show", {{"email", of(home, "email")}, {"password", of(home, "password")}}),
      words.say("start.walk_arrive", {{"email", of(abroad, "email")}}),
      words.say("start.walk_home"),
  };
  std::string list;
  for (const auto& step : steps) list += fmt::format("<li>{}</li>", step);
  return fmt::format(
      "<p><button class=\"button\" id=\"walk\" type=\"button\" hidden data-wallet=\"{}\" "
      "data-portal=\"{}\">{}</button></p>"
      "<p id=\"walk-blocked\" role=\"status\" hidden>{}</p><ol class=\"steps\">{}</ol>{}",
      escaped(addresses.wallet), escaped(addresses.portal), words.say("start.walk_open"),
      words.say("start.walk_blocked", windows), list, other_carnets(words, carnets));
}

std::string language_links(const Words& words) {
  std::string html;
  for (const auto& [language, name] : languages)
    html += fmt::format("<a href=\"?lang={0}\" lang=\"{0}\" hreflang=\"{0}\"{1}>{2}</a>", language,
                        language == words.language() ? " aria-current=\"true\"" : "", name);
  return html;
}

}  // namespace

Addresses addresses_at(std::string_view host, bool secure) {
  const auto colon = host.rfind(':');
  std::string name{host.substr(0, colon)}, port{colon == host.npos ? "" : host.substr(colon)};
  const auto plain = [](std::string_view text, std::string_view more) {
    return std::ranges::all_of(
        text, [&](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || more.find(c) != more.npos; });
  };
  const bool numeric = std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
  if (numeric || !plain(name, ".-")) name = "localhost";
  if (!plain(port, ":")) port.clear();
  const auto* scheme = secure ? "https" : "http";
  return {fmt::format("{}://wallet.{}{}", scheme, name, port), fmt::format("{}://portal.{}{}", scheme, name, port)};
}

std::string start_page(const StartFiles& files, const Words& words, const Addresses& addresses, const json& demo) {
  const auto part = [&](std::string_view name) -> std::string {
    if (name.starts_with('"') && name.ends_with('"') && name.size() > 2)
      return words.say(name.substr(1, name.size() - 2));
    if (name == "language") return words.language();
    if (name == "direction") return std::string(words.direction());
    if (name == "languages") return language_links(words);
    if (name == "icon") return std::string(files.icon);
    if (name == "doors") return doors_for_people(words, addresses, demo);
    if (name == "walk") return walk(words, addresses, demo);
    if (name == "programs") return doors_for_programs(words);
    if (name == "demo") return demo_tables(words, demo);
    throw std::logic_error{fmt::format("the start page has the unknown place {}", name)};
  };
  const auto filled = [&](std::string_view text, const auto& self) -> std::string {
    std::string html;
    while (true) {
      const auto mark = text.find("{{");
      html += text.substr(0, mark);
      if (mark == text.npos) return html;
      const auto end = text.find("}}", mark);
      if (end == text.npos) throw std::logic_error{"a place of the start page does not end"};
      const auto name = text.substr(mark + 2, end - mark - 2);
      html += name == "picture" ? self(files.picture, self) : part(name);
      text.remove_prefix(end + 2);
    }
  };
  return filled(files.page, filled);
}

}  // namespace opencarnet::pages
