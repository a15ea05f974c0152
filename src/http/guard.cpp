#include "http/guard.h"

#include <algorithm>

#include <fmt/format.h>

namespace opencarnet::http {
namespace {

/// The head as the parser shall see it: framing is ours, upgrades are not offered.
std::string written(const RequestHead& head, std::uint64_t length, bool with_length) {
  auto text = fmt::format("{} {} HTTP/1.{}\r\n", head.method, head.target, head.minor_version);
  for (const auto& [name, value] : head.headers) {
    const bool ours = same_name(name, "content-length") || same_name(name, "transfer-encoding") ||
                      same_name(name, "expect") || same_name(name, "upgrade");
    if (!ours) text += fmt::format("{}: {}\r\n", name, value);
  }
  if (with_length) text += fmt::format("Content-Length: {}\r\n", length);
  if (head.minor_version == 0) text += fmt::format("{}: 1.0\r\n", guard_header);
  return text + "\r\n";
}

}  // namespace

void Guard::feed(std::string_view bytes) {
  if (refused()) return;
  bytes_taken_ += bytes.size();
  wire_ += bytes;
  while (step()) {
  }
  wire_.erase(0, used_);
  searched_ -= std::min(searched_, used_);
  used_ = 0;
  if (wire_.empty() && wire_.capacity() > 4096) wire_.shrink_to_fit();
}

bool Guard::step() {
  switch (phase_) {
    case Phase::head:
      return take_head();
    case Phase::body:
      return take_body();
    case Phase::chunk_size:
      return take_chunk_size();
    case Phase::chunk_data:
      return take_chunk_data();
    case Phase::chunk_end:
      return take_chunk_end();
    case Phase::trailers:
      return take_trailer();
    case Phase::refused:
      return false;
  }
  return false;
}

bool Guard::within_message() const {
  return phase_ != Phase::refused && (phase_ != Phase::head || used_ < wire_.size());
}

void Guard::refuse(int status) {
  phase_ = Phase::refused;
  wire_.clear();
  used_ = searched_ = 0;
  collected_.clear();
  ++completed_;
  ready += fmt::format("GET / HTTP/1.1\r\nHost: refused\r\nConnection: close\r\n{}: {}\r\n\r\n", guard_header, status);
}

bool Guard::take_continue() { return std::exchange(continue_, false); }

bool Guard::take_head() {
  // Empty lines before a request are allowed (RFC 9112 §2.2); they cost nothing and mean nothing.
  while (waiting().starts_with("\r\n")) used_ += 2;
  if (waiting().empty() || waiting() == "\r") return false;
  const auto from = std::max(searched_, used_ + 3) - 3;
  const auto end = wire_.find("\r\n\r\n", from);
  const auto size = end == wire_.npos ? wire_.size() - used_ : end + 4 - used_;
  if (size > max_head_bytes) {
    const bool long_target = waiting().find('\n') > max_target_bytes;
    return refuse(long_target ? 414 : 431), false;
  }
  if (end == wire_.npos) {
    searched_ = wire_.size();
    // Bare line feeds would never end a head here: say so at once rather than wait for the time limit.
    const auto feed = waiting().find('\n');
    if (feed != waiting().npos && (feed == 0 || waiting()[feed - 1] != '\r')) refuse(400);
    return false;
  }
  auto head = parse_head(waiting().substr(0, size));
  if (!head) return refuse(head.error()), false;
  used_ += size;
  body_limit_ = limit_(head->method, head->path);
  if (head->content_length.value_or(0) > body_limit_) return refuse(413), false;
  continue_ = head->expects_continue && (head->chunked || head->content_length.value_or(0) > 0);
  if (head->chunked) {
    head_ = std::move(*head);
    collected_.clear();
    trailer_bytes_ = 0;
    phase_ = Phase::chunk_size;
    return true;
  }
  left_ = head->content_length.value_or(0);
  ready += written(*head, left_, head->content_length.has_value());
  if (left_ == 0) {
    ++completed_;
  } else {
    phase_ = Phase::body;
  }
  return true;
}

bool Guard::take_body() {
  const auto part = waiting().substr(0, std::min<std::uint64_t>(left_, waiting().size()));
  ready += part;
  used_ += part.size();
  left_ -= part.size();
  if (left_ > 0) return false;
  ++completed_;
  phase_ = Phase::head;
  return true;
}

bool Guard::take_line(std::string_view& line, std::size_t longest) {
  const auto end = waiting().find('\n');
  if (end == std::string_view::npos ? waiting().size() > longest : end > longest) return refuse(400), false;
  if (end == std::string_view::npos) return false;
  if (end == 0 || waiting()[end - 1] != '\r') return refuse(400), false;
  line = waiting().substr(0, end - 1);
  used_ += end + 1;
  return true;
}

bool Guard::take_chunk_size() {
  std::string_view line;
  if (!take_line(line, 256)) return false;
  // Extensions are ignored (RFC 9112 §7.1.1), but only well-formed ones: no control characters.
  const auto mark = std::min(line.find(';'), line.size());
  const auto digits = line.substr(0, mark);
  const bool clean = std::ranges::all_of(line.substr(mark), [](char c) { return c >= ' ' && c < '\x7f'; });
  const bool number =
      !digits.empty() && digits.size() <= 12 && digits.find_first_not_of("0123456789abcdefABCDEF") == digits.npos;
  if (!clean || !number) return refuse(400), false;
  left_ = std::stoull(std::string{digits}, nullptr, 16);
  if (collected_.size() + left_ > body_limit_) return refuse(413), false;
  phase_ = left_ == 0 ? Phase::trailers : Phase::chunk_data;
  return true;
}

bool Guard::take_chunk_data() {
  const auto part = waiting().substr(0, std::min<std::uint64_t>(left_, waiting().size()));
  collected_ += part;
  used_ += part.size();
  left_ -= part.size();
  if (left_ > 0) return false;
  phase_ = Phase::chunk_end;
  return true;
}

bool Guard::take_chunk_end() {
  std::string_view line;
  if (!take_line(line, 2)) return false;
  if (!line.empty()) return refuse(400), false;
  phase_ = Phase::chunk_size;
  return true;
}

bool Guard::take_trailer() {
  std::string_view line;
  if (!take_line(line, 4096)) return false;
  trailer_bytes_ += line.size();
  if (trailer_bytes_ > 8192) return refuse(431), false;
  if (line.empty()) hand_over_chunked();  // trailers themselves are dropped: nobody here reads them
  return true;
}

void Guard::hand_over_chunked() {
  ready += written(head_, collected_.size(), true);
  ready += collected_;
  collected_ = {};
  ++completed_;
  phase_ = Phase::head;
}

}  // namespace opencarnet::http
