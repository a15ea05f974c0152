#include "edge/problem.h"

namespace opencarnet::edge {

using nlohmann::json;

std::string dumped(const json& document) { return document.dump(-1, ' ', false, json::error_handler_t::replace); }

json problem_document(const Refusal& refusal, const Texts& texts, const std::string& language) {
  const auto& about = facts(refusal.code);
  const auto words = texts.refusal(refusal.code, refusal.params, language);
  json problem{{"type", "/api/docs/refusals#" + std::string(about.code)},
               {"title", words.title},
               {"status", about.status},
               {"code", about.code},
               {"detail", words.detail},
               {"next", words.next}};
  if (!about.rule.empty()) problem["rule"] = about.rule;
  if (const auto incident = refusal.params.find("incident"); incident != refusal.params.end())
    problem["incident"] = incident->second;
  if (refusal.errors.empty()) return problem;
  auto& errors = problem["errors"] = json::array();
  for (const auto& error : refusal.errors) {
    const auto said = texts.refusal(error.code, error.params, language);
    json entry{{"pointer", error.pointer}, {"code", name(error.code)}, {"detail", said.detail}};
    if (!rule(error.code).empty()) entry["rule"] = rule(error.code);
    errors.push_back(std::move(entry));
  }
  return problem;
}

http::Response problem_response(const Refusal& refusal, const Texts& texts, const std::string& language) {
  const int status = facts(refusal.code).status;
  http::Response response;
  response.status = status;
  response.body = dumped(problem_document(refusal, texts, language));
  response.headers = {{"Content-Type", "application/problem+json"}, {"Content-Language", language}};
  const auto seconds = refusal.params.find("seconds");
  if (seconds != refusal.params.end()) {
    response.headers.emplace_back("Retry-After", seconds->second);
  } else if (status == 429 || status == 503) {
    response.headers.emplace_back("Retry-After", "2");
  }
  if (status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"opencarnet\"");
  if (const auto allow = refusal.params.find("allow"); status == 405 && allow != refusal.params.end())
    response.headers.emplace_back("Allow", allow->second);
  return response;
}

}  // namespace opencarnet::edge
