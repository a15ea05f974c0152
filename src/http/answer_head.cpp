#include "http/answer_head.h"

#include <algorithm>
#include <array>
#include <ctime>
#include <map>

#include <fmt/format.h>

#include "http/request_head.h"

namespace opencarnet::http {

std::string_view reason_phrase(int status) {
  static const std::map<int, std::string_view> phrases{{200, "OK"},
                                                       {201, "Created"},
                                                       {202, "Accepted"},
                                                       {204, "No Content"},
                                                       {206, "Partial Content"},
                                                       {301, "Moved Permanently"},
                                                       {302, "Found"},
                                                       {303, "See Other"},
                                                       {304, "Not Modified"},
                                                       {307, "Temporary Redirect"},
                                                       {308, "Permanent Redirect"},
                                                       {400, "Bad Request"},
                                                       {401, "Unauthorized"},
                                                       {403, "Forbidden"},
                                                       {404, "Not Found"},
                                                       {405, "Method Not Allowed"},
                                                       {406, "Not Acceptable"},
                                                       {408, "Request Timeout"},
                                                       {409, "Conflict"},
                                                       {410, "Gone"},
                                                       {412, "Precondition Failed"},
                                                       {413, "Content Too Large"},
                                                       {414, "URI Too Long"},
                                                       {415, "Unsupported Media Type"},
                                                       {417, "Expectation Failed"},
                                                       {422, "Unprocessable Content"},
                                                       {423, "Locked"},
                                                       {428, "Precondition Required"},
                                                       {429, "Too Many Requests"},
                                                       {431, "Request Header Fields Too Large"},
                                                       {500, "Internal Server Error"},
                                                       {501, "Not Implemented"},
                                                       {502, "Bad Gateway"},
                                                       {503, "Service Unavailable"},
                                                       {504, "Gateway Timeout"},
                                                       {505, "HTTP Version Not Supported"}};
  const auto found = phrases.find(status);
  return found == phrases.end() ? "Unknown" : found->second;
}

namespace {

std::string date_now() {
  const auto now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 40> text{};
  const auto size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return {text.data(), size};
}

/// A header value may come from data; a line break in it would start another header.
std::string one_line(std::string_view text) {
  std::string line{text};
  std::ranges::replace_if(
      line, [](char c) { return c == '\r' || c == '\n' || c == '\0'; }, ' ');
  return line;
}

}  // namespace

std::string answer_head(const Response& response, AnswerShape shape) {
  auto text =
      fmt::format("HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status, reason_phrase(response.status), date_now());
  const bool no_length = response.status == 204 || response.status == 304;
  if (shape.length && !no_length) text += fmt::format("Content-Length: {}\r\n", *shape.length);
  if (!shape.length && !shape.http_1_0) text += "Transfer-Encoding: chunked\r\n";
  if (!shape.keep_alive) text += "Connection: close\r\n";
  if (shape.keep_alive && shape.http_1_0) text += "Connection: keep-alive\r\n";
  for (const auto& [name, value] : response.headers) {
    const bool ours = same_name(name, "content-length") || same_name(name, "transfer-encoding") ||
                      same_name(name, "connection") || same_name(name, "date");
    if (!ours) text += fmt::format("{}: {}\r\n", one_line(name), one_line(value));
  }
  return text + "\r\n";
}

Response plain_refusal(int status) {
  Response response{.status = status, .headers = {{"Content-Type", "text/plain; charset=utf-8"}}};
  response.body = fmt::format("{} {}\n", status, reason_phrase(status));
  return response;
}

}  // namespace opencarnet::http
