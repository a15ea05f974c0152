#include "support/client.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "crypto/secrets.h"
#include "support/problems.h"

namespace opencarnet::support {
namespace {

std::string form_encoded(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = std::isalnum(byte) != 0 || c == '-' || c == '_' || c == '.';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return out;
}

bool has(const Headers& headers, const std::string& name) {
  return std::any_of(headers.begin(), headers.end(), [&](const auto& header) { return header.first == name; });
}

}  // namespace

std::string Reply::header(const std::string& lower_case_name) const {
  const auto found = headers.find(lower_case_name);
  return found == headers.end() ? std::string{} : found->second;
}

std::string Reply::code() const { return body.is_object() ? body.value("code", "") : std::string{}; }

bool Reply::names(std::string_view wanted) const {
  if (code() == wanted) return true;
  if (!body.is_object()) return false;
  for (const auto& error : body.value("errors", json::array()))
    if (error.value("code", "") == wanted) return true;
  return false;
}

std::string Reply::code_at(std::string_view pointer) const {
  if (body.is_object())
    for (const auto& error : body.value("errors", json::array()))
      if (error.value("pointer", "") == pointer) return error.value("code", "");
  return {};
}

Client::Client(std::string name, std::string server) : name_(std::move(name)), server_(std::move(server)) {}

Headers Client::credentials() const {
  if (!token_.empty()) return {{"Authorization", "Bearer " + token_}};
  if (!cookie_.empty()) return {{"Cookie", cookie_}, {"Origin", server_}};
  return {};
}

void Client::sign_in(const std::string& realm, const std::string& email, const std::string& password) {
  proof_ = {realm, email, password};
  cookie_.clear();
  const json body{{"realm", realm}, {"email", email}, {"password", password}};
  const auto reply = send("POST", "/api/identity/v1/sessions", body.dump(),
                          {{"Content-Type", "application/json"}, {"Origin", server_}});
  if (reply.status != 201) throw std::runtime_error(fmt::format("{} could not sign in: {}", name_, reply.bytes));
  const auto line = reply.header("set-cookie");
  cookie_ = line.substr(0, line.find(';'));
  session_ = reply.body;
}

void Client::take_token(const std::string& client_id, const std::string& client_secret) {
  proof_ = {client_id, client_secret};
  token_.clear();
  const auto reply = send("POST", "/oauth/token",
                          fmt::format("grant_type=client_credentials&client_id={}&client_secret={}",
                                      form_encoded(client_id), form_encoded(client_secret)),
                          {{"Content-Type", "application/x-www-form-urlencoded"}});
  if (reply.status != 200) throw std::runtime_error(fmt::format("{} got no token: {}", name_, reply.bytes));
  token_ = reply.body.at("access_token").get<std::string>();
}

void Client::sign_in_again() {
  if (proof_.size() == 3) sign_in(proof_[0], proof_[1], proof_[2]);
  if (proof_.size() == 2) take_token(proof_[0], proof_[1]);
}

Reply Client::send(const std::string& method, const std::string& path, const std::string& body, Headers headers) {
  http::ClientRequest request{method, server_ + path};
  request.headers = credentials();
  request.headers.insert(request.headers.end(), headers.begin(), headers.end());
  request.body = body;
  auto response = client_->send(request);
  Reply reply{response.status, json::parse(response.body, nullptr, false), std::move(response.body),
              std::move(response.headers)};
  if (reply.body.is_discarded()) reply.body = nullptr;
  look_closely(reply, method + " " + path);
  return reply;
}

Reply Client::call(const std::string& method, const std::string& path, const json& body, Headers headers) {
  if (!body.is_null()) headers.emplace_back("Content-Type", "application/json");
  if (method != "GET" && !has(headers, "Idempotency-Key"))
    headers.emplace_back("Idempotency-Key", crypto::random_token(16));
  return send(method, path, body.is_null() ? std::string{} : body.dump(), std::move(headers));
}

json Client::done(const std::string& method, const std::string& path, const json& body, Headers headers) {
  auto reply = call(method, path, body, std::move(headers));
  if (reply.status < 200 || reply.status > 299)
    throw std::runtime_error(fmt::format("{}: {} {} {} answered {}: {}", name_, method, path,
                                         body.dump().substr(0, 400), reply.status, reply.bytes));
  return std::move(reply.body);
}

Reply Client::refused(std::string_view code, const std::string& method, const std::string& path, const json& body,
                      Headers headers) {
  auto reply = call(method, path, body, std::move(headers));
  EXPECT_TRUE(reply.status >= 400 && reply.names(code))
      << name_ << ": " << method << " " << path << " " << body.dump().substr(0, 400) << "\nshould be refused with "
      << code << ", but was answered " << reply.status << ": " << reply.bytes;
  return reply;
}

}  // namespace opencarnet::support
