// What browsers tell of breaches of our content security policy (S5): counted and logged, kept nowhere.
#pragma once
#include <chrono>
#include <cstddef>
#include <mutex>
#include <optional>
#include <string_view>

#include "http/server.h"
#include "runtime/metrics.h"

namespace opencarnet::apps {

class CspReports {
 public:
  static constexpr std::string_view path = "/csp-reports";
  static constexpr std::size_t largest_body = std::size_t{16} << 10;
  static constexpr int most_lines_a_minute = 30;  // anybody may send reports; the log stays readable

  CspReports();
  /// Answers at its path alone: 204 for a report, in the form of either generation of browsers. Each breach counts in
  /// `opencarnet_csp_reports` and is logged with its directive and the address that was blocked, without its query.
  [[nodiscard]] std::optional<http::Response> take(const http::Request& request);

 private:
  [[nodiscard]] bool may_log();

  runtime::Counter& count_;
  std::mutex mutex_;
  std::chrono::steady_clock::time_point minute_{};
  int lines_ = 0;
};

}  // namespace opencarnet::apps
