#include "edge/texts.h"

#include <charconv>

#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

namespace opencarnet::edge {
namespace {

struct Message {
  std::unique_ptr<icu::MessageFormat> format;
  std::set<std::string> numbers;  // the values the message treats as numbers
};

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

Message parsed(const std::string& language, std::string_view text) {
  Message message;
  UErrorCode status = U_ZERO_ERROR;
  const auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  const icu::MessagePattern pattern{wide, nullptr, status};
  for (int32_t i = 0; U_SUCCESS(status) && i + 1 < pattern.countParts(); ++i) {
    if (pattern.getPartType(i) != UMSGPAT_PART_TYPE_ARG_START) continue;
    const auto kind = pattern.getPart(i).getArgType();
    if (kind != UMSGPAT_ARG_TYPE_NONE && kind != UMSGPAT_ARG_TYPE_SELECT)
      message.numbers.insert(utf8(pattern.getSubstring(pattern.getPart(i + 1))));
  }
  message.format = std::make_unique<icu::MessageFormat>(wide, icu::Locale(language.c_str()), status);
  if (U_FAILURE(status)) message.format.reset();
  return message;
}

// Parsing costs more than formatting, and a MessageFormat must not be shared between threads.
const Message& cached(const std::string& language, std::string_view text) {
  thread_local std::map<std::pair<std::string, std::string>, Message> messages;
  const std::pair key{language, std::string(text)};
  const auto found = messages.find(key);
  if (found != messages.end()) return found->second;
  return messages.emplace(key, parsed(language, text)).first->second;
}

std::optional<std::int64_t> number(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return {};
  return value;
}

struct Wanted {
  std::string language;
  int weight = 0;  // thousandths
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

// "q=0.7" → 700; anything else → 1000.
int weight_of(std::string_view parameter) {
  parameter = trimmed(parameter);
  if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) return 1000;
  parameter.remove_prefix(2);
  if (parameter.empty() || parameter[0] != '0') return 1000;
  int weight = 0, unit = 100;
  for (std::size_t i = 2; i < parameter.size() && unit > 0; ++i, unit /= 10) {
    if (parameter[i] < '0' || parameter[i] > '9') break;
    weight += unit * (parameter[i] - '0');
  }
  return weight;
}

}  // namespace

std::string formatted(const std::string& language, std::string_view message, const Params& params) {
  if (message.find_first_of("{'") == std::string_view::npos) return std::string(message);
  const Message& known = cached(language, message);
  if (!known.format) return std::string(message);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, text] : params) {
    names.push_back(icu::UnicodeString::fromUTF8(name));
    const auto as_number = known.numbers.contains(name) ? number(text) : std::nullopt;
    values.push_back(as_number ? icu::Formattable(*as_number) : icu::Formattable(icu::UnicodeString::fromUTF8(text)));
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out;
  known.format->format(names.data(), values.data(), static_cast<int32_t>(names.size()), out, status);
  return U_FAILURE(status) ? std::string(message) : utf8(out);
}

std::string Texts::choose(std::string_view accept_language) const {
  Wanted best{"en", 0};
  accept_language = accept_language.substr(0, 500);
  for (std::size_t from = 0; from < accept_language.size();) {
    const auto end = std::min(accept_language.find(',', from), accept_language.size());
    const auto part = accept_language.substr(from, end - from);
    const auto semicolon = std::min(part.find(';'), part.size());
    std::string tag{trimmed(part.substr(0, semicolon))};
    const int weight = semicolon < part.size() ? weight_of(part.substr(semicolon + 1)) : 1000;
    for (char& c : tag)
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    // "pt-BR" is served by "pt-br", else by "pt".
    for (const auto& language : {tag, tag.substr(0, tag.find('-'))})
      if ((language == "en" || translations_.contains(language)) && weight > best.weight) best = {language, weight};
    from = end + 1;
  }
  return best.language;
}

RefusalTexts Texts::refusal(Code code, const Params& params, const std::string& language) const {
  const auto& english = facts(code);
  RefusalTexts texts{std::string(english.title), std::string(english.detail), std::string(english.next)};
  std::string spoken = "en";
  if (const auto found = translations_.find(language); found != translations_.end()) {
    if (const auto entry = found->second.find(std::string(english.code)); entry != found->second.end()) {
      texts = {entry->value("title", texts.title), entry->value("detail", texts.detail),
               entry->value("next", texts.next)};
      spoken = language;
    }
  }
  texts.title = formatted(spoken, texts.title, params);
  texts.detail = formatted(spoken, texts.detail, params);
  texts.next = formatted(spoken, texts.next, params);
  return texts;
}

}  // namespace opencarnet::edge
