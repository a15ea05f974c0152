#include "bin/site.h"

#include "crypto/secrets.h"
#include "edge/protection.h"
#include "platform/query.h"
#include "runtime/metrics.h"

namespace opencarnet::bin {
namespace {

constexpr platform::Query reachable{"bin.reachable", "SELECT 1 AS one", "SELECT 1 AS one"};

http::Response text(int status, std::string body) {
  return {status, {{"Content-Type", "text/plain; charset=utf-8"}, {"Cache-Control", "no-store"}}, std::move(body), {}};
}

}  // namespace

Site::Site(const runtime::Config& config, const contract::Contract& contract, platform::Database& database,
           const edge::Edge& edge, const nlohmann::json& keys, const nlohmann::json& demo)
    : config_(config),
      https_(config.base_url().starts_with("https://")),
      database_(database),
      edge_(edge),
      pages_([demo] { return demo; }),
      apps_(config.demo) {
  for (const auto& [audience, document] : contract.documents())
    documents_["/api/" + audience + "/openapi.json"] = document.dump();
  documents_["/.well-known/opencarnet-keys.json"] = keys.dump();
  if (!demo.is_null()) documents_["/demo.json"] = demo.dump();
}

// The apps come after what is served at every host, and before the start page, which has the rest of the hosts.
std::optional<http::Response> Site::answer(const http::Request& request) {
  auto response = data(request);
  const auto surface = response ? edge::Surface::api : edge::Surface::page;
  if (!response) response = apps_.serve(request);
  if (!response) response = pages_.serve(request);
  if (response) edge::protect(*response, surface, https_ || request.secure);
  return response;
}

std::optional<std::size_t> Site::body_limit(std::string_view path) {
  if (path == apps::CspReports::path) return apps::CspReports::largest_body;
  return std::nullopt;
}

std::optional<http::Response> Site::data(const http::Request& request) {
  if (const auto taken = reports_.take(request))
    return *taken ? http::Response{204, {}, {}, {}} : edge_.refusal_answer(taken->error());
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  if (request.path == "/healthz") return text(200, "ok\n");
  if (request.path == "/readyz") return ready();
  if (request.path == "/metrics") return figures(request);
  const auto found = documents_.find(request.path);
  if (found == documents_.end()) return std::nullopt;
  return document(found->second, request);
}

http::Response Site::ready() const {
  if (stopping_) return text(503, "stopping\n");
  try {
    database_.read([](platform::Session& session) { (void)session.one(reachable); });
    return text(200, "ready\n");
  } catch (const std::exception&) {
    return text(503, "the database cannot be reached\n");
  }
}

// Figures tell a competitor and an attacker how busy we are: only this machine and the named proxies may read them.
http::Response Site::figures(const http::Request& request) const {
  const auto& near = config_.trusted_proxies;
  const bool allowed = request.source == "127.0.0.1" || request.source == "::1" ||
                       std::find(near.begin(), near.end(), request.source) != near.end();
  if (!allowed) return text(404, "nothing here\n");
  auto response = text(200, runtime::metrics().text());
  response.headers[0].second = "text/plain; version=0.0.4; charset=utf-8";
  return response;
}

http::Response Site::document(const std::string& body, const http::Request& request) const {
  const auto etag = "\"" + crypto::sha256_hex(body).substr(0, 32) + "\"";
  http::Response response{
      200, {{"Content-Type", "application/json"}, {"Cache-Control", "no-cache"}, {"ETag", etag}}, body, {}};
  if (request.header("if-none-match") == etag) {
    response.status = 304;
    response.body.clear();
  }
  return response;
}

}  // namespace opencarnet::bin
