#include "runtime/metrics.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "runtime/incident.h"
#include "runtime/log.h"

namespace opencarnet::runtime {
namespace {

TEST(Metrics, Counters_gauges_and_histograms_are_written_as_Prometheus_reads_them) {
  Metrics all;
  all.count_request("customs.scan_code", 200, 0.003);
  all.count_request("customs.scan_code", 200, 0.2);
  all.count_request("customs.scan_code", 409, 20);
  all.gauge("opencarnet_outbox_waiting", "Messages not delivered yet", [] { return 7.0; });
  all.counter("odd", "Odd \"labels\"", {{"a", "x\"y\\z\n"}}).add(2);
  const auto text = all.text();
  for (const auto* part : {"# TYPE opencarnet_requests_total counter\n",
                           "opencarnet_requests_total{operation=\"customs.scan_code\",status=\"200\"} 2\n",
                           "opencarnet_request_seconds_bucket{operation=\"customs.scan_code\",le=\"0.005\"} 1\n",
                           "opencarnet_request_seconds_bucket{operation=\"customs.scan_code\",le=\"10\"} 2\n",
                           "opencarnet_request_seconds_bucket{operation=\"customs.scan_code\",le=\"+Inf\"} 3\n",
                           "opencarnet_request_seconds_sum{operation=\"customs.scan_code\"} 20.203000\n",
                           "opencarnet_request_seconds_count{operation=\"customs.scan_code\"} 3\n",
                           "\nopencarnet_outbox_waiting 7\n", "odd{a=\"x\\\"y\\\\z \"} 2\n"}) {
    EXPECT_NE(text.find(part), text.npos) << part << "\n" << text;
  }
}

TEST(Metrics, Many_threads_lose_nothing) {
  Metrics all;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 1'000; ++i) all.count_request("a.b", 200, 0.001);
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_NE(all.text().find("status=\"200\"} 8000\n"), std::string::npos);
}

TEST(Incident, Numbers_are_short_readable_and_differ) {
  std::set<std::string> seen;
  for (int i = 0; i < 1'000; ++i) {
    const auto incident = new_incident();
    EXPECT_EQ(incident.size(), 9u);
    EXPECT_EQ(incident.find_first_of("01IO"), incident.npos);
    seen.insert(incident);
  }
  EXPECT_EQ(seen.size(), 1'000u);
}

TEST(Log, A_request_is_one_line_of_JSON_and_odd_bytes_do_no_harm) {
  const auto path = std::filesystem::temp_directory_path() / fmt::format("opencarnet-log-{}", ::getpid());
  open_log("info", path.string());
  log(Level::debug, "not shown");
  log(Level::info, "two\nlines \xff", {{"office", "Szohôd"}});
  log_request({.request_id = "r1",
               .operation = "customs.scan_code",
               .method = "POST",
               .status = 500,
               .ms = 1.23456,
               .actor_kind = "officer",
               .code = {},
               .incident = "7KQF-M2XA"});
  close_log();
  std::ifstream file{path};
  std::vector<nlohmann::json> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(nlohmann::json::parse(line));
  std::filesystem::remove(path);
  open_log("error");
  ASSERT_EQ(lines.size(), 2u);
  EXPECT_EQ(lines[0]["office"], "Szohôd");
  EXPECT_EQ(lines[1]["level"], "warn");
  EXPECT_EQ(lines[1]["ms"], 1.23);
  EXPECT_FALSE(lines[1].contains("code"));
}

TEST(Log, A_file_that_cannot_be_written_is_told) {
  EXPECT_THROW(open_log("info", "/proc/nowhere/all.log"), std::runtime_error);
}

}  // namespace
}  // namespace opencarnet::runtime
