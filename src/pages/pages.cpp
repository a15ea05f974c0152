#include "pages/pages.h"

#include <fmt/format.h>

#include "pages/start_page.h"

namespace opencarnet::http {
std::span<const StaticFile> page_files();  // made at build by tools/embed_files.py
}

namespace opencarnet::pages {
namespace {

/// Nothing from elsewhere, no framing, and no script but the start page's own file, which makes no markup from text.
/// Pages are public: the edge adds what every answer carries.
constexpr std::string_view policy =
    "default-src 'none'; {}style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors "
    "'none'";
constexpr std::string_view own_script = "script-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'; ";

const http::StaticFile& needed(const http::StaticFiles& files, std::string_view path) {
  const auto* file = files.find(path);
  if (file == nullptr) throw std::logic_error{fmt::format("{} is not embedded", path)};
  return *file;
}

/// What only the start page contains is no page of its own.
bool is_part(std::string_view path) { return path == "/start/index.html" || path == "/start/crossing.svg"; }

}  // namespace

Pages::Pages(DemoWorld demo) : demo_{std::move(demo)}, files_{http::page_files()} {}

std::optional<http::Response> Pages::serve(const http::Request& request) const {
  std::optional<http::Response> response;
  if (request.path == "/") {
    response = start(request);
  } else if (!is_part(request.path)) {
    auto asked = request;
    const bool docs = request.path == "/api/docs" || request.path.starts_with("/api/docs/");
    if (request.path == "/favicon.ico") asked.path = "/start/icon.svg";
    if (request.path == "/api/docs" || request.path == "/api/docs/") asked.path = "/api/docs/index.html";
    if (docs && !asked.path.ends_with(".html")) asked.path += ".html";
    response = files_.serve(asked);
  }
  if (response)
    response->headers.emplace_back("Content-Security-Policy",
                                   fmt::format(policy, request.path == "/" ? own_script : std::string_view{}));
  return response;
}

http::Response Pages::start(const http::Request& request) const {
  const Words words{Words::choose(request.header("accept-language").value_or(""), request.query)};
  const StartFiles files{needed(files_, "/start/index.html").body, needed(files_, "/start/icon.svg").body,
                         needed(files_, "/start/crossing.svg").body};
  auto html = start_page(files, words, addresses_at(request.header("host").value_or(""), request.secure),
                         demo_ ? demo_() : nlohmann::json{});
  auto response = http::made_page(request, "text/html; charset=utf-8", std::move(html));
  response.headers.emplace_back("Content-Language", words.language());
  response.headers.emplace_back("Vary", "Accept-Language");
  return response;
}

}  // namespace opencarnet::pages
