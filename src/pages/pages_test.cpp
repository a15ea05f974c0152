#include "pages/pages.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "pages/start_page.h"

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

TEST(Pages, The_start_page_shows_the_demo_world_escaped_and_runs_nothing_but_its_own_script) {
  const Pages pages{world};
  const auto page = pages.serve(get("/")).value();
  EXPECT_EQ(page.status, 200);
  for (const auto* part :
       {"<td data-label=\"Role\">Regional manager</td>", "a_b@customs-xs.example", "&lt;pass &amp; word&gt;", "nics-xb",
        "href=\"/api/docs/customs\"", "./dev tour", "<title id=\"crossing-title\">A carnet crosses a border</title>"}) {
    EXPECT_NE(page.body.find(part), page.body.npos) << part;
  }
  auto body = page.body;
  const std::string own = "<script src=\"/start/walk.js\" defer></script>";
  ASSERT_NE(body.find(own), body.npos);
  body.erase(body.find(own), own.size());
  for (const auto* part : {"{{", "<script", " style=", "<style", "https://"})
    EXPECT_EQ(body.find(part), body.npos) << part;
  EXPECT_NE(page.headers.back().second.find("script-src 'self'; require-trusted-types-for 'script'"),
            std::string::npos);
}

TEST(Pages, The_doors_of_people_stand_at_the_host_that_was_asked) {
  const auto at = [](std::string_view host, bool secure = false) { return addresses_at(host, secure).wallet; };
  EXPECT_EQ(at("localhost:8080"), "http://wallet.localhost:8080");
  EXPECT_EQ(at("carnets.example", true), "https://wallet.carnets.example");
  for (const auto* host : {"127.0.0.1:8080", "[::1]:8080"})
    EXPECT_TRUE(at(host).starts_with("http://wallet.localhost")) << host;
  for (const auto* host : {"", "a\"b", "<x>:80", "x:80\"><script>"})
    EXPECT_EQ(at(host).find_first_of("\"<>"), std::string::npos) << host;
  auto request = get("/");
  request.headers = {{"Host", "localhost:8080"}};
  const auto body = Pages{world}.serve(request)->body;
  for (const auto* part : {"href=\"http://wallet.localhost:8080\"", "href=\"http://portal.localhost:8080\""})
    EXPECT_NE(body.find(part), body.npos) << part;
}

TEST(Pages, The_walk_names_accounts_carnet_and_pin_and_without_one_says_how_to_get_it) {
  auto demo = world();
  const auto account = [](const char* email) { return nlohmann::json{{"email", email}, {"password", "secret words"}}; };
  demo["walk"] = {{"holder", account("band@example.org")},
                  {"officers", {account("zurich@example.org"), account("klow@example.org")}},
                  {"carnets",
                   {{{"carnet_id", 7}, {"number", "CHZH26900001"}, {"pin", "7K3M-9QXR-2WTA"}},
                    {{"carnet_id", 8}, {"number", "CHZH26900002"}, {"pin", "AAAA-BBBB-CCCC"}}}}};
  const auto body = Pages{[demo] { return demo; }}.serve(get("/"))->body;
  for (const auto* part : {"band@example.org", "zurich@example.org", "klow@example.org", "<code>CHZH26900001</code>",
                           "<code>7K3M-9QXR-2WTA</code>", "<code>AAAA-BBBB-CCCC</code>", "id=\"walk\""})
    EXPECT_NE(body.find(part), body.npos) << part;
  const auto without = Pages{world}.serve(get("/"))->body;
  EXPECT_EQ(without.find("id=\"walk\""), without.npos);
  EXPECT_NE(without.find("<code>./dev run</code>"), without.npos);
}

TEST(Pages, The_start_page_speaks_the_readers_language) {
  const Pages pages{world};
  const auto in = [&](const char* wanted, const char* query = "") {
    auto request = get("/");
    request.headers = {{"Accept-Language", wanted}};
    request.query = query;
    return pages.serve(request)->body;
  };
  EXPECT_NE(in("fr-CH, en;q=0.5").find("<html lang=\"fr\" dir=\"ltr\">"), std::string::npos);
  EXPECT_NE(in("ar").find("<html lang=\"ar\" dir=\"rtl\">"), std::string::npos);
  EXPECT_NE(in("de").find("<html lang=\"en\""), std::string::npos);
  EXPECT_NE(in("en", "lang=ar").find("<html lang=\"ar\""), std::string::npos);
  EXPECT_NE(in("en", "x=1&lang=fr&y").find("<html lang=\"fr\""), std::string::npos);
  for (const auto* query : {"lang=de", "lang=<script>", "xlang=fr", "lang=french"})
    EXPECT_NE(in("en", query).find("<html lang=\"en\""), std::string::npos) << query;
  for (const auto* language : {"en", "fr", "ar"}) EXPECT_EQ(in(language).find("{{"), std::string::npos) << language;
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
  EXPECT_EQ(page.body.find("@"), page.body.npos);
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

TEST(Pages, Every_page_forbids_framing_and_other_paths_are_not_ours) {
  const Pages pages{world};
  for (const auto* path : {"/", "/start/style.css", "/start/walk.js", "/favicon.ico", "/api/docs"}) {
    const auto page = pages.serve(get(path));
    ASSERT_TRUE(page) << path;
    EXPECT_EQ(page->status, 200) << path;
    EXPECT_EQ(page->headers.back().first, "Content-Security-Policy");
    const auto& policy = page->headers.back().second;
    EXPECT_TRUE(policy.starts_with("default-src 'none'"));
    EXPECT_NE(policy.find("frame-ancestors 'none'"), policy.npos);
    EXPECT_EQ(policy.find("script-src") != policy.npos, path == std::string_view{"/"}) << path;
  }
  for (const auto* path : {"/start/index.html", "/start/crossing.svg", "/start/../secret", "/api/docs/none",
                           "/api/nics/v1/carnets", "/x"}) {
    EXPECT_FALSE(pages.serve(get(path))) << path;
  }
}

}  // namespace
}  // namespace opencarnet::pages
