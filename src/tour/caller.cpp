#include "tour/caller.h"

#include <utility>

#include <fmt/format.h>

#include "crypto/secrets.h"

namespace opencarnet::tour {
namespace {

std::string first(const http::ClientResponse& response, const std::string& header) {
  const auto found = response.headers.find(header);
  return found == response.headers.end() ? std::string{} : found->second;
}

std::string form_encoded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return out;
}

bool names_code(const json& problem, std::string_view code) {
  if (problem.value("code", "") == code) return true;
  for (const auto& error : problem.value("errors", json::array()))
    if (error.value("code", "") == code) return true;
  return false;
}

}  // namespace

Caller::Caller(std::string name, std::string server, std::vector<std::string>& event_ids)
    : name_(std::move(name)), server_(std::move(server)), event_ids_(event_ids) {}

std::vector<std::pair<std::string, std::string>> Caller::credentials() const {
  if (!token_.empty()) return {{"Authorization", "Bearer " + token_}};
  if (!cookie_.empty()) return {{"Cookie", cookie_}, {"Origin", server_}};
  return {};
}

void Caller::sign_in(std::string_view realm, const std::string& email, const std::string& password) {
  http::ClientRequest request{"POST", server_ + "/api/identity/v1/sessions"};
  request.headers = {{"Content-Type", "application/json"}, {"Origin", server_}};
  request.body = json{{"realm", realm}, {"email", email}, {"password", password}}.dump();
  const auto response = client_.send(request);
  if (response.status != 201) throw Failed(fmt::format("{} could not sign in: {}", name_, response.body));
  const auto cookie = first(response, "set-cookie");
  cookie_ = cookie.substr(0, cookie.find(';'));
  session_ = json::parse(response.body);
}

void Caller::take_token(const std::string& client_id, const std::string& client_secret) {
  http::ClientRequest request{"POST", server_ + "/oauth/token"};
  request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
  request.body = fmt::format("grant_type=client_credentials&client_id={}&client_secret={}&scope=nics",
                             form_encoded(client_id), form_encoded(client_secret));
  const auto response = client_.send(request);
  if (response.status != 200) throw Failed(fmt::format("{} got no token: {}", name_, response.body));
  token_ = json::parse(response.body).at("access_token").get<std::string>();
}

Reply Caller::call(std::string_view method, const std::string& path, const json& body, const std::string& if_match,
                   const std::string& idempotency_key) {
  http::ClientRequest request{std::string(method), server_ + path};
  request.headers = credentials();
  if (!body.is_null()) {
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = body.dump();
  }
  if (method != "GET")
    request.headers.emplace_back("Idempotency-Key",
                                 idempotency_key.empty() ? crypto::random_token(16) : idempotency_key);
  if (!if_match.empty()) request.headers.emplace_back("If-Match", if_match);
  auto response = client_.send(request);

  auto events = first(response, "opencarnet-events");
  for (std::size_t at = 0; at < events.size();) {
    const auto end = std::min(events.find_first_of(", ", at), events.size());
    if (end > at) event_ids_.push_back(events.substr(at, end - at));
    at = end + 1;
  }
  Reply reply{response.status, json::parse(response.body, nullptr, false), std::move(response.body),
              first(response, "etag")};
  if (reply.body.is_discarded()) reply.body = nullptr;
  return reply;
}

json Caller::done(std::string_view method, const std::string& path, const json& body, const std::string& if_match) {
  auto reply = call(method, path, body, if_match);
  if (reply.status < 200 || reply.status > 299)
    throw Failed(fmt::format("{}: {} {} answered {}: {}", name_, method, path, reply.status, reply.bytes));
  return std::move(reply.body);
}

json Caller::refused(std::string_view code, std::string_view method, const std::string& path, const json& body,
                     const std::string& if_match) {
  auto reply = call(method, path, body, if_match);
  if (reply.status < 400 || !reply.body.is_object() || !names_code(reply.body, code))
    throw Failed(fmt::format("{}: {} {} should have been refused with {}, but answered {}: {}", name_, method, path,
                             code, reply.status, reply.bytes));
  return std::move(reply.body);
}

}  // namespace opencarnet::tour
