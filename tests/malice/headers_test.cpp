// S5: what every answer says to a browser, whatever was asked: every operation, every page and file, every refusal,
// also those that never become a request.
#include <fmt/format.h>

#include "every/walk.h"
#include "malice/answer.h"

namespace opencarnet::malice {
namespace {

using support::Client;

struct BrowserHeaders : support::OverHttp {
  static std::string host(const std::string& name = "localhost") { return fmt::format("{}:{}", name, server().port()); }
  static void judge(const Answer& answer, const std::string& what) {
    ASSERT_NE(answer.status, 0) << what << ": no answer";
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff") << what;
    EXPECT_EQ(answer.header("referrer-policy"), "no-referrer") << what;
    EXPECT_EQ(answer.header("x-frame-options"), "DENY") << what;
    EXPECT_EQ(answer.header("cross-origin-opener-policy"), "same-origin") << what;
    EXPECT_EQ(answer.header("cross-origin-resource-policy"), "same-origin") << what;
    EXPECT_NE(answer.header("permissions-policy").find("geolocation=()"), std::string::npos) << what;
    judge_policy(answer, what);
    for (const auto* never : {"server", "x-powered-by", "access-control-allow-origin"})
      EXPECT_EQ(answer.headers.count(never), 0U) << what << " says " << never;
    for (const auto* once : {"content-security-policy", "content-type", "cache-control", "content-length"})
      EXPECT_LE(answer.headers.count(once), 1U) << what << " says " << once << " twice";
    judge_cookies(answer, what);
  }
  static void judge_policy(const Answer& answer, const std::string& what) {
    if (answer.status == 304) return;  // the page at hand keeps the policy, and the nonce, it came with
    const auto policy = answer.header("content-security-policy");
    for (const auto* part : {"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'"})
      EXPECT_NE(policy.find(part), std::string::npos) << what << " lacks " << part << ": " << policy;
    for (const auto* never : {"unsafe-inline", "unsafe-eval", "http:", "https:", "*"})
      EXPECT_EQ(policy.find(never), std::string::npos) << what << " allows " << never << ": " << policy;
    const bool html = answer.header("content-type").starts_with("text/html");
    const bool scripts = policy.find("script-src") != std::string::npos;
    EXPECT_TRUE(!html || !scripts || policy.find("require-trusted-types-for 'script'") != std::string::npos) << what;
  }
  static void judge_cookies(const Answer& answer, const std::string& what) {
    const auto [begin, end] = answer.headers.equal_range("set-cookie");
    for (auto cookie = begin; cookie != end; ++cookie) {
      EXPECT_TRUE(cookie->second.starts_with("__Host-")) << what << ": " << cookie->second.substr(0, 20);
      for (const auto* part : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Lax"})
        EXPECT_NE(cookie->second.find(part), std::string::npos) << what << " lacks " << part;
    }
  }
  static std::vector<std::string> lines_of(const Client& client) {
    std::vector<std::string> lines;
    for (const auto& [name, value] : client.credentials()) lines.push_back(fmt::format("{}: {}", name, value));
    return lines;
  }
  Answer ask(const every::Operation& operation, const std::string& role, const std::string& path) {
    auto lines = role == "none" ? std::vector<std::string>{} : lines_of(as(role));
    const auto body = every::example_body(operation);
    if (!body.media.empty()) lines.push_back("Content-Type: " + body.media);
    return asked(server().port(), operation.method, path, host(), lines, body.text);
  }
};
INSTANTIATE_FOR_BOTH_ENGINES(BrowserHeaders);

TEST_P(BrowserHeaders, S5_every_operation_asked_rightly_wrongly_and_by_nobody) {
  for (const auto* operation : every::served(server())) {
    const auto path = every::address(*operation, every::unknown_ids(*operation));
    const bool ends_a_session = operation->name == "identity.sign_out", moves_the_clock = operation->demo_only;
    std::vector<std::pair<std::string, Answer>> answers;
    if (!moves_the_clock) answers.emplace_back("by nobody", ask(*operation, "none", path));
    for (const auto& role : operation->roles)
      if (role != "none" && !ends_a_session) answers.emplace_back("by " + role, ask(*operation, role, path));
    answers.emplace_back("with an unknown value", ask(*operation, "none", path + "?value_of_a_test=1"));
    answers.emplace_back("by PATCH", asked(server().port(), "PATCH", path, host()));
    answers.emplace_back("by OPTIONS", asked(server().port(), "OPTIONS", path, host()));
    answers.emplace_back("by HEAD", asked(server().port(), "HEAD", path, host()));
    for (const auto& [how, answer] : answers) {
      const auto what = fmt::format("{} {} → {}", operation->name, how, answer.status);
      judge(answer, what);
      // What is the same for everybody may be kept; nothing else is.
      const auto kept = answer.header("cache-control");
      const bool is_public = operation->roles.contains("none") && kept.starts_with("public");
      EXPECT_TRUE(is_public || kept.find("no-store") != std::string::npos) << what << " says " << kept;
    }
  }
}

TEST_P(BrowserHeaders, S5_sign_in_and_sign_out_set_a_guarded_cookie) {
  const auto name = as("officer").session().at("email").get<std::string>();
  const auto body =
      nlohmann::json{{"realm", "customs"}, {"email", name}, {"password", support::password_of_all}}.dump();
  const auto in =
      asked(server().port(), "POST", "/api/identity/v1/sessions", host(), {"Content-Type: application/json"}, body);
  ASSERT_EQ(in.status, 201) << in.body;
  ASSERT_EQ(in.headers.count("set-cookie"), 1U);
  judge(in, "sign_in");
  const auto cookie = in.header("set-cookie").substr(0, in.header("set-cookie").find(';'));
  const auto out = asked(server().port(), "DELETE", "/api/identity/v1/sessions/current", host(),
                         {"Cookie: " + cookie, "Origin: http://" + host()});
  EXPECT_EQ(out.status, 204);
  EXPECT_EQ(out.headers.count("set-cookie"), 1U);
  judge(out, "sign_out");
}

// Addresses that a page names: href="…" and src="…" of this host.
std::set<std::string> named_in(const std::string& html) {
  std::set<std::string> found;
  for (const auto* attribute : {"href=\"", "src=\""})
    for (auto at = html.find(attribute); at != std::string::npos; at = html.find(attribute, at + 1)) {
      const auto begin = at + std::string_view{attribute}.size();
      const auto address = html.substr(begin, html.find_first_of("\"#", begin) - begin);
      if (address.starts_with("/")) found.insert(address);
    }
  return found;
}

TEST_P(BrowserHeaders, S5_every_page_with_all_it_loads_and_every_document) {
  for (const auto* name : {"localhost", "wallet.localhost", "portal.localhost", "customs-ch.localhost"}) {
    std::set<std::string> paths{"/",
                                "/favicon.ico",
                                "/api/docs",
                                "/not/there",
                                "/not-there.js",
                                "/demo.json",
                                "/healthz",
                                "/readyz",
                                "/metrics",
                                "/csp-reports",
                                "/api/none",
                                "/api/docs/no.html",
                                "/.well-known/opencarnet-keys.json"};
    for (const auto& [audience, document] : contract::Contract::built_in().documents())
      paths.insert("/api/" + audience + "/openapi.json");
    const auto page = asked(server().port(), "GET", "/", host(name));
    const auto named = named_in(page.body);
    EXPECT_FALSE(named.empty()) << name;
    paths.insert(named.begin(), named.end());
    for (const auto& path : paths)
      for (const auto* method : {"GET", "HEAD", "POST"}) {
        const auto answer = asked(server().port(), method, path, host(name));
        judge(answer, fmt::format("{} {}{} → {}", method, name, path, answer.status));
        const auto tag = answer.header("etag");
        if (tag.empty() || std::string_view{method} != "GET") continue;
        const auto again = asked(server().port(), method, path, host(name), {"If-None-Match: " + tag});
        judge(again, fmt::format("{}{} again → {}", name, path, again.status));
      }
  }
}

TEST_P(BrowserHeaders, S5_what_never_becomes_a_request_is_refused_with_them_too) {
  const auto head = "POST /api/identity/v1/sessions HTTP/1.1\r\nHost: " + host() + "\r\n";
  const std::vector<std::pair<int, std::string>> cases{
      {400, "GET / HTTP/1.1\r\n\r\n"},
      {400, "nonsense\r\n\r\n"},
      {413, head + "Content-Length: 99999999\r\n\r\n"},
      {414, "GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\n"},
      {417, head + "Expect: cake\r\n\r\n"},
      {431, "GET / HTTP/1.1\r\nHost: " + host() + "\r\nX: " + std::string(40'000, 'x') + "\r\n\r\n"},
      {501, "TRACE / HTTP/1.1\r\nHost: " + host() + "\r\n\r\n"},
      {501, head + "Transfer-Encoding: gzip\r\n\r\n"},
      {505, "GET / HTTP/2.0\r\nHost: " + host() + "\r\n\r\n"}};
  for (const auto& [status, bytes] : cases) {
    const auto answers = answers_in(heard(server().port(), bytes));
    ASSERT_EQ(answers.size(), 1U) << bytes.substr(0, 60);
    EXPECT_EQ(answers[0].status, status) << bytes.substr(0, 60);
    judge(answers[0], fmt::format("{} to {}", answers[0].status, bytes.substr(0, 60)));
    EXPECT_EQ(answers[0].header("content-type"), "application/problem+json") << bytes.substr(0, 60);
  }
}

// Every change, also those open to everybody: a page of another site cannot make a browser do it.
TEST_P(BrowserHeaders, S5_no_change_comes_from_another_origin) {
  for (const auto* operation : every::served(server())) {
    if (operation->method == "GET") continue;
    const auto path = every::address(*operation, every::unknown_ids(*operation));
    const bool open = operation->roles.contains("none");
    std::vector<std::string> cookie;
    if (!open && !operation->roles.contains("nics_client"))
      cookie.push_back(lines_of(as(*operation->roles.begin())).at(0));
    const auto own = "http://" + host();
    std::vector<std::vector<std::string>> strangers{{"Origin: null"},
                                                    {"Origin: https://elsewhere.example"},
                                                    {"Origin: http://localhost:1"},
                                                    {"Origin: http://wallet." + host()},
                                                    {"Origin: " + own + ".elsewhere.example"},
                                                    {"Origin: " + own, "Origin: " + own}};
    if (!cookie.empty()) strangers.push_back({});  // a cookie must say where it comes from
    for (auto lines : strangers) {
      lines.insert(lines.end(), cookie.begin(), cookie.end());
      const auto body = every::example_body(*operation);
      if (!body.media.empty()) lines.push_back("Content-Type: " + body.media);
      const auto answer = asked(server().port(), operation->method, path, host(), lines, body.text);
      EXPECT_EQ(answer.status, 403) << operation->name << " " << (lines.empty() ? "" : lines[0]) << answer.body;
      EXPECT_NE(answer.body.find("origin_not_allowed"), std::string::npos) << operation->name << answer.body;
    }
  }
}

TEST(BrowserHeadersOverTls, S5_a_site_that_is_only_reached_by_tls_says_so_in_every_answer) {
  support::RunningServer secure{
      platform::Engine::sqlite, {}, [](runtime::Config& settings) { settings.public_url = "https://carnets.example"; }};
  for (const auto* host : {"carnets.example", "wallet.carnets.example", "portal.carnets.example"})
    for (const auto* target :
         {"/", "/healthz", "/api/nothing", "/api/public/openapi.json", "/api/docs", "/not-there.js"}) {
      const auto answer = asked(secure.port(), "GET", target, host);
      EXPECT_TRUE(answer.header("strict-transport-security").starts_with("max-age=63072000")) << host << target;
    }
  const auto refused = answers_in(heard(secure.port(), "nonsense\r\n\r\n"));
  ASSERT_EQ(refused.size(), 1U);
  EXPECT_TRUE(refused[0].header("strict-transport-security").starts_with("max-age=63072000"));
}

}  // namespace
}  // namespace opencarnet::malice
