// The web apps on the wire: one server, a host for each app, and the rest of its addresses at all of them.
#include <fmt/format.h>

#include "support/server.h"

namespace opencarnet::api {
namespace {

using support::Headers;

struct AppsApi : support::OverHttp {
  support::Reply at(const std::string& host, const std::string& method, const std::string& path, Headers headers = {},
                    const std::string& body = {}) {
    headers.emplace_back("Host", fmt::format("{}:{}", host, server().port()));
    return as("none").send(method, path, body, std::move(headers));
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(AppsApi);

bool is_the_app(const support::Reply& reply) {
  return reply.bytes.find("<meta name=\"csp-nonce\"") != std::string::npos;
}

TEST_P(AppsApi, every_host_has_its_page) {
  for (const auto* host : {"wallet.localhost", "portal.localhost", "customs-ch.localhost"})
    for (const auto* path : {"/", "/carnets/768255", "/index.html"}) {
      const auto reply = at(host, "GET", path);
      EXPECT_EQ(reply.status, 200) << host << path;
      EXPECT_TRUE(is_the_app(reply)) << host << path;
    }
  EXPECT_NE(at("wallet.localhost", "GET", "/").bytes.size(), 0u);
  for (const auto* host : {"localhost", "carnet.example"}) {
    const auto reply = at(host, "GET", "/");
    EXPECT_EQ(reply.status, 200) << host;
    EXPECT_FALSE(is_the_app(reply)) << host;
    EXPECT_NE(reply.bytes.find("The doors"), std::string::npos) << host;
    EXPECT_EQ(at(host, "GET", "/carnets/768255").code(), "not_found") << host;
  }
}

TEST_P(AppsApi, the_servers_own_addresses_answer_at_every_host) {
  for (const auto* host : {"localhost", "wallet.localhost", "portal.localhost"}) {
    for (const auto* path : {"/healthz", "/readyz", "/metrics", "/demo.json", "/.well-known/opencarnet-keys.json",
                             "/api/wallet/openapi.json", "/api/docs", "/start/style.css"}) {
      const auto reply = at(host, "GET", path);
      EXPECT_EQ(reply.status, 200) << host << path;
      EXPECT_FALSE(is_the_app(reply)) << host << path;
    }
    EXPECT_EQ(at(host, "GET", "/api/identity/v1/sessions/current").code(), "not_signed_in") << host;
    for (const auto* path : {"/api/nothing", "/oauth/nothing", "/.well-known/nothing", "/assets/gone-4fZk9a_Q.js",
                             "/index.html.br", "/nothing.png"})
      EXPECT_EQ(at(host, "GET", path).code(), "not_found") << host << path;
  }
}

TEST_P(AppsApi, S5_pages_carry_all_that_protects_a_browser) {
  const auto page = at("portal.localhost", "GET", "/");
  EXPECT_EQ(page.header("x-content-type-options"), "nosniff");
  EXPECT_EQ(page.header("x-frame-options"), "DENY");
  EXPECT_EQ(page.header("referrer-policy"), "no-referrer");
  EXPECT_EQ(page.header("cross-origin-opener-policy"), "same-origin");
  EXPECT_EQ(page.headers.count("content-security-policy"), 1u);
  EXPECT_EQ(page.headers.count("permissions-policy"), 1u);
  EXPECT_NE(page.header("permissions-policy").find("camera=(self)"), std::string::npos);
  EXPECT_NE(page.header("content-security-policy"),
            at("portal.localhost", "GET", "/").header("content-security-policy"))
      << "a nonce is used once";
  const auto again = at("portal.localhost", "GET", "/", {{"If-None-Match", page.header("etag")}});
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.headers.count("content-security-policy"), 0u) << "the page at hand keeps the nonce it came with";
}

TEST_P(AppsApi, S5_browsers_may_report_breaches_at_every_host) {
  const auto counted = [&] {
    const auto figures = at("localhost", "GET", "/metrics").bytes;
    const auto begin = figures.find("\nopencarnet_csp_reports ");
    return begin == figures.npos ? -1 : std::stoi(figures.substr(begin + 24));
  };
  const auto before = counted();
  ASSERT_GE(before, 0) << "nothing to report is a figure too";
  const std::string report = R"({"csp-report": {"violated-directive": "img-src", "blocked-uri": "inline"}})";
  const Headers type{{"Content-Type", "application/csp-report"}};
  for (const auto* host : {"localhost", "wallet.localhost", "portal.localhost"})
    EXPECT_EQ(at(host, "POST", "/csp-reports", type, report).status, 204) << host;
  EXPECT_EQ(counted(), before + 3);
  EXPECT_EQ(at("wallet.localhost", "POST", "/csp-reports", type, std::string(16 * 1024 + 1, ' ')).status, 413);
  EXPECT_EQ(at("wallet.localhost", "GET", "/csp-reports").code(), "method_not_allowed");
  EXPECT_EQ(counted(), before + 3);
}

TEST_P(AppsApi, S5_a_change_by_cookie_comes_from_the_page_of_the_same_host) {
  auto officer = server().fresh("officer");
  const auto from = [&](const std::string& host, const std::string& origin) {
    Headers headers{{"Host", fmt::format("{}:{}", host, server().port())}};
    for (const auto& [name, value] : officer.credentials())
      headers.emplace_back(name, name == "Origin" ? fmt::format("http://{}:{}", origin, server().port()) : value);
    return http::Client{}
        .send({.method = "DELETE", .url = server().url() + "/api/identity/v1/sessions/current", .headers = headers})
        .status;
  };
  EXPECT_EQ(from("portal.localhost", "wallet.localhost"), 403);
  EXPECT_EQ(from("portal.localhost", "portal.localhost"), 204);
}

}  // namespace
}  // namespace opencarnet::api
