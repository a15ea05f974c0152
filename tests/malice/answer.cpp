#include "malice/answer.h"

#include <algorithm>

#include <fmt/format.h>

namespace opencarnet::malice {

std::string Answer::header(const std::string& lower_case_name) const {
  const auto found = headers.find(lower_case_name);
  return found == headers.end() ? std::string{} : found->second;
}

std::string heard(std::uint16_t port, const std::string& bytes, std::chrono::milliseconds patience) {
  http::RawSocket socket{port};
  socket.say(bytes);
  return socket.hear_all(patience);
}

std::vector<Answer> answers_in(const std::string& bytes) {
  std::vector<Answer> answers;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto end = bytes.find("\r\n\r\n", at);
    if (end == std::string::npos || bytes.compare(at, 5, "HTTP/") != 0) break;
    Answer answer;
    const auto head = bytes.substr(at, end + 2 - at);
    answer.status = std::stoi(head.substr(head.find(' ') + 1));
    for (auto line = head.find("\r\n") + 2; line < head.size();) {
      const auto line_end = head.find("\r\n", line);
      const auto colon = head.find(": ", line);
      auto name = head.substr(line, colon - line);
      std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
      answer.headers.emplace(std::move(name), head.substr(colon + 2, line_end - colon - 2));
      line = line_end + 2;
    }
    const auto length = answer.header("content-length");
    const auto size = length.empty() ? std::size_t{0} : std::stoul(length);
    answer.body = bytes.substr(end + 4, size);
    at = end + 4 + size;
    answers.push_back(std::move(answer));
  }
  return answers;
}

Answer asked(std::uint16_t port, const std::string& method, const std::string& target, const std::string& host,
             const std::vector<std::string>& header_lines, const std::string& body) {
  auto request = fmt::format("{} {} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n", method, target, host);
  for (const auto& line : header_lines) request += line + "\r\n";
  if (!body.empty()) request += fmt::format("Content-Length: {}\r\n", body.size());
  http::RawSocket socket{port};
  socket.say(request + "\r\n" + body);
  // A live stream does not end: its head is enough, as is that of an answer to HEAD.
  const auto head = socket.hear("\r\n\r\n");
  const bool stream = head.find("text/event-stream") != std::string::npos;
  const auto answers = answers_in(head + (stream || method == "HEAD" ? std::string{} : socket.hear_all()));
  return answers.empty() ? Answer{} : answers.front();
}

}  // namespace opencarnet::malice
