#include "every/walk.h"

#include <fmt/format.h>

#include "http/raw_socket.h"

namespace opencarnet::every {
namespace {

using support::Headers;

const json& resolved(const json& schema, const json& document) {
  if (!schema.is_object() || !schema.contains("$ref")) return schema;
  const auto reference = schema.at("$ref").get<std::string>();
  return resolved(document.at(json::json_pointer(reference.substr(1))), document);
}

const json& schema_of_body(const Operation& operation) {
  static const json none;
  const auto method_name = [&] {
    std::string text = operation.method;
    for (char& c : text) c = static_cast<char>(std::tolower(c));
    return text;
  }();
  const auto id = operation.name.substr(operation.name.find('.') + 1);
  for (const auto& item : operation.document->at("paths"))
    if (item.contains(method_name) && item.at(method_name).value("operationId", "") == id)
      return resolved(item.at(method_name).at("requestBody").at("content").at("application/json").at("schema"),
                      *operation.document);
  return none;
}

std::set<std::string> types_of(const json& schema) {
  if (!schema.contains("type")) return {};
  const auto& type = schema.at("type");
  if (type.is_string()) return {type.get<std::string>()};
  return type.get<std::set<std::string>>();
}

// Puts the value there, making way where something else stands.
json replaced(json body, const std::string& pointer, const json& value) {
  json* at = &body;
  for (std::size_t from = 1; from <= pointer.size() && !pointer.empty();) {
    const auto end = std::min(pointer.find('/', from), pointer.size());
    const auto token = pointer.substr(from, end - from);
    from = end + 1;
    const bool index = token == "0";
    if (index && !at->is_array()) *at = json::array();
    if (!index && !at->is_object()) *at = json::object();
    if (index && at->empty()) at->push_back(nullptr);
    at = index ? &at->at(0) : &(*at)[token];
  }
  *at = value;
  return body;
}

class Spoiler {
 public:
  Spoiler(const json& document, json base) : document_(document), base_(std::move(base)) {}
  std::vector<Spoiled> found;

  void spoil(const json& unresolved, const std::string& pointer, int depth = 0) {
    const auto& schema = resolved(unresolved, document_);
    const auto types = types_of(schema);
    wrong_types(types, pointer);
    if (types.contains("string")) spoil_text(schema, pointer);
    if (types.contains("integer")) spoil_number(schema, pointer);
    if (schema.contains("enum")) add("a value not in the list", pointer, "", "none_of_these");
    if (depth > 6) return;
    if (types.contains("array") && schema.contains("items")) spoil(schema.at("items"), pointer + "/0", depth + 1);
    if (!types.contains("object")) return;
    const auto properties = schema.value("properties", json::object());
    for (const auto& [name, property] : properties.items()) spoil(property, pointer + "/" + name, depth + 1);
    if (schema.value("additionalProperties", json(true)) == json(false))
      add("an unknown field", pointer + "/field_of_a_test", "unknown_field", 1);
    for (const auto& name : schema.value("required", json::array())) {
      auto body = replaced(base_, pointer + "/" + name.get<std::string>(), nullptr);
      (pointer.empty() ? body : body.at(json::json_pointer(pointer))).erase(name.get<std::string>());
      found.push_back({"a missing field", pointer + "/" + name.get<std::string>(), "missing_field", std::move(body)});
    }
  }

 private:
  void add(const std::string& what, const std::string& pointer, const std::string& code, const json& value) {
    found.push_back({what, pointer, code, replaced(base_, pointer, value)});
  }
  void wrong_types(const std::set<std::string>& types, const std::string& pointer) {
    static const std::vector<std::pair<std::string, json>> values{
        {"boolean", true}, {"integer", 7}, {"number", 1.5},           {"string", "1,000"},
        {"null", nullptr}, {"array", {7}}, {"object", {{"field", 7}}}};
    if (types.empty()) return;
    for (const auto& [type, value] : values)
      if (!types.contains(type) && !(type == "integer" && types.contains("number")))
        add("another type (" + type + ")", pointer, "wrong_type", value);
  }
  void spoil_text(const json& schema, const std::string& pointer) {
    if (schema.contains("pattern")) add("text of another form", pointer, "", "1,000.00 €!");
    if (schema.value("minLength", 0) > 0) add("empty text", pointer, "", "");
    const auto most = schema.value("maxLength", std::size_t{0});
    if (most > 0 && most <= 5000) add("text too long", pointer, "", std::string(most + 1, 'x'));
    if (!schema.contains("pattern")) add("text with U+0000", pointer, "", std::string("a\0b", 3));
  }
  void spoil_number(const json& schema, const std::string& pointer) {
    if (schema.contains("minimum"))
      add("too small", pointer, "out_of_range", schema.at("minimum").get<std::int64_t>() - 1);
    if (schema.contains("maximum"))
      add("too large", pointer, "out_of_range", schema.at("maximum").get<std::int64_t>() + 1);
  }

