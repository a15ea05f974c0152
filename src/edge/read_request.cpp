#include "edge/read_request.h"

#include "contract/read_json.h"

namespace opencarnet::edge {
namespace {

using contract::BodyKind;
using contract::Operation;
using nlohmann::json;

std::string lower(std::string_view text) {
  std::string out{text};
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string without_blanks(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t") - first + 1));
}

Verdict read_path(Input& input, const Operation& operation, const std::map<std::string, std::string>& path) {
  for (const auto& [name, text] : path) {
    const auto declared = operation.path_parameters.find(name);
    if (declared == operation.path_parameters.end()) continue;
    const auto& schema = declared->second.schema;
    if (!schema.check(schema.converted(text))) return refuse(Code::not_found);
    input.path[name] = text;
  }
  return {};
}

void read_query(Input& input, const http::Request& request, const Operation& operation, FieldErrors& errors) {
  const std::string_view query = request.query;
  for (std::size_t from = 0; from < query.size();) {
    const auto end = std::min(query.find('&', from), query.size());
    const auto pair = query.substr(from, end - from);
    from = end + 1;
    if (pair.empty()) continue;
    const auto equals = std::min(pair.find('='), pair.size());
    const auto name = contract::percent_decoded(pair.substr(0, equals), true);
    const auto value = contract::percent_decoded(pair.substr(std::min(equals + 1, pair.size())), true);
    const auto pointer = "/query/" + contract::pointer_token(name.value_or("")).substr(0, 200);
    if (!name || !value) {
      errors.add(pointer, Code::invalid_field, {{"problem", "The value is not percent-encoded text."}});
    } else if (const auto declared = operation.query_parameters.find(*name);
               declared == operation.query_parameters.end()) {
      errors.add(pointer, Code::unknown_field, {{"field", name->substr(0, 100)}});
    } else if (!input.query.emplace(*name, *value).second) {
      errors.add(pointer, Code::invalid_field, {{"problem", "The value stands twice."}});
    } else {
      const auto& schema = declared->second.schema;
      schema.check(schema.converted(*value), errors, pointer);
    }
  }
  for (const auto& [name, parameter] : operation.query_parameters) {
    if (input.query.contains(name)) continue;
    if (parameter.preset) {
      input.query[name] = *parameter.preset;
    } else if (parameter.required) {
      errors.add("/query/" + name, Code::missing_field, {{"field", name}});
    }
  }
}

void read_headers(Input& input, const http::Request& request, const Operation& operation) {
  for (const auto& [name, value] : request.headers) {
    const auto known = lower(name);
    const bool basic = known == "authorization" && lower(value.substr(0, 6)) == "basic ";
    if (basic || known == "accept-language" || known == "user-agent" || operation.headers.contains(known))
      input.headers[known] = value;
  }
  auto match = without_blanks(request.header("if-match").value_or(""));
  if (match.starts_with("W/")) match.erase(0, 2);
  if (match.size() >= 2 && match.front() == '"' && match.back() == '"') match = match.substr(1, match.size() - 2);
  input.if_match = match;
}

// "application/json; charset=UTF-8" → the media type, if its charset is one we read.
std::optional<std::string> media_type(const http::Request& request) {
  const auto header = request.header("content-type");
  if (!header) return {};
  const auto semicolon = std::min(header->find(';'), header->size());
  const auto parameters = lower(header->substr(semicolon));
  if (const auto charset = parameters.find("charset="); charset != std::string::npos) {
    const auto value = std::string_view(parameters).substr(charset + 8);
    if (!value.starts_with("utf-8") && !value.starts_with("\"utf-8\"")) return {};
  }
  return lower(without_blanks(std::string_view(*header).substr(0, semicolon)));
}

Verdict read_body(Input& input, const http::Request& request, const Operation& operation, FieldErrors& errors) {
  if (request.body.size() > operation.max_body)
    return refuse(Code::body_too_large, {{"limit", std::to_string(operation.max_body)}});
  if (operation.body == BodyKind::none) {
    if (request.body.empty() || request.body == "{}") return {};  // some clients always send something
    return refuse(Code::unsupported_media_type, {{"expected", "no body"}});
  }
  if (request.body.empty() && !operation.body_required) return {};
  const auto media = media_type(request);
  if (!media || !operation.body_media.contains(*media)) {
    std::string expected;
    for (const auto& known : operation.body_media) expected += (expected.empty() ? "" : " or ") + known;
    return refuse(Code::unsupported_media_type, {{"expected", expected}});
  }
  if (operation.body == BodyKind::bytes) {
    input.body = request.body;
    return {};
  }
  auto read = operation.body == BodyKind::json ? contract::read_json(request.body) : contract::read_form(request.body);
  if (!read) return tl::unexpected(std::move(read.error()));
  input.body = std::move(*read);
  if (operation.body_schema) operation.body_schema->check(input.body, errors);
  return {};
}

}  // namespace

Credential credential_of(const http::Request& request) {
  if (const auto header = request.header("authorization"); header && lower(header->substr(0, 7)) == "bearer ")
    return {without_blanks(header->substr(7)), false};
  if (auto cookie = request.cookie(session_cookie); cookie && !cookie->empty()) return {std::move(*cookie), true};
  return {};
}

Result<Input> read_request(const http::Request& request, const Operation& operation,
                           const std::map<std::string, std::string>& path) {
  Input input;
  FieldErrors errors;
  if (auto verdict = read_path(input, operation, path); !verdict) return tl::unexpected(std::move(verdict.error()));
  read_headers(input, request, operation);
  read_query(input, request, operation, errors);
  if (auto verdict = read_body(input, request, operation, errors); !verdict)
    return tl::unexpected(std::move(verdict.error()));
  if (auto verdict = std::move(errors).verdict(); !verdict) return tl::unexpected(std::move(verdict.error()));
  return input;
}

}  // namespace opencarnet::edge
