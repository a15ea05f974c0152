#include "apps/csp_reports.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "runtime/log.h"

namespace opencarnet::apps {
namespace {

struct Breach {
  std::string directive, blocked;
};

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

/// CSP level 2: {"csp-report": {…}}; Reporting API: [{"type": "csp-violation", "body": {…}}, …], where other types may
/// stand between and are not ours.
std::vector<Breach> breaches_in(const nlohmann::json& body) {
  std::vector<Breach> found;
  if (body.is_object()) {
    const auto report = body.find("csp-report");
    found.push_back(breach_of(report != body.end() && report->is_object() ? *report : body));
    return found;
  }
  for (const auto& one : body) {
    if (!one.is_object() || text_at(one, {"type"}) != "csp-violation") continue;
    const auto report = one.find("body");
    if (report != one.end() && report->is_object()) found.push_back(breach_of(*report));
  }
  return found;
}

Result<nlohmann::json> read(const std::string& body) {
  try {
    auto json = nlohmann::json::parse(body);
    if (json.is_object() || json.is_array()) return json;
    return refuse(Code::malformed_json, {{"position", "1"}, {"problem", "neither an object nor a list"}});
  } catch (const nlohmann::json::parse_error& error) {
    return refuse(Code::malformed_json, {{"position", std::to_string(error.byte)}, {"problem", "unexpected"}});
  }
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

std::optional<Verdict> CspReports::take(const http::Request& request) {
  if (request.path != path) return std::nullopt;
  if (request.method != "POST")
    return refuse(Code::method_not_allowed, {{"method", request.method.substr(0, 20)}, {"allow", "POST"}});
  if (!is_a_report(request))
    return refuse(Code::unsupported_media_type, {{"expected", "application/csp-report or application/reports+json"}});
  if (request.body.size() > largest_body) return refuse(Code::content_too_large);
  const auto body = read(request.body);
  if (!body) return tl::unexpected{body.error()};
  for (const auto& breach : breaches_in(*body)) {
    count_.add();
    if (may_log())
      runtime::log(runtime::Level::warn, "content security policy breached",
                   {{"directive", breach.directive}, {"blocked", breach.blocked}});
  }
  return Verdict{};
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
