// A client over HTTP that says exactly what a test wants said, and looks closely at every answer: a fault, a problem
// document that lacks something or a placeholder left unfilled fails the test that asked.
#pragma once
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "http/client.h"

namespace opencarnet::support {

using nlohmann::json;
using Headers = std::vector<std::pair<std::string, std::string>>;

struct Reply {
  int status = 0;
  json body;          // null where the answer is no JSON
  std::string bytes;  // as received
  std::multimap<std::string, std::string> headers;

  [[nodiscard]] std::string header(const std::string& lower_case_name) const;
  [[nodiscard]] std::string code() const;
  /// Whether the problem or one of its errors bears the code.
  [[nodiscard]] bool names(std::string_view code) const;
  /// The code of the error at this pointer; empty where none points there.
  [[nodiscard]] std::string code_at(std::string_view pointer) const;
};

class Client {
 public:
  Client(std::string name, std::string server);

  void sign_in(const std::string& realm, const std::string& email, const std::string& password);
  void take_token(const std::string& client_id, const std::string& client_secret);
  /// Says who it is once more; after the clock was moved, for example.
  void sign_in_again();
  /// Headers that prove who calls.
  [[nodiscard]] Headers credentials() const;
  [[nodiscard]] const json& session() const { return session_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] const std::string& server() const { return server_; }

  /// Sends exactly this and the credentials.
  Reply send(const std::string& method, const std::string& path, const std::string& body = {}, Headers headers = {});
  /// Sends JSON; changes carry a fresh idempotency key unless the headers bring one.
  Reply call(const std::string& method, const std::string& path, const json& body = nullptr, Headers headers = {});
  /// The answer's body; throws unless the system did it.
  json done(const std::string& method, const std::string& path, const json& body = nullptr, Headers headers = {});
  /// The refusal; fails the test unless the problem, or one of its errors, bears the code.
  Reply refused(std::string_view code, const std::string& method, const std::string& path, const json& body = nullptr,
                Headers headers = {});

 private:
  std::string name_, server_, cookie_, token_;
  std::vector<std::string> proof_;  // how to sign in again
  json session_;
  std::unique_ptr<http::Client> client_ = std::make_unique<http::Client>();  // so that a client can be handed over
};

}  // namespace opencarnet::support
