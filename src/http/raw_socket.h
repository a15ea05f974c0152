// A plain TCP client for tests: says exactly the bytes it is told to.
#pragma once
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace opencarnet::http {

class RawSocket {
 public:
  explicit RawSocket(std::uint16_t port, int receive_buffer = 0) : handle_{::socket(AF_INET, SOCK_STREAM, 0)} {
    if (receive_buffer > 0) ::setsockopt(handle_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const void* plain = &address;
    if (::connect(handle_, static_cast<const sockaddr*>(plain), sizeof address) != 0) {
      ::close(handle_);
      throw std::runtime_error{"cannot connect"};
    }
  }
  ~RawSocket() {
    if (handle_ >= 0) ::close(handle_);
  }
  RawSocket(RawSocket&& other) noexcept : handle_{std::exchange(other.handle_, -1)}, got_{std::move(other.got_)} {}
  RawSocket& operator=(RawSocket&&) = delete;

  /// False when the server closed before all was taken.
  bool say(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto sent = ::send(handle_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
  }
  void end_saying() const { ::shutdown(handle_, SHUT_WR); }

  /// Reads until `until` was seen (it is included) or the server closes or the time is over.
  std::string hear(std::string_view until, std::chrono::milliseconds most = std::chrono::seconds{5}) {
    const auto limit = std::chrono::steady_clock::now() + most;
    while (true) {
      if (const auto at = got_.find(until); !until.empty() && at != got_.npos) {
        auto heard = got_.substr(0, at + until.size());
        got_.erase(0, at + until.size());
        return heard;
      }
      if (!more(limit)) return std::exchange(got_, {});
    }
  }
  /// Everything until the server closes.
  std::string hear_all(std::chrono::milliseconds most = std::chrono::seconds{5}) { return hear("", most); }
  /// One answer with its counted body.
  std::string hear_answer(std::chrono::milliseconds most = std::chrono::seconds{5}) {
    auto answer = hear("\r\n\r\n", most);
    const auto at = answer.find("Content-Length: ");
    if (at == answer.npos) return answer;
    const auto length = std::stoul(answer.substr(at + 16));
    const auto limit = std::chrono::steady_clock::now() + most;
    while (got_.size() < length && more(limit)) {
    }
    answer += got_.substr(0, length);
    got_.erase(0, length);
    return answer;
  }
  [[nodiscard]] bool closed() const { return closed_; }

 private:
  bool more(std::chrono::steady_clock::time_point limit) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(limit - std::chrono::steady_clock::now());
    pollfd waiting{.fd = handle_, .events = POLLIN, .revents = 0};
    if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) return false;
    std::string bytes(65'536, '\0');
    const auto size = ::recv(handle_, bytes.data(), bytes.size(), 0);
    if (size <= 0) {
      closed_ = true;
      return false;
    }
    got_.append(bytes, 0, static_cast<std::size_t>(size));
    return true;
  }

  int handle_;
  std::string got_;
  bool closed_ = false;
};

}  // namespace opencarnet::http
