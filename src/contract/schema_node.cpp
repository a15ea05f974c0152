#include "contract/schema_node.h"

#include <stdexcept>

#include <fmt/format.h>

namespace opencarnet::contract {
namespace {

using nlohmann::json;

unsigned kind_of(const std::string& name) {
  static const std::map<std::string, unsigned> kinds{
      {"null", kind_null},     {"boolean", kind_boolean}, {"integer", kind_integer}, {"number", kind_number},
      {"string", kind_string}, {"array", kind_array},     {"object", kind_object}};
  const auto found = kinds.find(name);
  if (found == kinds.end()) throw std::runtime_error("contract: no type is named " + name);
  return found->second;
}

template <class T>
void read(const json& schema, const char* keyword, T& into) {
  if (const auto found = schema.find(keyword); found != schema.end()) into = found->template get<T>();
}

void read(const json& schema, const char* keyword, std::optional<double>& into) {
  if (const auto found = schema.find(keyword); found != schema.end()) into = found->get<double>();
}

}  // namespace

Node* NodeMaker::fresh() { return nodes_.emplace_back(std::make_unique<Node>()).get(); }

const Node* NodeMaker::make(const json& schema) {
  if (schema.is_boolean()) {
    Node* node = fresh();
    node->nothing_fits = !schema.get<bool>();
    return node;
  }
  if (!schema.is_object()) throw std::runtime_error("contract: a schema is neither an object nor a boolean");
  if (const auto reference = schema.find("$ref"); reference != schema.end()) {
    const auto text = reference->get<std::string>();
    if (const auto known = referred_.find(text); known != referred_.end()) return known->second;
    if (text.empty() || text.front() != '#') throw std::runtime_error("contract: cannot follow " + text);
    const json::json_pointer pointer{text.substr(1)};
    if (!document_.contains(pointer)) throw std::runtime_error("contract: " + text + " is not there");
    Node* node = fresh();
    referred_[text] = node;
    const json& target = document_.at(pointer);
    if (target.is_object() && target.contains("$ref")) {
      node->all_of.push_back(make(target));
    } else {
      fill(*node, target);
    }
    return node;
  }
  Node* node = fresh();
  fill(*node, schema);
  return node;
}

void NodeMaker::fill(Node& node, const json& schema) {
  if (const auto type = schema.find("type"); type != schema.end()) {
    for (const auto& name : type->is_array() ? *type : json::array({*type}))
      node.kinds |= kind_of(name.get<std::string>());
  }
  if (const auto values = schema.find("enum"); values != schema.end()) node.possible = values->get<std::vector<json>>();
  if (const auto value = schema.find("const"); value != schema.end()) node.possible = {*value};
  for (const auto& value : node.possible) {
    if (!node.possible_text.empty()) node.possible_text += ", ";
    node.possible_text += value.is_string() ? value.get<std::string>() : value.dump();
  }
  fill_text(node, schema);
  fill_object(node, schema);
  if (schema.contains("items")) node.items = make(schema["items"]);
  read(schema, "minItems", node.min_items);
  read(schema, "maxItems", node.max_items);
  read(schema, "uniqueItems", node.unique_items);
  read(schema, "minimum", node.minimum);
  read(schema, "maximum", node.maximum);
  read(schema, "exclusiveMinimum", node.above);
  read(schema, "exclusiveMaximum", node.below);
  read(schema, "multipleOf", node.multiple_of);
  fill_combination(node, schema);
}

void NodeMaker::fill_text(Node& node, const json& schema) {
  read(schema, "minLength", node.min_length);
  read(schema, "maxLength", node.max_length);
  if (const auto pattern = schema.find("pattern"); pattern != schema.end()) {
    node.pattern_text = pattern->get<std::string>();
    UErrorCode status = U_ZERO_ERROR;
    UParseError where{};
    // In JSON Schema $ is the end of the text, never the place before a last line feed: UREGEX_UNIX_LINES does not
    // help, so a final $ is made the absolute end.
    std::string text = node.pattern_text;
    if (!text.empty() && text.back() == '$' && (text.size() < 2 || text[text.size() - 2] != '\\'))
      text.replace(text.size() - 1, 1, "\\z");
    node.pattern.reset(icu::RegexPattern::compile(icu::UnicodeString::fromUTF8(text), 0, where, status));
    if (U_FAILURE(status)) throw std::runtime_error("contract: no regular expression: " + node.pattern_text);
  }
  const auto format = schema.value("format", std::string{});
  if (format == "date") node.format = Format::day;
  if (format == "date-time") node.format = Format::instant;
  if (format == "email") node.format = Format::email;
}

void NodeMaker::fill_object(Node& node, const json& schema) {
  if (const auto properties = schema.find("properties"); properties != schema.end())
    for (const auto& [name, child] : properties->items()) node.properties[name] = make(child);
  read(schema, "required", node.required);
  if (schema.contains("additionalProperties")) node.other_properties = make(schema["additionalProperties"]);
  if (schema.contains("propertyNames")) node.property_names = make(schema["propertyNames"]);
  read(schema, "minProperties", node.min_properties);
  read(schema, "maxProperties", node.max_properties);
}

void NodeMaker::fill_combination(Node& node, const json& schema) {
  const auto children = [&](const char* keyword, std::vector<const Node*>& into) {
    if (const auto found = schema.find(keyword); found != schema.end())
      for (const auto& child : *found) into.push_back(make(child));
  };
  children("allOf", node.all_of);
  children("anyOf", node.any_of);
  children("oneOf", node.one_of);
  if (schema.contains("not")) node.not_ = make(schema["not"]);
  if (schema.contains("if")) node.if_ = make(schema["if"]);
  if (schema.contains("then")) node.then_ = make(schema["then"]);
  if (schema.contains("else")) node.else_ = make(schema["else"]);
}

}  // namespace opencarnet::contract
