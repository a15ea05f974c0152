#include "edge/texts.h"

#include <charconv>
#include <stdexcept>

#include <unicode/datefmt.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>

#include "base/time.h"
#include "edge/text_files.h"

namespace opencarnet::edge {
namespace {

struct Message {
  std::unique_ptr<icu::MessageFormat> format;
  std::set<std::string> numbers, dates;  // the values the message treats as such
};

std::string utf8(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

// Names of the values by what the message wants them to be.
void note_kinds(const icu::MessagePattern& pattern, Message& message) {
  for (int32_t i = 0; i + 2 < pattern.countParts(); ++i) {
    if (pattern.getPartType(i) != UMSGPAT_PART_TYPE_ARG_START) continue;
    const auto kind = pattern.getPart(i).getArgType();
    if (kind == UMSGPAT_ARG_TYPE_NONE || kind == UMSGPAT_ARG_TYPE_SELECT) continue;
    const auto value = utf8(pattern.getSubstring(pattern.getPart(i + 1)));
    const bool date = kind == UMSGPAT_ARG_TYPE_SIMPLE && pattern.partSubstringMatches(pattern.getPart(i + 2), u"date");
    (date ? message.dates : message.numbers).insert(value);
  }
}

Message parsed(const std::string& language, std::string_view text) {
  Message message;
  UErrorCode status = U_ZERO_ERROR;
  const auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  const icu::MessagePattern pattern{wide, nullptr, status};
  if (U_SUCCESS(status)) note_kinds(pattern, message);
  const auto locale = icu::Locale::forLanguageTag(language + "-u-nu-latn", status);
  message.format = std::make_unique<icu::MessageFormat>(wide, locale, status);
  // A day is a day: the zone of this machine must not make it the day before.
  for (const auto& name : message.dates)
    if (U_SUCCESS(status))
      if (auto* const format =
              dynamic_cast<icu::DateFormat*>(message.format->getFormat(icu::UnicodeString::fromUTF8(name), status)))
        format->setTimeZone(*icu::TimeZone::getGMT());
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

icu::Formattable value_of(const Message& message, const std::string& name, const std::string& text) {
  if (message.numbers.contains(name))
    if (const auto value = number(text)) return {*value};
  if (message.dates.contains(name))
    if (const auto day = parse_day(text))
      return {static_cast<UDate>(std::chrono::milliseconds(day->time_since_epoch()).count()),
              icu::Formattable::kIsDate};
  return {icu::UnicodeString::fromUTF8(text)};
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

nlohmann::json file_of(std::string_view language, std::string_view domain) {
  for (const auto& [name, text] : text_files)
    if (name == fmt::format("{}/{}.json", language, domain)) return nlohmann::json::parse(text);
  return nlohmann::json::object();
}

const std::string* found_text(const Texts::ByLanguage& texts, const std::string& language, std::string_view key) {
  const auto in = texts.find(language);
  if (in == texts.end()) return nullptr;
  const auto entry = in->second.find(std::string(key));
  return entry == in->second.end() ? nullptr : &entry->get_ref<const std::string&>();
}

// Values that are codes and whose messages show them as they are: value → vocabulary in server.json.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> spoken_values{
    {{"step", "step"}, {"first", "step"}, {"kind", "kind"}, {"voucher", "voucher"}, {"life", "life"}}};

}  // namespace

const Texts& Texts::built_in() {
  static const Texts texts = [] {
    ByLanguage refusals, messages;
    for (const auto& [name, text] : text_files) {
      const std::string language{name.substr(0, name.find('/'))};
      messages[language] = file_of(language, "server");
      if (language != "en") refusals[language] = file_of(language, "refusals");
    }
    return Texts{std::move(refusals), std::move(messages)};
  }();
  return texts;
}

std::string formatted(const std::string& language, std::string_view message, const Params& params) {
  if (message.find_first_of("{'") == std::string_view::npos) return std::string(message);
  const Message& known = cached(language, message);
  if (!known.format) return std::string(message);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, text] : params) {
    names.push_back(icu::UnicodeString::fromUTF8(name));
    values.push_back(value_of(known, name, text));
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString out;
  known.format->format(names.data(), values.data(), static_cast<int32_t>(names.size()), out, status);
  return U_FAILURE(status) ? std::string(message) : utf8(out);
}

bool Texts::speaks(std::string_view language) const {
  return language == "en" || refusals_.contains(std::string(language));
}

std::string Texts::choose(std::string_view accept_language, std::string_view otherwise) const {
  Wanted best{speaks(otherwise) ? std::string(otherwise) : "en", 0};
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
      if (speaks(language) && weight > best.weight) best = {language, weight};
    from = end + 1;
  }
  return best.language;
}

Params Texts::in_words(Params params, const std::string& language) const {
  for (const auto& [name, vocabulary] : spoken_values)
    if (const auto value = params.find(std::string(name)); value != params.end())
      if (const auto* const word =
              found_text(messages_, language, fmt::format("word.{}.{}", vocabulary, value->second)))
        value->second = *word;
  return params;
}

RefusalTexts Texts::refusal(Code code, const Params& codes, const std::string& language) const {
  const auto& english = facts(code);
  RefusalTexts texts{std::string(english.title), std::string(english.detail), std::string(english.next)};
  std::string spoken = "en";
  if (const auto found = refusals_.find(language); found != refusals_.end()) {
    if (const auto entry = found->second.find(std::string(english.code)); entry != found->second.end()) {
      texts = {entry->value("title", texts.title), entry->value("detail", texts.detail),
               entry->value("next", texts.next)};
      spoken = language;
    }
  }
  const auto params = in_words(codes, spoken);
  texts.title = formatted(spoken, texts.title, params);
  texts.detail = formatted(spoken, texts.detail, params);
  texts.next = formatted(spoken, texts.next, params);
  return texts;
}

std::string Texts::message(std::string_view key, const Params& params, const std::string& language) const {
  if (const auto* const text = found_text(messages_, language, key)) return formatted(language, *text, params);
  if (const auto* const text = found_text(messages_, "en", key)) return formatted("en", *text, params);
  throw std::logic_error(fmt::format("texts/en/server.json has no {}", key));
}

}  // namespace opencarnet::edge