  const json& document_;
  json base_;
};

Reply head_of_stream(Client& client, const std::string& path) {
  const auto& url = client.server();
  http::RawSocket socket{static_cast<std::uint16_t>(std::stoi(url.substr(url.rfind(':') + 1)))};
  std::string said = "GET " + path + " HTTP/1.1\r\nHost: " + url.substr(7) + "\r\n";
  for (const auto& [name, value] : client.credentials()) said += name + ": " + value + "\r\n";
  socket.say(said + "\r\n");
  const auto head = socket.hear("\r\n\r\n");
  Reply reply;
  reply.status = std::stoi(head.substr(head.find(' ') + 1));
  if (reply.status == 200) {
    reply.headers.emplace("content-type", "text/event-stream");
    return reply;
  }
  return client.send("GET", path);  // an ordinary refusal: with its body
}

}  // namespace

const std::vector<std::string>& all_roles() {
  static const std::vector<std::string> roles{"none",  "officer", "controller",  "regional_manager",
                                              "admin", "holder",  "nics_client", "operator_of_core"};
  return roles;
}

std::vector<const Operation*> served(const support::RunningServer& server) {
  const auto unserved = server.program().unserved();
  std::vector<const Operation*> operations;
  for (const auto& operation : contract::Contract::built_in().operations())
    if (std::find(unserved.begin(), unserved.end(), operation->name) == unserved.end())
      operations.push_back(operation.get());
  return operations;
}

std::string address(const Operation& operation, const Ids& ids) {
  std::string path = operation.path;
  for (const auto& [name, schema] : operation.path_parameters) {
    const auto found = ids.find(name);
    if (found == ids.end()) throw std::runtime_error("teach tests/every what a " + name + " is");
    const auto at = path.find("{" + name + "}");
    path.replace(at, name.size() + 2, found->second);
  }
  return path;
}

Ids unknown_ids(const Operation& operation) {
  Ids ids;
  for (const auto& [name, parameter] : operation.path_parameters)
    ids[name] = parameter.schema.check(json(9007199254740991)) ? "9007199254740991" : "zzzzzzzzzzzzzzzzzzzz";
  return ids;
}

Ids malformed_ids(const Operation& operation) {
  Ids ids;
  for (const auto& [name, parameter] : operation.path_parameters) ids[name] = "1'%20OR%20'1'='1";
  return ids;
}

Body example_body(const Operation& operation) {
  if (operation.body == contract::BodyKind::none) return {};
  const auto& example = operation.body_examples.at(0);
  if (operation.body == contract::BodyKind::json) return {example.dump(), "application/json"};
  std::string text;
  for (const auto& [name, value] : example.items())
    text += (text.empty() ? "" : "&") + name + "=" + value.get<std::string>();
  return {text, *operation.body_media.begin()};
}

Reply ask(Client& client, const Operation& operation, const Ids& ids) {
  return ask(client, operation, ids, example_body(operation));
}

Reply ask(Client& client, const Operation& operation, const Ids& ids, const Body& body, Headers headers) {
  const auto path = address(operation, ids);
  const auto answer = operation.answers.find("200");
  if (answer != operation.answers.end() && answer->second.media.contains("text/event-stream"))
    return head_of_stream(client, path);
  if (!body.media.empty()) headers.emplace_back("Content-Type", body.media);
  if (operation.headers.contains("if-match")) headers.emplace_back("If-Match", "\"1\"");
  return client.send(operation.method, path, body.text, std::move(headers));
}

std::vector<Spoiled> spoiled_bodies(const Operation& operation) {
  if (operation.body != contract::BodyKind::json) return {};
  Spoiler spoiler{*operation.document, operation.body_examples.at(0)};
  spoiler.spoil(schema_of_body(operation), "");
  return std::move(spoiler.found);
}

const Existing& existing(support::RunningServer& server) {
  static std::map<support::RunningServer*, Existing> made;
  auto& world = made[&server];
  if (!world.ids.empty()) return world;
  support::Journey journey{server};
  journey.ready();
  const auto travel = journey.travel("CH", "DE", "1-4");
  const auto validated = journey.cross(travel, "validation");
  const auto shown = journey.sign(travel, "exportation");
  journey.present(shown);
  world.ids = {{"carnet_id", journey.id()},
               {"travel_id", travel.at("travel_id").get<std::string>()},
               {"declaration_id", shown.declaration_id},
               {"transaction_id", validated.at("transactions").at(0).at("transaction_id").get<std::string>()}};
  return world;
}

}  // namespace opencarnet::every
