#include "pages/words.h"

#include <fmt/format.h>

#include "edge/texts.h"
#include "pages/text_files.h"

namespace opencarnet::pages {
namespace {

using nlohmann::json;

const std::map<std::string, json, std::less<>>& catalogues() {
  static const auto all = [] {
    std::map<std::string, json, std::less<>> by_language;
    for (const auto& [name, text] : text_files) {
      auto& messages = by_language[std::string(name.substr(0, name.find('/')))];
      if (messages.is_null()) messages = json::object();
      messages.update(json::parse(text));
    }
    return by_language;
  }();
  return all;
}

const json& messages_of(const std::string& language) {
  const auto found = catalogues().find(language);
  if (found == catalogues().end()) throw std::logic_error{fmt::format("the pages do not speak {}", language)};
  return found->second;
}

// Private signs that no text has: a value's place is kept while its message is formatted and escaped.
std::string sign(std::size_t number) { return {'\xEE', '\x80', static_cast<char>(0x80 + number)}; }

}  // namespace

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

std::string as_code(std::string_view text) {
  return fmt::format("<bdi dir=\"ltr\"><code>{}</code></bdi>", escaped(text));
}

Words::Words(std::string language) : language_(std::move(language)), messages_(messages_of(language_)) {}

std::string Words::choose(std::string_view accept_language, std::string_view query) {
  for (const auto& [language, name] : languages)
    for (const auto* before : {"", "&"}) {
      const auto wish = fmt::format("{}lang={}", before, language);
      const auto at = query.find(wish);
      const auto end = at + wish.size();
      const bool begins = at != query.npos && (*before != '\0' || at == 0);
      if (begins && (end == query.size() || query[end] == '&')) return std::string(language);
    }
  auto chosen = edge::Texts::built_in().choose(accept_language);
  return catalogues().contains(chosen) ? chosen : "en";
}

std::string Words::say(std::string_view key, const std::map<std::string, std::string>& values) const {
  const auto found = messages_.find(std::string(key));
  if (found == messages_.end()) throw std::logic_error{fmt::format("there is no text {} in {}", key, language_)};
  Params signs;
  std::vector<const std::string*> in_order;
  for (const auto& [name, value] : values) {
    const bool counted = std::ranges::all_of(value, [](unsigned char c) { return std::isdigit(c) != 0; });
    signs[name] = counted ? value : sign(in_order.size());
    if (!counted) in_order.push_back(&value);
  }
  auto html = escaped(edge::formatted(language_, found->get_ref<const std::string&>(), signs));
  for (std::size_t i = 0; i < in_order.size(); ++i)
    for (auto at = html.find(sign(i)); at != html.npos; at = html.find(sign(i), at + in_order[i]->size()))
      html.replace(at, sign(i).size(), *in_order[i]);
  return html;
}

std::string Words::name_of(std::string_view kind, const std::string& code) const {
  const auto key = fmt::format("{}.{}", kind, code);
  return messages_.contains(key) ? say(key) : escaped(code);
}

}  // namespace opencarnet::pages
