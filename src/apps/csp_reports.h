// What browsers tell of breaches of our content security policy (S5): counted and logged, kept nowhere.
#pragma once
#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string_view>

#include "base/refusal.h"
#include "http/server.h"
#include "runtime/metrics.h"

namespace opencarnet::apps {

class CspReports {
 public:
  static constexpr std::string_view path = "/csp-reports";
  static constexpr std::size_t largest_body = std::size_t{16} << 10;
  static constexpr int most_lines_a_minute = 30;  // anybody may send reports; the log stays readable

  CspReports();
  /// Takes a report in the form of either generation of browsers, at its path alone; none at any other. Each breach
  /// counts in `opencarnet_csp_reports` and is logged with its directive and the address that was blocked, without its
  /// query. Refuses another method, a larger body, another type of content and what is not JSON.
  [[nodiscard]] std::optional<Verdict> take(const http::Request& request);

 private:
  [[nodiscard]] bool may_log();

  runtime::Counter& count_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point minute_{};
  int lines_ = 0;
};

}  // namespace opencarnet::apps
