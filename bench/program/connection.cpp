#include "program/connection.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstring>
#include <stdexcept>

namespace opencarnet::bench {

std::string Reply::header(std::string_view name) const {
  const auto line = fmt::format("\r\n{}: ", name);
  const auto begin = head.find(line);
  if (begin == std::string::npos) return {};
  const auto value = begin + line.size();
  return head.substr(value, head.find("\r\n", value) - value);
}

Connection::Connection(int port) : port_(port), host_(fmt::format("localhost:{}", port)) { connect(); }

Connection::~Connection() { ::close(socket_); }

void Connection::connect() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port_));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  sockaddr plain{};
  static_assert(sizeof plain == sizeof address);
  std::memcpy(&plain, &address, sizeof plain);
  const int on = 1;
  if (socket_ < 0 || ::connect(socket_, &plain, sizeof plain) != 0)
    throw std::runtime_error(fmt::format("nobody answers on port {}", port_));
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

// A server closes what was silent for long; a browser would begin anew without a word.
void Connection::reconnect_if_closed() {
  char byte = 0;
  if (::recv(socket_, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0) connect();
}

void Connection::send(std::string_view text) {
  while (!text.empty()) {
    const auto sent = ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent <= 0) throw std::runtime_error("the server closed the connection");
    text.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void Connection::receive() {
  std::array<char, 16384> bytes{};
  const auto count = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (count <= 0) throw std::runtime_error("the server closed the connection");
  buffer_.append(bytes.data(), static_cast<std::size_t>(count));
}

Reply Connection::ask(std::string_view method, std::string_view path, std::string_view headers, std::string_view body) {
  auto request = fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\n{}", method, path, host_, headers);
  if (!body.empty()) request += fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n", body.size());
  request += "\r\n";
  request += body;
  reconnect_if_closed();
  send(request);

  Reply reply;
  auto end = buffer_.find("\r\n\r\n");
  while (end == std::string::npos) {
    receive();
    end = buffer_.find("\r\n\r\n");
  }
  reply.head = buffer_.substr(0, end + 2);
  buffer_.erase(0, end + 4);
  std::from_chars(reply.head.data() + std::strlen("HTTP/1.1 "), reply.head.data() + reply.head.size(), reply.status);
  std::size_t length = 0;
  auto stated = reply.header("Content-Length");
  if (stated.empty()) stated = reply.header("content-length");
  std::from_chars(stated.data(), stated.data() + stated.size(), length);
  while (buffer_.size() < length) receive();
  reply.body = buffer_.substr(0, length);
  buffer_.erase(0, length);
  return reply;
}

}  // namespace opencarnet::bench
