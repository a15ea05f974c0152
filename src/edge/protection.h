// What every answer carries so that a browser does not help an attacker (quality.md S5).
#pragma once
#include <set>
#include <string>

#include "http/server.h"

namespace opencarnet::edge {

enum class Surface {
  api,  // data: nothing may be loaded, framed or kept
  page  // our own pages: scripts, styles and pictures of this origin only
};

/// Adds what the response does not already say. `https`: the site is only ever reached by TLS (then HSTS).
void protect(http::Response& response, Surface surface, bool https);

/// Whether a change may come from where its Origin header says. No header: yes for machines, no for a cookie.
/// `origins` are the sites' own ("https://portal.example"); empty means the host the request itself was sent to. At the
/// host of one site another of them is a stranger too: a hole in the wallet opens nothing in the portal. All of them
/// may where the host is none of theirs, as behind a proxy that names us otherwise.
[[nodiscard]] bool origin_allowed(const http::Request& request, bool by_cookie, const std::set<std::string>& origins);

}  // namespace opencarnet::edge
