// A small HTTP client (libcurl inside): for the tour, tests over HTTP, webhooks and identity providers.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace opencarnet::http {

struct ClientRequest {
  std::string method = "GET", url{};
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};
  long timeout_ms = 30'000;
};
struct ClientResponse {
  int status = 0;
  std::multimap<std::string, std::string> headers;  // names in lower case
  std::string body;
};

/// Keeps its connection between calls; one thread at a time. Throws std::runtime_error when no answer came.
class Client {
 public:
  Client();
  ~Client();
  ClientResponse send(const ClientRequest& request);
  /// Reads a server-sent-event stream until `on_event` says stop (false) or the timeout ends it.
  void follow(const ClientRequest& request,
              const std::function<bool(std::string_view id, std::string_view event, std::string_view data)>& on_event);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace opencarnet::http
