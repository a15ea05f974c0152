#include "apps/csp_reports.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "runtime/log.h"

namespace opencarnet::apps {
namespace {

struct Breach {
  std::string directive, blocked;
};

http::Response text(int status, std::string body) {
  return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, std::move(body), {}};
}

/// The first of these fields that is a text; empty where none is.
std::string text_at(const nlohmann::json& report, std::initializer_list<const char*> fields) {
  for (const auto* field : fields) {
    const auto found = report.find(field);
    if (found != report.end() && found->is_string()) return found->get<std::string>();
  }
  return {};
}

/// "style-src-elem"; an old browser adds the whole directive after a blank.
std::string directive_of(const std::string& told) {
  constexpr std::size_t longest = 40;
  const auto name = told.substr(0, told.find(' '));
  const bool plain = std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
  return plain && !name.empty() && name.size() <= longest ? name : "unknown";
}

/// Queries and fragments may hold codes, what stands before an @ a password: none of it belongs into a log (S11).
std::string blocked_of(std::string told) {
  constexpr std::size_t longest = 200;
  told.resize(std::min(told.find_first_of("?#"), told.size()));
  if (told.starts_with("data:")) return "data";
  const auto host = told.find("://");
  if (host != told.npos) {
    const auto path = std::min(told.find('/', host + 3), told.size());
    const auto at = told.rfind('@', path);
    if (at != told.npos && at > host) told.erase(host + 3, at - host - 2);
  }
  told.resize(std::min(told.size(), longest));
  return told;
}

Breach breach_of(const nlohmann::json& report) {
  return {directive_of(text_at(report, {"effectiveDirective", "effective-directive", "violated-directive"})),
          blocked_of(text_at(report, {"blockedURL", "blocked-uri"}))};
}

/// None where the body is no report. CSP level 2: {"csp-report": {…}}; Reporting API: [{"type": "csp-violation",
/// "body": {…}}, …], where other types may stand between and are not ours.
std::optional<std::vector<Breach>> breaches_in(const std::string& body) {
  const auto json = nlohmann::json::parse(body, nullptr, false);
  std::vector<Breach> found;
  if (json.is_object() && json.contains("csp-report") && json["csp-report"].is_object()) {
    found.push_back(breach_of(json["csp-report"]));
    return found;
  }
  if (!json.is_array()) return std::nullopt;
  for (const auto& one : json) {
    if (!one.is_object()) return std::nullopt;
    const auto report = one.find("body");
    if (text_at(one, {"type"}) == "csp-violation" && report != one.end() && report->is_object())
      found.push_back(breach_of(*report));
  }
  return found;
}

bool is_a_report(const http::Request& request) {
  const auto type = request.header("content-type").value_or("");
  const auto name = type.substr(0, type.find_first_of("; "));
  return name == "application/csp-report" || name == "application/reports+json";
}

}  // namespace

CspReports::CspReports()
    : count_{runtime::metrics().counter("opencarnet_csp_reports",
                                        "Breaches of the content security policy that browsers told of")} {}

std::optional<http::Response> CspReports::take(const http::Request& request) {
  if (request.path != path) return std::nullopt;
  if (request.method != "POST") {
    auto refused = text(405, "405 Method Not Allowed\nBrowsers send reports here with POST.\n");
    refused.headers.emplace_back("Allow", "POST");
    return refused;
  }
  if (!is_a_report(request))
    return text(415, "415 Unsupported Media Type\nSend application/csp-report or application/reports+json.\n");
  if (request.body.size() > largest_body)
    return text(413, "413 Content Too Large\nA report has at most 16 KiB; send fewer at once.\n");
  const auto breaches = breaches_in(request.body);
  if (!breaches) return text(400, "400 Bad Request\nThe body is not a report of a breach of the policy.\n");
  for (const auto& breach : *breaches) {
    count_.add();
    if (may_log())
      runtime::log(runtime::Level::warn, "content security policy breached",
                   {{"directive", breach.directive}, {"blocked", breach.blocked}});
  }
  return http::Response{204, {}, {}, {}};
}

bool CspReports::may_log() {
  const std::lock_guard lock{mutex_};
  const auto now = std::chrono::steady_clock::now();
  if (lines_ == 0 || now - minute_ >= std::chrono::minutes{1}) {
    minute_ = now;
    lines_ = 0;
  }
  if (lines_ >= most_lines_a_minute) return false;
  ++lines_;
  return true;
}

}  // namespace opencarnet::apps
