// The one door to HTTP/1.1 (RESTinio inside, in one source). Knows nothing of JSON, sessions or rules.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace opencarnet::http {

struct Request {
  std::string method;                                        // "GET"
  std::string path;                                          // decoded once, without the query
  std::string query;                                         // raw, without '?'
  std::vector<std::pair<std::string, std::string>> headers;  // as received
  std::string body;
  std::string source;   // the peer's address (or the client a trusted proxy names)
  bool secure = false;  // a trusted proxy says that the client spoke https
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
  std::vector<std::pair<std::string, std::string>> headers{};
  std::string body{};
  /// When set, the answer is a stream: called once, on a worker, after the headers are sent.
  std::function<void(std::shared_ptr<EventStream>)> stream{};
};

/// Makes the answer to a request that never reaches the handler (400, 408, 413, 414, 417, 431, 500, 501, 503, 505).
/// Called on any thread, must be quick and must not throw.
using RefusalAnswer = std::function<Response(int status)>;

struct ServerConfig {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free one, see Server::port
  int io_threads = 2;
  int workers = 8;
  std::size_t max_body = 8u << 20;  // an upper bound on whatever BodyLimit says; larger: 413 without reading the rest
  std::size_t max_waiting = 1024;   // requests waiting for a worker; more: 503 with Retry-After
  std::size_t max_connections = 8192;         // or what the limit of open files allows; more wait in the listen queue
  std::size_t max_stream_backlog = 1u << 20;  // bytes a slow reader of a stream may leave waiting before it is closed
  /// A request head must be complete within twice this, and a body must move by 1 KiB a second on average over it.
  std::chrono::milliseconds patience{5'000};
  std::chrono::milliseconds grace{10'000};     // how long `stop` waits for running requests
  std::vector<std::string> trusted_proxies{};  // addresses whose X-Forwarded-For and X-Forwarded-Proto count
  RefusalAnswer refusal{};                     // none: a line of text
};

/// Called on a worker thread; must not throw (a throw answers 500). Requests of one connection come one after another.
/// HEAD arrives as HEAD: answer as for GET, the body is counted and not sent.
using Handler = std::function<Response(Request&)>;
/// Decides before the body is read what may come: the largest body in bytes for this method and (decoded) path.
using BodyLimit = std::function<std::size_t(std::string_view method, std::string_view path)>;

/// What reaches the handler is well formed: one Host, no folded or doubled framing headers, a path that is UTF-8
/// without control characters, the whole body. Everything else is refused here, before the parser sees it.
class Server {
 public:
  Server(ServerConfig config, Handler handler, BodyLimit limit);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  /// Throws std::runtime_error when the address cannot be had.
  void start();
  [[nodiscard]] std::uint16_t port() const;
  /// Stops taking connections, lets running requests end (at most `grace`), closes streams. Safe to call twice.
  void stop();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace opencarnet::http
