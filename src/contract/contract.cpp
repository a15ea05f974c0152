#include "contract/contract.h"

#include <stdexcept>

#include <fmt/format.h>

#include "contract/documents.h"

namespace opencarnet::contract {
namespace {

using nlohmann::json;

const json& resolved(const json& node, const json& document) {
  const json* at = &node;
  while (at->is_object() && at->contains("$ref"))
    at = &document.at(json::json_pointer{at->at("$ref").get<std::string>().substr(1)});
  return *at;
}

std::vector<json> examples_of(const json& media) {
  std::vector<json> found;
  if (media.contains("example")) found.push_back(media["example"]);
  if (media.contains("examples"))
    for (const auto& [name, example] : media["examples"].items())
      if (example.contains("value")) found.push_back(example["value"]);
  return found;
}

std::string lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

std::vector<std::string> segments(std::string_view path) {
  std::vector<std::string> parts;
  for (std::size_t from = path.starts_with('/') ? 1 : 0; from <= path.size();) {
    const auto end = std::min(path.find('/', from), path.size());
    parts.emplace_back(path.substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

void read_parameters(Operation& operation, const json& list, const json& document) {
  for (const auto& entry : list) {
    const json& parameter = resolved(entry, document);
    const auto name = parameter.at("name").get<std::string>(), in = parameter.at("in").get<std::string>();
    if (in == "header") {
      operation.headers.insert(lower(name));
      continue;
    }
    if (in != "path" && in != "query") continue;
    const json& schema = parameter.at("schema");
    std::optional<std::string> preset;
    if (const json& form = resolved(schema, document); form.is_object() && form.contains("default"))
      preset = form["default"].is_string() ? form["default"].get<std::string>() : form["default"].dump();
    auto& into = in == "path" ? operation.path_parameters : operation.query_parameters;
    into.emplace(name, Parameter{name, parameter.value("required", false), Schema{schema, document}, preset});
  }
}

void read_body(Operation& operation, const json& body, const json& document) {
  operation.body_required = body.value("required", false);
  operation.body = BodyKind::bytes;
  for (const auto& [media, form] : body.at("content").items()) {
    operation.body_media.insert(media);
    if (media != "application/json" && media != "application/x-www-form-urlencoded") continue;
    operation.body = media == "application/json" ? BodyKind::json : BodyKind::form;
    operation.body_schema.emplace(form.at("schema"), document);
    operation.body_examples = examples_of(form);
  }
}

void read_answers(Operation& operation, const json& responses, const json& document) {
  for (const auto& [status, entry] : responses.items()) {
    AnswerForm form;
    const json& response = resolved(entry, document);
    if (response.contains("content"))
      for (const auto& [media, content] : response["content"].items()) {
        form.media.insert(media);
        if (media != "application/json" && media != "application/problem+json") continue;
        form.schema = content.value("schema", json{});
        form.examples = examples_of(content);
      }
    operation.answers.emplace(status, std::move(form));
  }
}

}  // namespace

struct Contract::Step {
  std::map<std::string, std::shared_ptr<Step>, std::less<>> literal;
  std::shared_ptr<Step> any;
  std::map<std::string, const Operation*> operations;
};

Contract::Contract(std::map<std::string, json> documents)
    : documents_(std::move(documents)), root_(std::make_shared<Step>()) {
  for (const auto& [audience, document] : documents_) {
    const auto base_of = [](const json& node, const std::string& otherwise) {
      if (!node.contains("servers") || node["servers"].empty()) return otherwise;
      auto url = node["servers"][0].at("url").get<std::string>();
      while (url.ends_with('/')) url.pop_back();
      return url;
    };
    const auto base = base_of(document, "");
    for (const auto& [path, item] : document.at("paths").items())
      for (const auto* method : {"get", "put", "post", "delete", "patch"})
        if (item.contains(method)) add(audience, base_of(item, base), path, method, item, item[method]);
  }
}

void Contract::add(const std::string& audience, const std::string& base, const std::string& path,
                   const std::string& method, const json& item, const json& operation) {
  const json& document = documents_.at(audience);
  auto made = std::make_unique<Operation>();
  made->audience = audience;
  made->name = audience + "." + operation.at("operationId").get<std::string>();
  for (char c : method) made->method.push_back(static_cast<char>(c - 'a' + 'A'));
  made->path = base + path;
  made->summary = operation.value("summary", "");
  made->roles = operation.value("x-roles", std::set<std::string>{});
  made->demo_only = operation.value("x-demo", false);
  made->max_body = operation.value("x-max-body", std::size_t{1} << 20);
  made->document = &document;
  try {
    if (item.contains("parameters")) read_parameters(*made, item["parameters"], document);
    if (operation.contains("parameters")) read_parameters(*made, operation["parameters"], document);
    if (operation.contains("requestBody")) read_body(*made, resolved(operation["requestBody"], document), document);
    read_answers(*made, operation.at("responses"), document);
  } catch (const json::exception& problem) {
    throw std::runtime_error(fmt::format("contract: {}: {}", made->name, problem.what()));
  }
  if (!by_name_.emplace(made->name, made.get()).second)
    throw std::runtime_error("contract: " + made->name + " stands twice");
  enter(*operations_.emplace_back(std::move(made)));
}

void Contract::enter(Operation& operation) {
  auto* step = root_.get();
  for (const auto& segment : segments(operation.path)) {
    auto& next = segment.starts_with('{') ? step->any : step->literal[segment];
    if (!next) next = std::make_shared<Step>();
    step = next.get();
  }
  if (!step->operations.emplace(operation.method, &operation).second)
    throw std::runtime_error(fmt::format("contract: two operations at {} {}", operation.method, operation.path));
}

const Operation* Contract::find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

Match Contract::match(std::string_view path) const {
  const auto parts = segments(path);
  // Walks depth first, literal before parameter; paths are short, so is this.
  const auto walk = [&](auto&& self, const Step& step, std::size_t at) -> const Step* {
    if (at == parts.size()) return step.operations.empty() ? nullptr : &step;
    if (const auto next = step.literal.find(parts[at]); next != step.literal.end())
      if (const Step* found = self(self, *next->second, at + 1)) return found;
    if (step.any && !parts[at].empty())
      if (const Step* found = self(self, *step.any, at + 1)) return found;
    return nullptr;
  };
  Match match;
  const Step* found = walk(walk, *root_, 0);
  if (found == nullptr) return match;
  match.by_method = found->operations;
  const auto names = segments(found->operations.begin()->second->path);
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i].starts_with('{')) match.path[names[i].substr(1, names[i].size() - 2)] = parts[i];
  return match;
}

Verdict Operation::check_answer(int status, const json& answer) const {
  auto form = answers.find(std::to_string(status));
  if (form == answers.end()) form = answers.find("default");
  if (form == answers.end() || (form->first == "default" && status < 400))
    return refuse(Code::invalid_field, {{"problem", fmt::format("the contract declares no status {}", status)}});
  if (form->second.schema.is_null()) {
    if (answer.is_null()) return {};
    return refuse(Code::invalid_field, {{"problem", fmt::format("the contract declares no body for {}", status)}});
  }
  const std::lock_guard guard{*answer_lock_};
  auto& schema = answer_schemas_[form->first];
  if (!schema) schema = std::make_unique<Schema>(form->second.schema, *document);
  return schema->check(answer);
}

const Contract& Contract::built_in() {
  static const Contract contract{[] {
    std::map<std::string, json> documents;
    for (const auto& [audience, text] : embedded_documents()) documents.emplace(audience, json::parse(text));
    return documents;
  }()};
  return contract;
}

}  // namespace opencarnet::contract
