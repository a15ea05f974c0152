// The addresses outside the contract's operations: health, figures, the contract itself, public keys, the web apps, the
// start page, and browsers' reports.
#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "apps/apps.h"
#include "apps/csp_reports.h"
#include "contract/contract.h"
#include "edge/edge.h"
#include "http/server.h"
#include "pages/pages.h"
#include "platform/db.h"
#include "runtime/config.h"

namespace opencarnet::bin {

class Site {
 public:
  /// `demo` null: no /demo.json. `keys` is the public set of the signing keys.
  Site(const runtime::Config& config, const contract::Contract& contract, platform::Database& database,
       const edge::Edge& edge, const nlohmann::json& keys, const nlohmann::json& demo);

  /// None: not one of these addresses.
  [[nodiscard]] std::optional<http::Response> answer(const http::Request& request);
  /// The largest body one of these addresses takes; none for all others.
  [[nodiscard]] static std::optional<std::size_t> body_limit(std::string_view path);
  /// From now on /readyz says no, so that a balancer sends nothing new.
  void stopping() { stopping_ = true; }

 private:
  [[nodiscard]] std::optional<http::Response> data(const http::Request& request);
  [[nodiscard]] http::Response ready() const;
  [[nodiscard]] http::Response figures(const http::Request& request) const;
  [[nodiscard]] http::Response document(const std::string& text, const http::Request& request) const;

  const runtime::Config& config_;
  const bool https_;  // the site is only reached by TLS, whatever the proxy says of a request
  platform::Database& database_;
  const edge::Edge& edge_;
  pages::Pages pages_;
  apps::Apps apps_;
  apps::CspReports reports_;
  std::map<std::string, std::string> documents_;  // by path
  std::atomic<bool> stopping_{false};
};

}  // namespace opencarnet::bin
