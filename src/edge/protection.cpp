#include "edge/protection.h"

#include <algorithm>

namespace opencarnet::edge {
namespace {

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
           return lower(x) == lower(y);
         });
}

}  // namespace

void protect(http::Response& response, Surface surface, bool https) {
  const auto add = [&](const char* name, const char* value) {
    for (const auto& [known, unused] : response.headers)
      if (same_name(known, name)) return;
    response.headers.emplace_back(name, value);
  };
  // What a 304 says replaces what the browser keeps with the page: a page goes with the policy, and the nonce, it came
  // with.
  const bool has_content = response.status != 304;
  if (surface == Surface::api) {
    if (has_content)
      add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    add("Cache-Control", "no-store");
  } else {
    if (has_content)
      add("Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
          "connect-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
          "require-trusted-types-for 'script'");
  }
  add("Cross-Origin-Opener-Policy", "same-origin");
  add("X-Content-Type-Options", "nosniff");
  add("Referrer-Policy", "no-referrer");
  add("Cross-Origin-Resource-Policy", "same-origin");
  add("X-Frame-Options", "DENY");
  add("Permissions-Policy", "geolocation=(), microphone=(), payment=(), usb=()");
  if (https) add("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
}

bool origin_allowed(const http::Request& request, bool by_cookie, const std::set<std::string>& origins) {
  const auto count = std::count_if(request.headers.begin(), request.headers.end(),
                                   [](const auto& header) { return same_name(header.first, "origin"); });
  if (count == 0) return !by_cookie;
  const auto origin = request.header("origin");
  if (!origin) return false;  // twice
  const auto host = request.header("host").value_or("");
  const bool own = *origin == "http://" + host || *origin == "https://" + host;
  if (origins.empty()) return own;
  const bool host_is_a_site = origins.contains("http://" + host) || origins.contains("https://" + host);
  return origins.contains(*origin) && (own || !host_is_a_site);
}

}  // namespace opencarnet::edge
