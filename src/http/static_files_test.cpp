#include "http/static_files.h"

#include <gtest/gtest.h>

namespace opencarnet::http {
namespace {

const std::array<StaticFile, 3> files{
    StaticFile{"/a.css", "text/css; charset=utf-8", "\"1\"", false, "plain bytes", "zipped", ""},
    StaticFile{"/assets/app-4fZk9a_Q.js", "text/javascript; charset=utf-8", "\"2\"", true, "code", "", ""},
    StaticFile{"/b.js", "text/javascript; charset=utf-8", "\"3\"", false, "plain", "zipped", "brotli"}};
const StaticFiles table{files};

std::string header(const Response& response, std::string_view name) {
  for (const auto& [known, value] : response.headers) {
    if (known == name) return value;
  }
  return {};
}

Request get(std::string path, std::vector<std::pair<std::string, std::string>> headers = {}) {
  Request request;
  request.method = "GET";
  request.path = std::move(path);
  request.headers = std::move(headers);
  return request;
}

TEST(StaticFiles, A_file_comes_with_type_tag_and_the_right_time_to_live) {
  const auto plain = table.serve(get("/a.css")).value();
  EXPECT_EQ(plain.body, "plain bytes");
  EXPECT_EQ(header(plain, "Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(header(plain, "Cache-Control"), "no-cache");
  const auto hashed = table.serve(get("/assets/app-4fZk9a_Q.js", {{"Accept-Encoding", "gzip"}})).value();
  EXPECT_EQ(header(hashed, "Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(hashed.body, "code");
  EXPECT_FALSE(table.serve(get("/b.css")));
  EXPECT_EQ(table.serve(get("/elsewhere"), "/a.css")->body, "plain bytes");
}

TEST(StaticFiles, Gzip_goes_only_to_who_takes_it) {
  for (const auto* value : {"gzip", "br, GZIP;q=0.5", "deflate,gzip ;q=1.0"}) {
    EXPECT_EQ(table.serve(get("/a.css", {{"Accept-Encoding", value}}))->body, "zipped") << value;
  }
  for (const auto* value : {"br", "gzip;q=0", "gzip; q=0.00", "xgzip"}) {
    EXPECT_EQ(table.serve(get("/a.css", {{"Accept-Encoding", value}}))->body, "plain bytes") << value;
  }
}

TEST(StaticFiles, The_coding_is_the_one_the_client_likes_best) {
  for (const auto& [value, body] : {std::pair{"gzip, deflate, br", "brotli"},
                                    {"br;q=0.5, gzip;q=0.5", "brotli"},
                                    {"br;q=0.4, gzip;q=0.5", "zipped"},
                                    {"gzip, br;q=0", "zipped"},
                                    {"gzip;q=0, BR", "brotli"},
                                    {"br;q=0.001", "brotli"},
                                    {"br;q=x, gzip;q=0.0000", "plain"},
                                    {"zstd", "plain"},
                                    {"", "plain"}}) {
    const auto response = table.serve(get("/b.js", {{"Accept-Encoding", value}})).value();
    EXPECT_EQ(response.body, body) << value;
    EXPECT_EQ(header(response, "Content-Encoding"), body == std::string{"brotli"}   ? "br"
                                                    : body == std::string{"zipped"} ? "gzip"
                                                                                    : "");
    EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
  }
}

TEST(StaticFiles, Who_has_it_already_gets_304_without_a_body) {
  for (const auto* value : {"\"1\"", "W/\"1\"", "\"0\", \"1\"", "*"}) {
    const auto response = table.serve(get("/a.css", {{"If-None-Match", value}})).value();
    EXPECT_EQ(response.status, 304) << value;
    EXPECT_EQ(response.body, "");
  }
  EXPECT_EQ(table.serve(get("/a.css", {{"If-None-Match", "\"2\""}}))->status, 200);
}

TEST(StaticFiles, Files_are_read_never_written) {
  auto request = get("/a.css");
  request.method = "POST";
  const auto response = table.serve(request).value();
  EXPECT_EQ(response.status, 405);
  EXPECT_EQ(header(response, "Allow"), "GET, HEAD");
}

TEST(MadePage, A_page_made_on_the_way_has_the_same_manners) {
  const std::string body(5'000, 'x');
  const auto plain = made_page(get("/"), "text/html; charset=utf-8", body);
  EXPECT_EQ(plain.body, body);
  const auto gzip = made_page(get("/", {{"Accept-Encoding", "gzip"}}), "text/html; charset=utf-8", body);
  EXPECT_EQ(header(gzip, "Content-Encoding"), "gzip");
  EXPECT_LT(gzip.body.size(), 200u);
  EXPECT_TRUE(gzip.body.starts_with("\x1f\x8b"));
  EXPECT_EQ(made_page(get("/", {{"If-None-Match", header(plain, "ETag")}}), "text/html", body).status, 304);
}

}  // namespace
}  // namespace opencarnet::http
