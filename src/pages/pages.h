// The start page at "/" and the readable contract at "/api/docs", served from memory.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "http/server.h"
#include "http/static_files.h"

namespace opencarnet::pages {

/// What /demo.json says: {"accounts": [{role, country, email, password}], "clients": [{association, client_id,
/// client_secret}]}; null when there is no demo world.
using DemoWorld = std::function<nlohmann::json()>;

class Pages {
 public:
  explicit Pages(DemoWorld demo);
  /// Every answer carries the strict policy of pages without script. None for paths that are not pages.
  [[nodiscard]] std::optional<http::Response> serve(const http::Request& request) const;

 private:
  DemoWorld demo_;
  http::StaticFiles files_;
};

/// `template_text` with {{icon}}, {{picture}}, {{doors}} and {{demo}} filled; all data is escaped.
[[nodiscard]] std::string start_page(std::string_view template_text, std::string_view icon, std::string_view picture,
                                     const nlohmann::json& demo);

}  // namespace opencarnet::pages
