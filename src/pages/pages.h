// The start page at "/" and the readable contract at "/api/docs", served from memory.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "http/server.h"
#include "http/static_files.h"

namespace opencarnet::pages {

/// What /demo.json says (demo/seed.h); null when there is no demo world.
using DemoWorld = std::function<nlohmann::json()>;

class Pages {
 public:
  explicit Pages(DemoWorld demo);
  /// Every answer carries the strict policy of pages that run nothing but the start page's own script. None for paths
  /// that are not pages.
  [[nodiscard]] std::optional<http::Response> serve(const http::Request& request) const;

 private:
  [[nodiscard]] http::Response start(const http::Request& request) const;

  DemoWorld demo_;
  http::StaticFiles files_;
};

}  // namespace opencarnet::pages
