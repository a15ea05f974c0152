// Stands between the wire and the parser of a connection. Lets through only whole, unambiguous request heads; turns
// chunked bodies into counted ones; replaces what it refuses by a request that names the status, so that the answer
// takes its place behind the answers of the requests before it. No sockets here.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "http/request_head.h"

namespace opencarnet::http {

class Guard {
 public:
  using Limit = std::function<std::size_t(std::string_view method, std::string_view path)>;
  explicit Guard(const Limit& limit) : limit_{limit} {}

  /// Takes bytes from the wire; what the parser may read is appended to `ready`.
  void feed(std::string_view bytes);
  /// Ends the connection's requests: whatever is unread is dropped and the status answered. Not within a counted body.
  void refuse(int status);

  std::string ready;
  /// True once refused; no byte after that means anything.
  [[nodiscard]] bool refused() const { return phase_ == Phase::refused; }
  /// Some, but not all, of a request has come.
  [[nodiscard]] bool within_message() const;
  /// The parser has seen the head and waits for the rest: too late to refuse with an answer.
  [[nodiscard]] bool handed_over() const { return phase_ == Phase::body; }
  /// Past the head: bytes must keep moving, but may take their time.
  [[nodiscard]] bool within_body() const { return phase_ != Phase::head && phase_ != Phase::refused; }
  [[nodiscard]] std::uint64_t completed() const { return completed_; }
  [[nodiscard]] std::uint64_t bytes_taken() const { return bytes_taken_; }
  /// True once for a head that waits for "100 Continue".
  [[nodiscard]] bool take_continue();

 private:
  enum class Phase { head, body, chunk_size, chunk_data, chunk_end, trailers, refused };
  bool step();
  bool take_head();
  bool take_body();
  bool take_chunk_size();
  bool take_chunk_data();
  bool take_chunk_end();
  bool take_trailer();
  void hand_over_chunked();
  [[nodiscard]] std::string_view waiting() const { return std::string_view{wire_}.substr(used_); }
  /// A line without its CRLF; `used_` moves behind it. False when it is not complete or refused.
  bool take_line(std::string_view& line, std::size_t longest);

  const Limit& limit_;
  Phase phase_ = Phase::head;
  std::string wire_;
  std::size_t used_ = 0, searched_ = 0;
  std::uint64_t left_ = 0, completed_ = 0, bytes_taken_ = 0;
  std::size_t body_limit_ = 0, trailer_bytes_ = 0;
  bool continue_ = false;
  RequestHead head_;       // of the chunked message being collected
  std::string collected_;  // its body
};

}  // namespace opencarnet::http
