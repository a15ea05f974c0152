#include "contract/validate.h"

#include <charconv>
#include <cmath>
#include <unordered_map>

#include <fmt/format.h>

#include "base/time.h"
#include "contract/read_json.h"
#include "contract/schema_node.h"

namespace opencarnet::contract {
namespace {

using nlohmann::json;

unsigned kinds_of(const json& value) {
  switch (value.type()) {
    case json::value_t::null:
      return kind_null;
    case json::value_t::boolean:
      return kind_boolean;
    case json::value_t::number_integer:
    case json::value_t::number_unsigned:
      return kind_integer | kind_number;
    case json::value_t::number_float:
      return kind_number;
    case json::value_t::string:
      return kind_string;
    case json::value_t::array:
      return kind_array;
    default:
      return kind_object;
  }
}

std::string names_of(unsigned kinds) {
  static constexpr std::array<std::pair<unsigned, const char*>, 7> all{{{kind_null, "null"},
                                                                        {kind_boolean, "boolean"},
                                                                        {kind_integer, "integer"},
                                                                        {kind_number, "number"},
                                                                        {kind_string, "string"},
                                                                        {kind_array, "array"},
                                                                        {kind_object, "object"}}};
  std::string text;
  for (const auto& [kind, name] : all)
    if ((kinds & kind) != 0) text += (text.empty() ? "" : " or ") + std::string(name);
  return text;
}

std::string number_text(double value) {
  return value == std::floor(value) && std::abs(value) < 9.1e15 ? fmt::format("{:.0f}", value)
                                                                : fmt::format("{}", value);
}

std::size_t code_points(const std::string& text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool like_email(const std::string& text) {
  const auto at = text.find('@');
  return at != std::string::npos && at > 0 && at + 1 < text.size() && text.find('@', at + 1) == std::string::npos &&
         text.find_first_of(" \t\r\n") == std::string::npos;
}

bool matches(const icu::RegexPattern& pattern, const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const auto wide = icu::UnicodeString::fromUTF8(text);
  const std::unique_ptr<icu::RegexMatcher> matcher{pattern.matcher(wide, status)};
  if (U_FAILURE(status)) return false;
  matcher->setTimeLimit(500, status);  // steps of some 10,000 each: bounds a pattern that backtracks
  const bool found = matcher->find(status);
  return U_SUCCESS(status) && found;
}

// Which of several complaints about one value is worth reading.
int weight(Code code) {
  if (code == Code::wrong_type) return 2;
  return code == Code::bad_pattern ? 0 : 1;
}

class Judge {
 public:
  explicit Judge(std::string at) : at_(std::move(at)) {}
  std::vector<FieldError> errors;

  void judge(const Node& node, const json& value) {
    const auto first = errors.size();
    if (node.nothing_fits) return say(Code::invalid_field, {{"problem", "No value is possible here."}});
    const unsigned kinds = kinds_of(value);
    if (node.kinds != 0 && (node.kinds & kinds) == 0)
      return say(Code::wrong_type, {{"expected", names_of(node.kinds)}, {"got", got(value)}});
    if (!node.possible.empty() && std::find(node.possible.begin(), node.possible.end(), value) == node.possible.end())
      say(Code::not_in_list, {{"allowed", node.possible_text}});
    if (value.is_string()) {
      judge_text(node, value.get_ref<const std::string&>());
    } else if (value.is_number()) {
      judge_number(node, value);
    } else if (value.is_array()) {
      judge_array(node, value);
    } else if (value.is_object()) {
      judge_object(node, value);
    }
    judge_combination(node, value);
    keep_the_best(first);
  }

 private:
  static std::string got(const json& value) {
    return value.is_number_integer() ? "integer" : names_of(kinds_of(value));
  }
  void say(Code code, Params params = {}) {
    if (errors.size() < max_errors) errors.push_back({at_.substr(0, 2000), code, std::move(params)});
  }

  // One value, one reason: a text that is too long and so does not match its pattern is told the length.
  void keep_the_best(std::size_t first) {
    if (errors.size() < first + 2) return;
    const auto begin = errors.begin() + static_cast<std::ptrdiff_t>(first);
    const auto here = [&](const FieldError& error) { return error.pointer == at_; };
    if (std::count_if(begin, errors.end(), here) < 2) return;
    auto best = std::find_if(begin, errors.end(), here);
    for (auto it = best; it != errors.end(); ++it)
      if (here(*it) && weight(it->code) > weight(best->code)) best = it;
    const FieldError kept = *best;
    errors.erase(std::remove_if(begin, errors.end(), here), errors.end());
    errors.insert(errors.begin() + static_cast<std::ptrdiff_t>(first), kept);
  }

  template <class Name>
  void below(const Name& name, const Node& node, const json& value) {
    if (errors.size() >= max_errors) return;
    const auto size = at_.size();
    at_ += '/';
    at_ += name;
    judge(node, value);
    at_.resize(size);
  }
  void say_below(const std::string& name, Code code, Params params) {
    const auto size = at_.size();
    at_ += "/" + pointer_token(name);
    say(code, std::move(params));
    at_.resize(size);
  }

  void judge_text(const Node& node, const std::string& text) {
    if (text.find('\0') != std::string::npos) return say(Code::bad_character);
    if (node.min_length > 0 || node.max_length < text.size()) {
      const auto length = code_points(text);
      if (length > node.max_length)
        return say(Code::too_long, {{"limit", std::to_string(node.max_length)}, {"got", std::to_string(length)}});
      if (length < node.min_length) return say(Code::too_short, {{"limit", std::to_string(node.min_length)}});
    }
    if (node.format == Format::day && !parse_day(text)) return say(Code::not_a_day);
    if (node.format == Format::instant && !parse_instant(text)) return say(Code::not_an_instant);
    if (node.format == Format::email && !like_email(text)) return say(Code::not_an_email);
    if (node.pattern && !matches(*node.pattern, text)) say(Code::bad_pattern, {{"pattern", node.pattern_text}});
  }

  void judge_number(const Node& node, const json& number) {
    const auto value = number.get<double>();
    const auto out = [&](const char* bound, double limit) {
      say(Code::out_of_range, {{"bound", bound}, {"limit", number_text(limit)}});
    };
    if (node.minimum && value < *node.minimum) return out("minimum", *node.minimum);
    if (node.maximum && value > *node.maximum) return out("maximum", *node.maximum);
    if (node.above && value <= *node.above) return out("above", *node.above);
    if (node.below && value >= *node.below) return out("below", *node.below);
    if (node.multiple_of && std::remainder(value, *node.multiple_of) != 0) return out("multiple", *node.multiple_of);
    // What is larger than a 64-bit integer would be another number inside.
    if (number.is_number_unsigned() && number.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
      out("maximum", 9007199254740991.0);
  }

  void judge_array(const Node& node, const json& array) {
    if (array.size() > node.max_items)
      return say(Code::too_many_entries,
                 {{"limit", std::to_string(node.max_items)}, {"got", std::to_string(array.size())}});
    if (array.size() < node.min_items) say(Code::too_few_entries, {{"limit", std::to_string(node.min_items)}});
    if (node.items != nullptr)
      for (std::size_t i = 0; i < array.size(); ++i) below(std::to_string(i), *node.items, array[i]);
    if (!node.unique_items) return;
    std::unordered_map<std::string, std::size_t> seen;
    for (std::size_t i = 0; i < array.size(); ++i)
      if (const auto [at, added] = seen.emplace(array[i].dump(), i); !added)
        say_below(std::to_string(i), Code::repeated_entry, {{"first", std::to_string(at->second)}});
  }

  void judge_object(const Node& node, const json& object) {
    for (const auto& name : node.required)
      if (!object.contains(name)) say_below(name, Code::missing_field, {{"field", name}});
    if (object.size() < node.min_properties)
      say(Code::too_few_entries, {{"limit", std::to_string(node.min_properties)}});
    if (object.size() > node.max_properties)
      say(Code::too_many_entries,
          {{"limit", std::to_string(node.max_properties)}, {"got", std::to_string(object.size())}});
    for (const auto& [name, value] : object.items()) {
      if (const auto known = node.properties.find(name); known != node.properties.end()) {
        below(pointer_token(name), *known->second, value);
      } else if (node.other_properties != nullptr) {
        if (node.other_properties->nothing_fits) {
          say_below(name, Code::unknown_field, {{"field", name.substr(0, 100)}});
        } else {
          below(pointer_token(name), *node.other_properties, value);
        }
      }
      if (node.property_names != nullptr) below(pointer_token(name), *node.property_names, json(name));
    }
  }

  // The errors of `value` under one alternative, without keeping them.
  std::vector<FieldError> trial(const Node& node, const json& value) const {
    Judge judge{at_};
    judge.judge(node, value);
    return std::move(judge.errors);
  }

  void judge_alternatives(const std::vector<const Node*>& nodes, const json& value, bool exactly_one) {
    std::vector<FieldError> nearest;
    std::size_t fits = 0;
    for (const Node* node : nodes) {
      auto found = trial(*node, value);
      if (found.empty()) {
        ++fits;
        if (!exactly_one) return;
      } else if (nearest.empty() || nearer(found, nearest)) {
        nearest = std::move(found);
      }
    }
    if (fits == 1) return;
    if (fits > 1) return say(Code::bad_alternative, {{"fits", std::to_string(fits)}});
    // Told about the alternative that was probably meant; about all of them where none comes near.
    if (nearest.front().code == Code::wrong_type && nearest.front().pointer == at_)
      return say(Code::bad_alternative, {{"fits", "0"}});
    for (auto& error : nearest)
      if (errors.size() < max_errors) errors.push_back(std::move(error));
  }
  // A wrong type or a wrong kind word of the whole is farther away than any number of wrong fields.
  [[nodiscard]] bool nearer(const std::vector<FieldError>& a, const std::vector<FieldError>& b) const {
    const auto far = [&](const std::vector<FieldError>& list) {
      return std::any_of(list.begin(), list.end(), [&](const FieldError& error) {
        return (error.code == Code::wrong_type && error.pointer == at_) ||
               (error.code == Code::not_in_list && error.pointer.rfind('/') == at_.size());
      });
    };
    return std::pair(far(a), a.size()) < std::pair(far(b), b.size());
  }

  void judge_combination(const Node& node, const json& value) {
    for (const Node* all : node.all_of) judge(*all, value);
    if (!node.any_of.empty()) judge_alternatives(node.any_of, value, false);
    if (!node.one_of.empty()) judge_alternatives(node.one_of, value, true);
    if (node.not_ != nullptr && trial(*node.not_, value).empty())
      say(Code::invalid_field, {{"problem", "The contract excludes this value here."}});
    if (node.if_ != nullptr) {
      const Node* next = trial(*node.if_, value).empty() ? node.then_ : node.else_;
      if (next != nullptr) judge(*next, value);
    }
  }

  std::string at_;
};

std::optional<std::int64_t> whole_number(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return {};
  return value;
}

}  // namespace

struct Schema::Compiled {
  std::vector<std::unique_ptr<Node>> nodes;
  const Node* root = nullptr;
};

Schema::Schema(const json& schema, const json& document) : compiled_(std::make_unique<Compiled>()) {
  NodeMaker maker{document};
  compiled_->root = maker.make(schema);
  compiled_->nodes = maker.take();
}
Schema::~Schema() = default;
Schema::Schema(Schema&&) noexcept = default;

void Schema::check(const json& value, FieldErrors& errors, const std::string& at) const {
  Judge judge{at};
  judge.judge(*compiled_->root, value);
  for (auto& error : judge.errors) errors.add(std::move(error.pointer), error.code, std::move(error.params));
}

Verdict Schema::check(const json& value) const {
  FieldErrors errors;
  check(value, errors);
  return std::move(errors).verdict();
}

json Schema::converted(const std::string& text) const {
  const Node& node = *compiled_->root;
  if ((node.kinds & kind_string) != 0) return text;
  if ((node.kinds & (kind_integer | kind_number)) != 0)
    if (const auto number = whole_number(text)) return *number;
  if ((node.kinds & kind_boolean) != 0) {
    if (text == "true") return true;
    if (text == "false") return false;
  }
  if ((node.kinds & kind_array) != 0 && !text.empty()) {
    json list = json::array();
    for (std::size_t from = 0; from <= text.size();) {
      const auto end = std::min(text.find(',', from), text.size());
      list.push_back(text.substr(from, end - from));
      from = end + 1;
    }
    return list;
  }
  return text;
}

}  // namespace opencarnet::contract
