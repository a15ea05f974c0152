// Files served from memory, embedded at build (cmake/embed.cmake).
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

#include "http/server.h"

namespace opencarnet::http {

struct StaticFile {
  std::string_view path;          // "/start/style.css"
  std::string_view content_type;  // with charset where it is text
  std::string_view etag;          // quoted, of the plain bytes
  bool immutable = false;         // its name holds a hash of its bytes
  std::string_view body;
  std::string_view gzip;    // empty where compressing gains nothing
  std::string_view brotli;  // empty where the build left none beside the file
};

/// Looks paths up; the bytes must outlive it (embedded ones do).
class StaticFiles {
 public:
  explicit StaticFiles(std::span<const StaticFile> files);
  [[nodiscard]] const StaticFile* find(std::string_view path) const;
  /// None where there is no such file; 304 for a matching If-None-Match; 405 for anything but GET and HEAD.
  /// Names with a hash may be kept for ever, all others are asked for again each time. The coding is what the client
  /// likes best; of equals brotli, then gzip.
  [[nodiscard]] std::optional<Response> serve(const Request& request) const;
  /// The same for a file that stands at another path than the one asked for.
  [[nodiscard]] std::optional<Response> serve(const Request& request, std::string_view path) const;

 private:
  std::unordered_map<std::string_view, const StaticFile*> by_path_;
};

/// Whether If-None-Match names this ETag, strong or weak.
[[nodiscard]] bool already_has(const Request& request, std::string_view etag);

/// An answer of `body` made for this request: ETag of the bytes, 304 when the client has them, gzip where it helps.
[[nodiscard]] Response made_page(const Request& request, std::string_view content_type, std::string body);

}  // namespace opencarnet::http
