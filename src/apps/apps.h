// The web apps, served from memory, each under a host of its own: the wallet and the portal.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "http/server.h"
#include "http/static_files.h"

namespace opencarnet::apps {

/// Which app a Host header asks for: "wallet" at wallet.<domain>, "portal" at portal.<domain> and
/// customs-<any>.<domain>; none at every other host.
[[nodiscard]] std::optional<std::string_view> app_at(std::string_view host);

class Apps {
 public:
  /// The apps that the build made. `demo`: the pages say that this is the demo world.
  explicit Apps(bool demo);
  /// Files named "/<app>/<path below the app's address>"; throws std::logic_error where an app has no index.html.
  Apps(std::span<const http::StaticFile> files, bool demo);

  /// Files of the host's app, and its index.html, with a nonce of its own, for every address that could be one of its
  /// screens. None at other hosts, for files it does not have, and for the server's own addresses. Ask last: a screen's
  /// address is any without an extension.
  [[nodiscard]] std::optional<http::Response> serve(const http::Request& request) const;

 private:
  [[nodiscard]] http::Response index(const http::Request& request, const http::StaticFile& page) const;

  http::StaticFiles files_;
  bool demo_;
};

}  // namespace opencarnet::apps
