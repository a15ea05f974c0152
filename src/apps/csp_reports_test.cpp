#include "apps/csp_reports.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <unistd.h>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "runtime/log.h"

namespace opencarnet::apps {
namespace {

constexpr auto level_2 = "application/csp-report", reporting_api = "application/reports+json";

class CspReportsTest : public testing::Test {
 protected:
  CspReportsTest() { runtime::open_log("warn", file_); }
  ~CspReportsTest() override {
    runtime::close_log();
    std::filesystem::remove(file_);
  }

  /// Nothing when the report was taken, else the code of the refusal.
  [[nodiscard]] std::string refusal_of(std::string body, const std::string& type = level_2,
                                       const std::string& method = "POST") {
    http::Request request;
    request.method = method;
    request.path = "/csp-reports";
    request.headers.emplace_back("Content-Type", type);
    request.body = std::move(body);
    const auto verdict = reports_.take(request).value();
    return verdict ? "" : std::string{name(verdict.error().code)};
  }
  [[nodiscard]] std::string logged() const {
    runtime::close_log();
    std::ifstream log{file_};
    std::stringstream text;
    text << log.rdbuf();
    return text.str();
  }
  [[nodiscard]] std::uint64_t counted() const {
    return runtime::metrics().counter("opencarnet_csp_reports", "").value() - before_;
  }

  const std::string file_ =
      (std::filesystem::temp_directory_path() / fmt::format("opencarnet-csp-{}.log", ::getpid())).string();
  const std::uint64_t before_ = runtime::metrics().counter("opencarnet_csp_reports", "").value();
  CspReports reports_;
};

std::string report(const std::string& directive, const std::string& blocked) {
  return nlohmann::json{{"csp-report",
                         {{"document-uri", "http://wallet.localhost/carnets?secret=document"},
                          {"violated-directive", directive},
                          {"blocked-uri", blocked},
                          {"script-sample", "sample-of-script"}}}}
      .dump();
}

TEST_F(CspReportsTest, S5_a_breach_is_counted_and_logged_by_directive_and_address_alone) {
  EXPECT_EQ(refusal_of(report("img-src", "https://evil.example/p.png?pin=1234#x")), "");
  EXPECT_EQ(counted(), 1u);
  const auto line = nlohmann::json::parse(logged());
  EXPECT_EQ(line.at("level"), "warn");
  EXPECT_EQ(line.at("directive"), "img-src");
  EXPECT_EQ(line.at("blocked"), "https://evil.example/p.png");
  for (const auto* secret : {"secret", "1234", "sample-of-script"})
    EXPECT_EQ(line.dump().find(secret), std::string::npos) << secret;
}

TEST_F(CspReportsTest, S5_reports_of_newer_browsers_come_several_at_once) {
  EXPECT_EQ(refusal_of(R"([
    {"type": "csp-violation", "body": {"effectiveDirective": "script-src-elem", "blockedURL": "inline"}},
    {"type": "deprecation", "body": {"id": "x"}},
    {"type": "csp-violation", "body": {"effectiveDirective": "connect-src", "blockedURL": "https://a.example/"}}])",
                       "application/reports+json; charset=utf-8"),
            "");
  EXPECT_EQ(counted(), 2u);
  const auto log = logged();
  EXPECT_NE(log.find("script-src-elem"), log.npos);
  EXPECT_NE(log.find("https://a.example/"), log.npos);
}

TEST_F(CspReportsTest, S11_what_stands_in_an_address_and_is_secret_is_not_logged) {
  EXPECT_EQ(refusal_of(report("connect-src", "https://user:word@a.example/x@y")), "");
  EXPECT_EQ(refusal_of(report("img-src", "data:image/png;base64,AAAA")), "");
  EXPECT_EQ(refusal_of(report("style-src 'self' https://long.example", std::string(5'000, 'x'))), "");
  EXPECT_EQ(refusal_of(report("<script>\n", "inline")), "");
  const auto log = logged();
  EXPECT_EQ(log.find("word"), log.npos);
  EXPECT_NE(log.find("https://a.example/x@y"), log.npos);
  EXPECT_EQ(log.find("base64"), log.npos);
  EXPECT_EQ(log.find("long.example"), log.npos);
  EXPECT_EQ(log.find(std::string(201, 'x')), log.npos);
  EXPECT_NE(log.find("unknown"), log.npos);
}

TEST_F(CspReportsTest, What_is_no_report_is_refused_and_not_counted) {
  for (const auto* body : {"", "{", "7", "\"csp-report\"", "\xff"})
    EXPECT_EQ(refusal_of(body), "malformed_json") << body;
  EXPECT_EQ(refusal_of(std::string(10'000, '[')), "malformed_json") << "deep";
  EXPECT_EQ(refusal_of(report("img-src", "inline"), "application/json"), "unsupported_media_type");
  EXPECT_EQ(refusal_of(report("img-src", "inline"), "text/html"), "unsupported_media_type");
  EXPECT_EQ(refusal_of(report("img-src", std::string(17'000, 'x'))), "content_too_large");
  EXPECT_EQ(refusal_of("", level_2, "GET"), "method_not_allowed");
  for (const auto* body : {"[]", "[7]", R"([{"type": "deprecation", "body": {}}])"})
    EXPECT_EQ(refusal_of(body, reporting_api), "") << "nothing to tell: " << body;
  EXPECT_EQ(counted(), 0u);
  EXPECT_EQ(logged(), "");
}

TEST_F(CspReportsTest, A_report_of_unknown_form_still_counts) {
  EXPECT_EQ(refusal_of("{}"), "");
  EXPECT_EQ(refusal_of(R"({"csp-report": 7})"), "");
  EXPECT_EQ(counted(), 2u);
}

TEST_F(CspReportsTest, S8_a_flood_of_reports_does_not_fill_the_log) {
  for (int i = 0; i < 200; ++i) ASSERT_EQ(refusal_of(report("img-src", "inline")), "");
  EXPECT_EQ(counted(), 200u);
  const auto log = logged();
  EXPECT_EQ(std::ranges::count(log, '\n'), CspReports::most_lines_a_minute);
}

TEST_F(CspReportsTest, Other_addresses_are_not_ours) {
  http::Request request;
  request.method = "POST";
  request.path = "/csp-reports/x";
  EXPECT_FALSE(reports_.take(request));
}

}  // namespace
}  // namespace opencarnet::apps
