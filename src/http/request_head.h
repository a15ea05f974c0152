// The head of a request, read strictly: what two parsers could read in two ways is refused (RFC 9112 §2.2, §5.1, §6).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tl/expected.hpp>

namespace opencarnet::http {

struct RequestHead {
  std::string method, target, path, query;  // path decoded once
  int minor_version = 1;
  std::vector<std::pair<std::string, std::string>> headers;
  std::optional<std::uint64_t> content_length;
  bool chunked = false;
  bool expects_continue = false;
};

inline constexpr std::size_t max_head_bytes = 32 * 1024, max_target_bytes = 8 * 1024, max_header_count = 100;
/// The header by which the guard tells the server which status it decided, or that the client is old ("1.0": the
/// parser keeps no version). Never accepted from outside.
inline constexpr std::string_view guard_header = "x-opencarnet-guard";

/// `block` ends with the empty line. Refuses with the status to answer: 400, 414, 417, 431, 501 or 505.
[[nodiscard]] tl::expected<RequestHead, int> parse_head(std::string_view block);

/// Percent-decoding, once; none for a broken escape, a control character or bytes that are not UTF-8.
[[nodiscard]] std::optional<std::string> decode_path(std::string_view raw);

[[nodiscard]] bool same_name(std::string_view a, std::string_view b);  // ASCII case ignored

}  // namespace opencarnet::http
