#include "apps/apps.h"

#include <array>
#include <stdexcept>

#include <fmt/format.h>

#include "crypto/secrets.h"

namespace opencarnet::http {
std::span<const StaticFile> app_files();  // made at build by tools/embed_files.py
}

namespace opencarnet::apps {
namespace {

constexpr std::array<std::string_view, 2> names{"wallet", "portal"};

/// Only what comes from this host, no markup from text, and every breach is told to us (S5). {} is where styles made at
/// run time by the kit prove that they are ours.
constexpr std::string_view policy =
    "default-src 'none'; script-src 'self'; style-src 'self'{}; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; media-src 'self' blob:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default; "
    "report-uri /csp-reports";
/// The camera reads QR codes and keeps no picture; nothing else of the device is needed.
constexpr std::string_view permissions = "camera=(self), geolocation=(), microphone=(), payment=(), usb=()";

bool below(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

/// A screen of the app, as far as the server can tell: files have extensions, the server's addresses are its own.
bool could_be_a_screen(const http::Request& request) {
  if (request.method != "GET" && request.method != "HEAD") return false;
  const std::string_view path = request.path;
  for (const auto* folder : {"/api", "/oauth", "/.well-known", "/assets", "/csp-reports"})
    if (below(path, folder)) return false;
  return path.substr(path.rfind('/') + 1).find('.') == path.npos;
}

std::string filled(std::string_view page, std::string_view nonce, bool demo) {
  std::string html;
  while (true) {
    const auto mark = page.find("{{");
    html += page.substr(0, mark);
    if (mark == page.npos) return html;
    const auto end = page.find("}}", mark);
    if (end == page.npos) throw std::logic_error{"a placeholder of index.html does not end"};
    const auto name = page.substr(mark + 2, end - mark - 2);
    if (name == "nonce") {
      html += nonce;
    } else if (name == "demo") {
      html += demo ? "yes" : "no";
    } else {
      throw std::logic_error{fmt::format("index.html has the unknown placeholder {}", name)};
    }
    page.remove_prefix(end + 2);
  }
}

}  // namespace

std::optional<std::string_view> app_at(std::string_view host) {
  const auto dot = host.find('.');
  if (dot == host.npos || dot + 1 == host.size()) return std::nullopt;
  std::string label{host.substr(0, dot)};
  for (char& c : label)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (label == "wallet") return names[0];
  constexpr std::string_view country = "customs-";
  if (label == "portal" || (label.starts_with(country) && label.size() > country.size())) return names[1];
  return std::nullopt;
}

Apps::Apps(bool demo) : Apps{http::app_files(), demo} {}

Apps::Apps(std::span<const http::StaticFile> files, bool demo) : files_{files}, demo_{demo} {
  for (const auto name : names) {
    const auto* page = files_.find(fmt::format("/{}/index.html", name));
    if (page == nullptr) throw std::logic_error{fmt::format("the app {} has no index.html", name)};
    static_cast<void>(filled(page->body, "", demo_));  // its placeholders are known: better told now than to a visitor
  }
}

std::optional<http::Response> Apps::serve(const http::Request& request) const {
  const auto app = app_at(request.header("host").value_or(""));
  if (!app) return std::nullopt;
  const auto page = fmt::format("/{}/index.html", *app);
  auto file = fmt::format("/{}{}", *app, request.path);
  if (request.path == "/" || (files_.find(file) == nullptr && could_be_a_screen(request))) file = page;
  if (file == page) return index(request, *files_.find(page));
  auto response = files_.serve(request, file);
  if (!response) return std::nullopt;
  response->headers.emplace_back("Content-Security-Policy", fmt::format(policy, ""));  // workers obey their own
  response->headers.emplace_back("Permissions-Policy", permissions);
  return response;
}

// Half a kilobyte made anew each time and never compressed: it holds a secret beside text that others choose.
http::Response Apps::index(const http::Request& request, const http::StaticFile& page) const {
  if (request.method != "GET" && request.method != "HEAD")
    return {405,
            {{"Allow", "GET, HEAD"}, {"Content-Type", "text/plain; charset=utf-8"}},
            "405 Method Not Allowed\nThis is a page: open it with GET.\n",
            {}};
  // Weak: the same page, whatever its nonce. The policy counts, for it goes with the page a browser keeps.
  const auto etag =
      fmt::format("W/\"{}\"", crypto::sha256_hex(fmt::format("{}{}{}", page.body, policy, demo_)).substr(0, 24));
  http::Response response{200, {{"ETag", etag}, {"Cache-Control", "private, no-cache"}}, {}, {}};
  if (http::already_has(request, etag)) {
    response.status = 304;  // and no policy: the page at hand goes with the nonce it came with
    return response;
  }
  const auto nonce = crypto::random_token(16);
  response.headers.emplace_back("Content-Type", page.content_type);
  response.headers.emplace_back("Content-Security-Policy", fmt::format(policy, fmt::format(" 'nonce-{}'", nonce)));
  response.headers.emplace_back("Permissions-Policy", permissions);
  response.body = filled(page.body, nonce, demo_);
  return response;
}

}  // namespace opencarnet::apps
