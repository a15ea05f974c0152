// A client of the system: its session or token, and calls that know what they expect.
#pragma once
#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "http/client.h"

namespace opencarnet::tour {

using nlohmann::json;

/// The tour stops here: the system did not answer as it must.
struct Failed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A member that must be there and be text.
[[nodiscard]] inline std::string text(const json& object, const char* member) {
  return object.at(member).get<std::string>();
}

struct Reply {
  int status = 0;
  json body;          // null where the answer is no JSON
  std::string bytes;  // as received
  std::string etag;
};

class Caller {
 public:
  /// `name` is who speaks in messages; ids of published events are added to `event_ids`.
  Caller(std::string name, std::string server, std::vector<std::string>& event_ids);

  void sign_in(std::string_view realm, const std::string& email, const std::string& password);
  void take_token(const std::string& client_id, const std::string& client_secret);

  /// Writes carry a fresh idempotency key unless one is given.
  Reply call(std::string_view method, const std::string& path, const json& body = nullptr,
             const std::string& if_match = {}, const std::string& idempotency_key = {});
  /// The answer's body; fails unless the status is one of success.
  json done(std::string_view method, const std::string& path, const json& body = nullptr,
            const std::string& if_match = {});
  /// The problem document; fails unless the system refused with this code, in the document or one of its errors.
  json refused(std::string_view code, std::string_view method, const std::string& path, const json& body = nullptr,
               const std::string& if_match = {});

  [[nodiscard]] const std::string& server() const { return server_; }
  /// Headers that prove who calls, for streams opened elsewhere.
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> credentials() const;
  [[nodiscard]] const json& session() const { return session_; }

 private:
  std::string name_, server_, cookie_, token_;
  json session_;
  http::Client client_;
  std::vector<std::string>& event_ids_;
};

}  // namespace opencarnet::tour
