#include "apps/apps.h"

#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace opencarnet::apps {
namespace {

constexpr std::string_view page =
    "<html><meta name=\"csp-nonce\" content=\"{{nonce}}\"><meta name=\"opencarnet-demo\" content=\"{{demo}}\">";

std::array<http::StaticFile, 5> files() {
  return {{{"/wallet/index.html", "text/html; charset=utf-8", "\"1\"", false, page, "", ""},
           {"/wallet/sw.js", "text/javascript; charset=utf-8", "\"2\"", false, "plain", "zipped", "brotli"},
           {"/wallet/assets/main-4fZk9a_Q.js", "text/javascript; charset=utf-8", "\"3\"", true, "code", "", ""},
           {"/portal/index.html", "text/html; charset=utf-8", "\"4\"", false, "<p>{{demo}}{{nonce}}</p>", "", ""},
           {"/portal/icons/icon.png", "image/png", "\"5\"", false, "picture", "", ""}}};
}

using Headers = std::vector<std::pair<std::string, std::string>>;

http::Request get(std::string host, std::string path, Headers headers = {}) {
  http::Request request;
  request.method = "GET";
  request.path = std::move(path);
  request.headers = std::move(headers);
  request.headers.emplace_back("Host", std::move(host));
  return request;
}

std::string header(const http::Response& response, std::string_view name) {
  for (const auto& [known, value] : response.headers)
    if (known == name) return value;
  return {};
}

std::string nonce_of(const http::Response& response) {
  const auto policy = header(response, "Content-Security-Policy");
  constexpr std::string_view before = "style-src 'self' 'nonce-";
  const auto at = policy.find(before);
  if (at == policy.npos) return {};
  return policy.substr(at + before.size(), policy.find('\'', at + before.size()) - at - before.size());
}

class AppsTest : public testing::Test {
 protected:
  const std::array<http::StaticFile, 5> files_ = files();
  const Apps apps_{files_, true};
};

TEST_F(AppsTest, The_first_label_of_the_host_names_the_app) {
  for (const auto* host : {"wallet.localhost", "wallet.localhost:8080", "WALLET.carnet.example"})
    EXPECT_EQ(app_at(host), "wallet") << host;
  for (const auto* host : {"portal.localhost:8080", "customs-ch.carnet.example", "Customs-DE.localhost:1"})
    EXPECT_EQ(app_at(host), "portal") << host;
  for (const auto* host : {"", "localhost", "localhost:8080", "wallet", "wallet:80", "wallet.", "customs.example",
                           "customs-.example", "mywallet.example", "x.wallet.example", "127.0.0.1:8080", "[::1]:80"})
    EXPECT_EQ(app_at(host), std::nullopt) << host;
}

TEST_F(AppsTest, Each_host_has_the_files_of_its_own_app) {
  EXPECT_EQ(apps_.serve(get("wallet.localhost", "/sw.js"))->body, "plain");
  EXPECT_EQ(apps_.serve(get("portal.localhost", "/icons/icon.png"))->body, "picture");
  EXPECT_FALSE(apps_.serve(get("wallet.localhost", "/icons/icon.png")));
  EXPECT_FALSE(apps_.serve(get("portal.localhost", "/sw.js")));
  for (const auto* path : {"/", "/sw.js", "/wallet/sw.js", "/index.html"})
    EXPECT_FALSE(apps_.serve(get("localhost", path))) << path;
  EXPECT_FALSE(apps_.serve(get("wallet.localhost", "/wallet/sw.js"))) << "the folder's name is no address";
  EXPECT_FALSE(apps_.serve(get("wallet.localhost", "/../portal/icons/icon.png")));
}

TEST_F(AppsTest, Every_address_that_could_be_a_screen_is_the_app) {
  const auto body = apps_.serve(get("wallet.localhost", "/"))->body;
  EXPECT_NE(body.find("csp-nonce"), body.npos);
  for (const auto* path : {"/index.html", "/carnets", "/carnets/768255/travels", "/apiary", "/carnets/"}) {
    const auto screen = apps_.serve(get("wallet.localhost", path));
    ASSERT_TRUE(screen) << path;
    EXPECT_EQ(screen->status, 200) << path;
    EXPECT_EQ(screen->body.size(), body.size()) << path;
  }
  auto head = get("wallet.localhost", "/carnets");
  head.method = "HEAD";
  EXPECT_EQ(apps_.serve(head)->body.size(), body.size()) << "the server counts the body and does not send it";
}

TEST_F(AppsTest, What_is_not_there_is_never_the_app) {
  for (const auto* path : {"/assets/main-gone0000.js", "/assets/none", "/assets", "/robots.txt", "/sw.js.br",
                           "/index.html.br", "/carnets/list.json", "/api", "/api/wallet/v1/carnets", "/oauth/token",
                           "/.well-known/none", "/.env", "/csp-reports"})
    EXPECT_FALSE(apps_.serve(get("wallet.localhost", path))) << path;
  auto change = get("wallet.localhost", "/carnets");
  change.method = "POST";
  EXPECT_FALSE(apps_.serve(change));
}

TEST_F(AppsTest, Pages_and_files_are_read_never_written) {
  for (const auto* path : {"/", "/index.html", "/sw.js"}) {
    auto change = get("wallet.localhost", path);
    change.method = "POST";
    const auto response = apps_.serve(change).value();
    EXPECT_EQ(response.status, 405) << path;
    EXPECT_EQ(header(response, "Allow"), "GET, HEAD") << path;
  }
}

TEST_F(AppsTest, S5_each_page_has_a_nonce_of_its_own_in_header_and_body) {
  std::set<std::string> nonces;
  for (int i = 0; i < 100; ++i) {
    const auto response = apps_.serve(get("wallet.localhost", "/")).value();
    const auto nonce = nonce_of(response);
    EXPECT_EQ(nonce.size(), 22u) << "128 bits in base64url";
    EXPECT_NE(response.body.find(fmt::format("content=\"{}\"", nonce)), response.body.npos);
    EXPECT_EQ(response.body.find("{{"), response.body.npos);
    nonces.insert(nonce);
  }
  EXPECT_EQ(nonces.size(), 100u);
}

TEST_F(AppsTest, S5_the_policy_allows_nothing_but_this_host) {
  for (const auto* path : {"/", "/sw.js", "/assets/main-4fZk9a_Q.js"}) {
    const auto response = apps_.serve(get("wallet.localhost", path)).value();
    const auto policy = header(response, "Content-Security-Policy");
    for (const auto* part :
         {"default-src 'none'", "script-src 'self';", "require-trusted-types-for 'script'", "trusted-types default",
          "frame-ancestors 'none'", "base-uri 'none'", "worker-src 'self'", "report-uri /csp-reports"})
      EXPECT_NE(policy.find(part), policy.npos) << path << ": " << part;
    for (const auto* part : {"unsafe", "http:", "https:", "*"}) EXPECT_EQ(policy.find(part), policy.npos) << part;
    EXPECT_NE(header(response, "Permissions-Policy").find("camera=(self)"), std::string::npos) << path;
  }
  EXPECT_EQ(nonce_of(apps_.serve(get("wallet.localhost", "/sw.js")).value()), "") << "a file has no styles to allow";
}

TEST_F(AppsTest, The_page_says_whether_this_is_the_demo_world) {
  EXPECT_NE(apps_.serve(get("wallet.localhost", "/"))->body.find("demo\" content=\"yes\""), std::string::npos);
  EXPECT_TRUE((Apps{files_, false}.serve(get("portal.localhost", "/"))->body.starts_with("<p>no")));
}

TEST_F(AppsTest, Only_what_bears_a_hash_may_be_kept_unasked) {
  const auto life = [&](const char* path) {
    return header(apps_.serve(get("wallet.localhost", path)).value(), "Cache-Control");
  };
  EXPECT_EQ(life("/assets/main-4fZk9a_Q.js"), "public, max-age=31536000, immutable");
  EXPECT_EQ(life("/sw.js"), "no-cache");
  EXPECT_EQ(life("/"), "private, no-cache") << "the service worker keeps it: not no-store";
}

TEST_F(AppsTest, Who_has_the_page_keeps_it_with_the_nonce_it_came_with) {
  const auto first = apps_.serve(get("wallet.localhost", "/")).value();
  const auto etag = header(first, "ETag");
  EXPECT_TRUE(etag.starts_with("W/\""));
  const auto again = apps_.serve(get("wallet.localhost", "/carnets", {{"If-None-Match", etag}})).value();
  EXPECT_EQ(again.status, 304);
  EXPECT_EQ(again.body, "");
  EXPECT_EQ(header(again, "Content-Security-Policy"), "") << "a new nonce would forbid the styles of the kept page";
  for (const auto& other : {header(apps_.serve(get("portal.localhost", "/")).value(), "ETag"),
                            header(Apps{files_, false}.serve(get("wallet.localhost", "/")).value(), "ETag")})
    EXPECT_EQ(apps_.serve(get("wallet.localhost", "/", {{"If-None-Match", other}}))->status, 200);
  EXPECT_EQ(apps_.serve(get("wallet.localhost", "/sw.js", {{"If-None-Match", "\"2\""}}))->status, 304);
}

TEST_F(AppsTest, Files_come_in_the_coding_the_browser_likes_best) {
  for (const auto& [accepted, coding, body] :
       {std::tuple{"gzip, deflate, br, zstd", "br", "brotli"}, {"gzip", "gzip", "zipped"}, {"identity", "", "plain"}}) {
    const auto response = apps_.serve(get("wallet.localhost", "/sw.js", {{"Accept-Encoding", accepted}})).value();
    EXPECT_EQ(header(response, "Content-Encoding"), coding);
    EXPECT_EQ(response.body, body);
    EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
  }
}

TEST_F(AppsTest, An_app_that_cannot_be_served_is_told_at_the_start) {
  auto lacking = files_;
  lacking[3].path = "/portal/other.html";
  EXPECT_THROW((Apps{lacking, true}), std::logic_error);
  for (const auto* body : {"{{nonce", "{{nonsense}}"}) {
    auto broken = files_;
    broken[0].body = body;
    EXPECT_THROW((Apps{broken, true}), std::logic_error) << body;
  }
}

// What the build really made, not an example of it.
class BuiltApp : public testing::TestWithParam<std::string> {
 protected:
  [[nodiscard]] http::Response ask(const std::string& path, const std::string& coding = "br") const {
    auto response = apps_.serve(get(GetParam() + ".localhost", path, {{"Accept-Encoding", coding}}));
    return response ? *response : http::Response{404, {}, {}, {}};
  }
  const Apps apps_{true};
};
INSTANTIATE_TEST_SUITE_P(Apps, BuiltApp, testing::Values("wallet", "portal"),
                         [](const auto& app) { return app.param; });

// What the page needs to show itself: every src="…" and href="…" but that of the manifest, which makes it installable
// and is judged in a browser.
std::vector<std::string> loaded_by(const std::string& html) {
  std::vector<std::string> addresses;
  for (const std::string_view attribute : {" src=\"", " href=\""}) {
    for (auto at = html.find(attribute); at != html.npos; at = html.find(attribute, at + 1)) {
      const auto begin = at + attribute.size();
      const auto address = html.substr(begin, html.find('"', begin) - begin);
      if (!address.ends_with(".webmanifest")) addresses.push_back(address);
    }
  }
  return addresses;
}

TEST_P(BuiltApp, S5_has_a_page_with_its_nonce_and_nothing_inline) {
  const auto start = ask("/");
  EXPECT_EQ(start.status, 200);
  EXPECT_NE(start.body.find(fmt::format("<meta name=\"csp-nonce\" content=\"{}\"", nonce_of(start))), start.body.npos);
  EXPECT_NE(start.body.find("<meta name=\"opencarnet-demo\" content=\"yes\""), start.body.npos);
  for (const auto* part : {"<style", " style=", " onload=", "http://", "https://"})
    EXPECT_EQ(start.body.find(part), start.body.npos) << part;
  for (auto at = start.body.find("<script"); at != start.body.npos; at = start.body.find("<script", at + 1)) {
    const auto tag = start.body.substr(at, start.body.find('>', at) - at);
    EXPECT_NE(tag.find(" src=\"/"), tag.npos) << tag;
  }
}

TEST_P(BuiltApp, Everything_its_page_loads_is_there_and_compressed) {
  int scripts = 0;
  for (const auto& address : loaded_by(ask("/").body)) {
    const auto file = ask(address);
    EXPECT_EQ(file.status, 200) << address;
    EXPECT_EQ(ask(address + ".br").status, 404) << "what is beside a file has no address of its own";
    if (address.ends_with(".js") || address.ends_with(".css")) {
      EXPECT_EQ(header(file, "Content-Encoding"), "br") << address;
      EXPECT_EQ(header(file, "Cache-Control"), "public, max-age=31536000, immutable") << address;
      EXPECT_LT(file.body.size(), ask(address, "gzip").body.size()) << address;
    }
    scripts += address.ends_with(".js") ? 1 : 0;
  }
  EXPECT_GE(scripts, 1);
}

}  // namespace
}  // namespace opencarnet::apps
