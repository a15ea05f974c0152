// A kept-alive HTTP/1.1 connection that costs next to nothing, so that what is measured is the server.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace opencarnet::bench {

struct Reply {
  int status = 0;
  std::string head, body;
  [[nodiscard]] std::string header(std::string_view name) const;  // empty: not there
};

class Connection {
 public:
  explicit Connection(int port);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Throws std::runtime_error where the connection breaks.
  Reply ask(std::string_view method, std::string_view path, std::string_view headers, std::string_view body);

 private:
  void connect();
  void reconnect_if_closed();
  void send(std::string_view text);
  void receive();  // more bytes into buffer_
  int port_ = 0, socket_ = -1;
  std::string host_, buffer_;
};

}  // namespace opencarnet::bench
