#include "pages/pages.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace opencarnet::pages {
namespace {

http::Request get(std::string path) {
  http::Request request;
  request.method = "GET";
  request.path = std::move(path);
  return request;
}

nlohmann::json world() {
  return {{"accounts",
           {{{"role", "regional_manager"},
             {"country", "XS"},
             {"email", "a_b@customs-xs.example"},
             {"password", "<pass & word>"}}}},
          {"clients", {{{"association", "XB"}, {"client_id", "nics-xb"}, {"client_secret", "s"}}}}};
}

TEST(Pages, The_start_page_shows_the_demo_world_escaped_and_without_script) {
  const Pages pages{world};
  const auto page = pages.serve(get("/")).value();
  EXPECT_EQ(page.status, 200);
  for (const auto* part :
       {"<td data-label=\"Role\">regional manager</td>", "a_b@customs-xs.example", "&lt;pass &amp; word&gt;", "nics-xb",
        "href=\"/api/docs/customs\"", "./dev tour", "<title id=\"crossing-title\">"}) {
    EXPECT_NE(page.body.find(part), page.body.npos) << part;
  }
  for (const auto* part : {"{{", "<script", " style=", "<style", "http://", "https://"}) {
    auto body = page.body;
    for (auto at = body.find("http://www.w3.org/2000/svg"); at != body.npos;
         at = body.find("http://www.w3.org/2000/svg")) {
      body.erase(at, 26);  // the name of a language, not an address
    }
    EXPECT_EQ(body.find(part), body.npos) << part;
  }
}

TEST(Pages, A_long_list_shows_its_first_rows_and_keeps_the_others_behind_one_click) {
  auto many = world();
  for (int i = 0; i < 20; ++i)
    many["clients"].push_back({{"association", "XB"}, {"client_id", fmt::format("more-{}", i)}});
  const auto body = Pages{[many] { return many; }}.serve(get("/"))->body;
  const auto details = body.find("<details><summary>11 more</summary>");
  ASSERT_NE(details, body.npos);
  EXPECT_LT(body.find("more-8<"), details);
  EXPECT_GT(body.find("more-9<"), details);
}

TEST(Pages, Without_a_demo_world_no_credentials_are_shown) {
  const auto page = Pages{{}}.serve(get("/")).value();
  EXPECT_EQ(page.body.find("<table"), page.body.npos);
}

TEST(Pages, The_contract_can_be_read_operation_by_operation) {
  const Pages pages{{}};
  const auto index = pages.serve(get("/api/docs")).value();
  for (const auto* audience : {"nics", "wallet", "customs", "identity", "core"}) {
    EXPECT_NE(index.body.find(fmt::format("href=\"/api/docs/{}\"", audience)), index.body.npos) << audience;
    const auto page = pages.serve(get(fmt::format("/api/docs/{}", audience)));
    ASSERT_TRUE(page) << audience;
    EXPECT_NE(page->body.find("class=\"operation\""), page->body.npos) << audience;
    for (const auto* part : {"<script", " style=", "<style"}) EXPECT_EQ(page->body.find(part), page->body.npos);
  }
  const auto customs = pages.serve(get("/api/docs/customs"))->body;
  for (const auto* part :
       {"id=\"commit_transaction\"", "open to officer", "/api/customs/v1/scans", "Example request of scan_code"}) {
    EXPECT_NE(customs.find(part), customs.npos) << part;
  }
  EXPECT_NE(pages.serve(get("/api/docs/refusals"))->body.find("id=\"malformed_json\""), std::string::npos);
}

TEST(Pages, Every_page_forbids_script_and_framing_and_other_paths_are_not_ours) {
  const Pages pages{world};
  for (const auto* path : {"/", "/start/style.css", "/favicon.ico"}) {
    const auto page = pages.serve(get(path));
    ASSERT_TRUE(page) << path;
    EXPECT_EQ(page->status, 200) << path;
    EXPECT_EQ(page->headers.back().first, "Content-Security-Policy");
    EXPECT_TRUE(page->headers.back().second.starts_with("default-src 'none'"));
  }
  for (const auto* path : {"/start/index.html", "/start/../secret", "/api/docs/none", "/api/nics/v1/carnets", "/x"}) {
    EXPECT_FALSE(pages.serve(get(path))) << path;
  }
}

}  // namespace
}  // namespace opencarnet::pages
