#include "edge/protection.h"

#include <gtest/gtest.h>

namespace opencarnet::edge {
namespace {

const std::set<std::string> sites{"https://wallet.example", "https://portal.example", "http://portal.localhost:8080"};

bool allowed(const std::string& host, const std::string& origin, const std::set<std::string>& origins = sites) {
  http::Request request;
  request.headers = {{"Host", host}, {"Origin", origin}};
  return origin_allowed(request, true, origins);
}

TEST(Protection, S5_a_page_may_change_things_at_its_own_host) {
  EXPECT_TRUE(allowed("portal.example", "https://portal.example"));
  EXPECT_TRUE(allowed("portal.localhost:8080", "http://portal.localhost:8080"));
  EXPECT_TRUE(allowed("localhost:4711", "http://localhost:4711", {})) << "no sites are set: the host decides";
  EXPECT_TRUE(allowed("inside:8080", "https://portal.example")) << "a proxy names us otherwise";
}

TEST(Protection, S5_another_page_may_not_not_even_one_of_ours) {
  EXPECT_FALSE(allowed("portal.example", "https://wallet.example"));
  EXPECT_FALSE(allowed("portal.example", "http://portal.example")) << "not the site, which is reached by TLS";
  EXPECT_FALSE(allowed("portal.example", "https://evil.example"));
  EXPECT_FALSE(allowed("evil.example", "https://evil.example")) << "a name of ours that we do not know";
  EXPECT_FALSE(allowed("inside:8080", "https://evil.example"));
  EXPECT_FALSE(allowed("portal.example", "null"));
  EXPECT_FALSE(allowed("localhost:4711", "http://localhost:4712", {}));
}

TEST(Protection, S5_a_cookie_without_an_origin_changes_nothing) {
  http::Request request;
  request.headers = {{"Host", "portal.example"}};
  EXPECT_FALSE(origin_allowed(request, true, sites));
  EXPECT_TRUE(origin_allowed(request, false, sites)) << "a machine has a token and no pages";
  request.headers = {{"Host", "portal.example"}, {"Origin", "https://portal.example"}, {"origin", "https://x.example"}};
  EXPECT_FALSE(origin_allowed(request, false, sites)) << "two of them";
}

TEST(Protection, S5_a_page_that_is_not_sent_again_keeps_its_policy) {
  for (const auto surface : {Surface::api, Surface::page}) {
    http::Response kept{.status = 304};
    protect(kept, surface, true);
    http::Response sent{.status = 200};
    protect(sent, surface, true);
    const auto has = [](const http::Response& response, const std::string& name) {
      return std::ranges::count(response.headers, name, &std::pair<std::string, std::string>::first);
    };
    EXPECT_EQ(has(kept, "Content-Security-Policy"), 0);
    EXPECT_EQ(has(sent, "Content-Security-Policy"), 1);
    for (const auto* name : {"X-Content-Type-Options", "Strict-Transport-Security", "X-Frame-Options"})
      EXPECT_EQ(has(kept, name), 1) << name;
  }
}

}  // namespace
}  // namespace opencarnet::edge
