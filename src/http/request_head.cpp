#include "http/request_head.h"

#include <algorithm>
#include <array>

namespace opencarnet::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool token(std::string_view text) {
  static constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || marks.find(c) != marks.npos;
  });
}

int hex(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates.
bool utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t more = lead < 0x80   ? 0
                             : lead < 0xC2 ? 9
                             : lead < 0xE0 ? 1
                             : lead < 0xF0 ? 2
                             : lead < 0xF5 ? 3
                                           : 9;
    if (more == 9 || i + more >= text.size()) return false;
    for (std::size_t k = 1; k <= more; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0) != 0x80) return false;
    }
    const auto second = more > 0 ? static_cast<unsigned char>(text[i + 1]) : 0;
    if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) || (lead == 0xF0 && second < 0x90) ||
        (lead == 0xF4 && second > 0x8F)) {
      return false;
    }
    i += more + 1;
  }
  return true;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

/// 0 when the line was understood, else the status.
int read_request_line(std::string_view line, RequestHead& head) {
  static constexpr std::array<std::string_view, 7> known{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  const auto first = line.find(' '), last = line.rfind(' ');
  if (first == line.npos || first == last) return 400;
  const auto method = line.substr(0, first), target = line.substr(first + 1, last - first - 1);
  const auto version = line.substr(last + 1);
  if (!token(method) || version.size() != 8 || !version.starts_with("HTTP/")) return 400;
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return 505;
  if (std::ranges::find(known, method) == known.end()) return 501;
  if (target.size() > max_target_bytes) return 414;
  const bool visible = std::ranges::all_of(target, [](char c) { return c > ' ' && c < '\x7f' && c != '#'; });
  const bool everything = target == "*" && method == "OPTIONS";
  if (!visible || target.empty() || (target.front() != '/' && !everything)) return 400;
  const auto mark = target.find('?');
  auto path = decode_path(target.substr(0, mark));
  if (!path) return 400;
  head.method = method;
  head.target = target;
  head.path = std::move(*path);
  head.query = mark == target.npos ? "" : std::string{target.substr(mark + 1)};
  head.minor_version = version.back() - '0';
  return 0;
}

int read_header(std::string_view line, RequestHead& head) {
  const auto colon = line.find(':');
  if (colon == line.npos) return 400;
  // A space before the colon and a line that begins with one (a folded header) fail here.
  const auto name = line.substr(0, colon);
  const auto value = trim(line.substr(colon + 1));
  if (!token(name) || same_name(name, guard_header)) return 400;
  const bool clean = std::ranges::all_of(value, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte != 0x7f) || byte == '\t';
  });
  if (!clean) return 400;
  if (head.headers.size() == max_header_count) return 431;
  head.headers.emplace_back(name, value);
  return 0;
}

int read_length(std::string_view value, RequestHead& head) {
  const bool digits = std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
  if (head.content_length || value.empty() || value.size() > 18 || !digits) return 400;
  head.content_length = std::stoull(std::string{value});
  return 0;
}

/// What the headers say about framing and about whom the request is for.
int read_framing(RequestHead& head) {
  int hosts = 0;
  for (const auto& [name, value] : head.headers) {
    if (same_name(name, "host")) {
      static constexpr std::string_view never = "/\\?#@, \t";
      ++hosts;
      if (value.empty() || value.find_first_of(never) != value.npos) return 400;
    } else if (same_name(name, "content-length")) {
      if (const int status = read_length(value, head)) return status;
    } else if (same_name(name, "transfer-encoding")) {
      if (head.chunked || head.minor_version == 0) return 400;
      if (!same_name(value, "chunked")) return 501;
      head.chunked = true;
    } else if (same_name(name, "expect")) {
      if (!same_name(value, "100-continue")) return 417;
      head.expects_continue = head.minor_version == 1;
    }
  }
  if (head.chunked && head.content_length) return 400;
  if (hosts > 1 || (hosts == 0 && head.minor_version == 1)) return 400;
  return 0;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::string> decode_path(std::string_view raw) {
  std::string path;
  path.reserve(raw.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '%') {
      path += raw[i];
      continue;
    }
    if (i + 2 >= raw.size() || hex(raw[i + 1]) < 0 || hex(raw[i + 2]) < 0) return std::nullopt;
    path += static_cast<char>(hex(raw[i + 1]) * 16 + hex(raw[i + 2]));
    i += 2;
  }
  const bool control =
      std::ranges::any_of(path, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
  if (control || !utf8(path)) return std::nullopt;
  return path;
}

tl::expected<RequestHead, int> parse_head(std::string_view block) {
  RequestHead head;
  bool first = true;
  while (true) {
    const auto end = block.find('\n');
    if (end == block.npos || end == 0 || block[end - 1] != '\r') return tl::unexpected{400};
    const auto line = block.substr(0, end - 1);
    block.remove_prefix(end + 1);
    if (line.empty()) break;
    if (const int status = first ? read_request_line(line, head) : read_header(line, head)) {
      return tl::unexpected{status};
    }
    first = false;
  }
  if (first) return tl::unexpected{400};
  if (const int status = read_framing(head)) return tl::unexpected{status};
  return head;
}

}  // namespace opencarnet::http
