#include "http/static_files.h"

#include <zlib.h>

#include <stdexcept>

#include <fmt/format.h>

#include "http/request_head.h"

namespace opencarnet::http {
namespace {

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// Every element of a comma-separated header, over all its lines.
template <class Visit>
void for_each_element(const Request& request, std::string_view name, const Visit& visit) {
  for (const auto& [known, value] : request.headers) {
    if (!same_name(known, name)) continue;
    for (std::string_view rest = value; !rest.empty();) {
      const auto comma = std::min(rest.find(','), rest.size());
      visit(trimmed(rest.substr(0, comma)));
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
}

// "q=0.5" in thousandths; what cannot be read counts as refused.
int weight_of(std::string_view parameter) {
  if (parameter.empty()) return 1000;
  if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) return 0;
  int weight = 0, place = 1000;
  for (const char c : parameter.substr(2)) {
    if (c == '.') continue;
    if (c < '0' || c > '9' || place == 0) return 0;
    weight += (c - '0') * place;
    place /= 10;
  }
  return std::min(weight, 1000);
}

/// How gladly the client takes this coding, 0 (not at all) to 1000; what it does not name it does not take.
int taste_for(const Request& request, std::string_view coding) {
  int taste = 0;
  for_each_element(request, "accept-encoding", [&](std::string_view one) {
    const auto semicolon = std::min(one.find(';'), one.size());
    if (!same_name(trimmed(one.substr(0, semicolon)), coding)) return;
    taste = weight_of(trimmed(one.substr(std::min(semicolon + 1, one.size()))));
  });
  return taste;
}

bool takes_gzip(const Request& request) { return taste_for(request, "gzip") > 0; }

std::string zipped(std::string_view plain) {
  z_stream stream{};
  if (deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::runtime_error{"gzip"};
  std::string bytes(deflateBound(&stream, plain.size()), '\0');
  std::string input{plain};
  static_assert(sizeof(Bytef) == 1);
  void* in = input.data();
  void* out = bytes.data();
  stream.next_in = static_cast<Bytef*>(in);
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = static_cast<Bytef*>(out);
  stream.avail_out = static_cast<uInt>(bytes.size());
  deflate(&stream, Z_FINISH);
  bytes.resize(stream.total_out);
  deflateEnd(&stream);
  return bytes;
}

Response method_not_allowed() {
  return {.status = 405,
          .headers = {{"Allow", "GET, HEAD"}, {"Content-Type", "text/plain; charset=utf-8"}},
          .body = "405 Method Not Allowed\n"};
}

bool reads(const Request& request) { return request.method == "GET" || request.method == "HEAD"; }

}  // namespace

bool already_has(const Request& request, std::string_view etag) {
  bool found = false;
  if (etag.starts_with("W/")) etag.remove_prefix(2);
  for_each_element(request, "if-none-match", [&](std::string_view one) {
    if (one.starts_with("W/")) one.remove_prefix(2);
    found = found || one == "*" || one == etag;
  });
  return found;
}

StaticFiles::StaticFiles(std::span<const StaticFile> files) {
  for (const auto& file : files) {
    if (!by_path_.emplace(file.path, &file).second) throw std::logic_error{fmt::format("two files at {}", file.path)};
  }
}

const StaticFile* StaticFiles::find(std::string_view path) const {
  const auto found = by_path_.find(path);
  return found == by_path_.end() ? nullptr : found->second;
}

std::optional<Response> StaticFiles::serve(const Request& request) const { return serve(request, request.path); }

std::optional<Response> StaticFiles::serve(const Request& request, std::string_view path) const {
  const auto* file = find(path);
  if (file == nullptr) return std::nullopt;
  if (!reads(request)) return method_not_allowed();
  Response response;
  response.headers = {{"ETag", std::string{file->etag}},
                      {"Cache-Control", file->immutable ? "public, max-age=31536000, immutable" : "no-cache"},
                      {"Vary", "Accept-Encoding"}};
  if (already_has(request, file->etag)) {
    response.status = 304;
    return response;
  }
  response.headers.emplace_back("Content-Type", file->content_type);
  const auto brotli = file->brotli.empty() ? 0 : taste_for(request, "br");
  const auto gzip = file->gzip.empty() ? 0 : taste_for(request, "gzip");
  if (brotli > 0 && brotli >= gzip) {
    response.headers.emplace_back("Content-Encoding", "br");
    response.body = file->brotli;
  } else if (gzip > 0) {
    response.headers.emplace_back("Content-Encoding", "gzip");
    response.body = file->gzip;
  } else {
    response.body = file->body;
  }
  return response;
}

Response made_page(const Request& request, std::string_view content_type, std::string body) {
  if (!reads(request)) return method_not_allowed();
  Response response;
  // Not a secret and nobody's proof: only "the same page as before".
  const auto etag = fmt::format("\"{:x}-{:x}\"", std::hash<std::string>{}(body), body.size());
  response.headers = {{"ETag", etag}, {"Cache-Control", "no-cache"}, {"Vary", "Accept-Encoding"}};
  if (already_has(request, etag)) {
    response.status = 304;
    return response;
  }
  response.headers.emplace_back("Content-Type", content_type);
  const bool gzip = body.size() > 1024 && takes_gzip(request);
  if (gzip) response.headers.emplace_back("Content-Encoding", "gzip");
  response.body = gzip ? zipped(body) : std::move(body);
  return response;
}

}  // namespace opencarnet::http
