// The one door to HTTP/1.1 (RESTinio inside, in one source). Knows nothing of JSON, sessions or rules.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace opencarnet::http {

struct Request {
  std::string method;   // "GET"
  std::string path;     // decoded once, without the query
  std::string query;    // raw, without '?'
  std::vector<std::pair<std::string, std::string>> headers;  // as received
  std::string body;
  std::string source;   // the peer's address (or the last trusted proxy's client)
  [[nodiscard]] std::optional<std::string> header(std::string_view name) const;  // case-insensitive; none if twice
  [[nodiscard]] std::optional<std::string> cookie(std::string_view name) const;
};

/// An open server-sent-event stream. Thread-safe; `send` after the client left does nothing and `open` says so.
class EventStream {
 public:
  virtual ~EventStream() = default;
  virtual bool open() const = 0;
  /// Frames of one event; `id` goes to Last-Event-ID. A client that reads too slowly (1 MiB waiting) is closed.
  virtual void send(std::string_view id, std::string_view event, std::string_view data) = 0;
  virtual void comment(std::string_view text) = 0;  // keep-alive
  virtual void close() = 0;
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  /// When set, the answer is a stream: called once, on a worker, after the headers are sent.
  std::function<void(std::shared_ptr<EventStream>)> stream;
};

struct ServerConfig {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one, see Server::port
  int io_threads = 2;
  int workers = 8;
  std::size_t max_body = 8u << 20;         // larger: 413 without reading the rest
  std::size_t max_waiting = 1024;          // requests waiting for a worker; more: 503 with Retry-After
};

/// Called on a worker thread; must not throw.
using Handler = std::function<Response(Request&)>;
/// Decides per request before the body is read what may come: the largest body in bytes for this method and path.
using BodyLimit = std::function<std::size_t(std::string_view method, std::string_view path)>;

class Server {
 public:
  Server(ServerConfig config, Handler handler, BodyLimit limit);
  ~Server();
  void start();
  [[nodiscard]] std::uint16_t port() const;
  /// Stops taking connections, lets running requests end (at most `grace`), closes streams.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace opencarnet::http
