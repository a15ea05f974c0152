// Bytes of a connection on their way through the guard: whatever passes is read in one way only (request smuggling).
#include "fuzz/fuzz.h"
#include "http/answer_head.h"
#include "http/guard.h"

namespace opencarnet::http {
namespace {

using fuzz::promise;

constexpr std::size_t body_limit = 1'000;

const Guard::Limit& limit() {
  static const Guard::Limit same = [](std::string_view, std::string_view) { return body_limit; };
  return same;
}

// One complete message at the front of `ready`, read by the letter and with no mercy; its size.
std::size_t check_message(std::string_view ready) {
  const auto end = ready.find("\r\n\r\n");
  promise(end != ready.npos && end + 4 <= max_head_bytes + 200, "a head passes whole and within its limit");
  const auto head = ready.substr(0, end + 2);
  std::size_t hosts = 0, length = 0, lengths = 0, at = 0;
  for (bool first = true; at < head.size(); first = false) {
    const auto line_end = head.find("\r\n", at);
    const auto line = head.substr(at, line_end - at);
    at = line_end + 2;
    promise(line.find_first_of(std::string_view{"\r\n\0", 3}) == line.npos, "no line hides another");
    promise(!line.starts_with(' ') && !line.starts_with('\t'), "no header is folded");
    if (first) {
      promise(std::count(line.begin(), line.end(), ' ') == 2, "a request line has three words");
      continue;
    }
    const auto colon = line.find(':');
    promise(colon != line.npos && colon > 0 && line[colon - 1] != ' ', "a header has a name");
    const auto name = line.substr(0, colon);
    auto value = line.substr(colon + 1);
    while (value.starts_with(' ')) value.remove_prefix(1);
    promise(!same_name(name, "transfer-encoding"), "no coding of the client's passes");
    promise(!same_name(name, "upgrade") && !same_name(name, "expect"), "nothing that changes the connection passes");
    if (same_name(name, "host")) ++hosts;
    if (same_name(name, "content-length")) {
      ++lengths;
      promise(!value.empty() && value.find_first_not_of("0123456789") == value.npos, "a length is digits");
      length = std::stoull(std::string{value});
    }
  }
  promise(hosts == 1 || (hosts == 0 && head.find(" HTTP/1.0\r\n") != head.npos), "a request is for one host");
  promise(lengths <= 1 && length <= body_limit, "one length, within the limit");
  promise(end + 4 + length <= ready.size(), "a counted body is whole");
  return end + 4 + length;
}

// What the guard has let through of `wire`, which it completed `messages` of, cut off behind the last whole one.
void check_ready(const Guard& guard) {
  std::string_view ready = guard.ready;
  std::uint64_t messages = 0;
  while (messages < guard.completed()) {
    ready.remove_prefix(check_message(ready));
    ++messages;
  }
  promise(ready.empty() || guard.handed_over(), "nothing passes behind the last message");
}

// What passed before a refusal, whose status may differ: of two faults the one seen first is told.
std::string_view passed(const Guard& guard) {
  const std::string_view ready = guard.ready;
  return guard.refused() ? ready.substr(0, ready.rfind("GET / HTTP/1.1\r\nHost: refused")) : ready;
}

void check_guard(std::string_view wire, std::size_t step) {
  Guard whole{limit()}, by_parts{limit()};
  whole.feed(wire);
  for (std::size_t at = 0; at < wire.size(); at += step) by_parts.feed(wire.substr(at, step));
  promise(passed(whole) == passed(by_parts) && whole.refused() == by_parts.refused() &&
              whole.completed() == by_parts.completed() && whole.within_message() == by_parts.within_message(),
          "how bytes arrive says nothing");
  check_ready(whole);
  // What passed is in the one form: through another guard it passes as it is. Our own word is never taken from outside.
  if (whole.handed_over() || whole.ready.find(guard_header) != std::string::npos) return;
  Guard again{limit()};
  again.feed(whole.ready);
  promise(again.ready == whole.ready && again.completed() == whole.completed(), "what passed passes unchanged");
}

void check_head(std::string_view block) {
  const auto head = parse_head(block);
  if (!head) {
    static constexpr std::array statuses{400, 414, 417, 431, 501, 505};
    promise(std::ranges::find(statuses, head.error()) != statuses.end(), "a refusal has a status that was promised");
    return;
  }
  promise(fuzz::is_utf8(head->path), "a path is UTF-8");
  promise(std::ranges::none_of(head->path, [](unsigned char c) { return c < 0x20 || c == 0x7f; }),
          "a path has no control characters");
  promise(head->headers.size() <= max_header_count && head->target.size() <= max_target_bytes, "limits hold");
  promise(!(head->chunked && head->content_length), "a body has one length");
  std::string written = head->method + " " + head->target + " HTTP/1." + std::to_string(head->minor_version) + "\r\n";
  for (const auto& [name, value] : head->headers) written += name + ":" + value + "\r\n";
  const auto again = parse_head(written + "\r\n");
  promise(again.has_value() && again->headers == head->headers && again->path == head->path &&
              again->query == head->query && again->content_length == head->content_length,
          "a head that was read is written and read again");
  Request request{head->method, head->path, head->query, head->headers, {}, {}, false};
  static_cast<void>(request.cookie("__Host-session"));
  static_cast<void>(request.header("content-type"));
}

// Whatever an answer's headers hold, it has one head of as many lines as it has headers.
void check_answer(fuzz::Input& input) {
  Response response;
  while (!input.rest().empty() && response.headers.size() < 10) {
    const auto name = input.line().substr(0, 50);
    response.headers.emplace_back(name, input.line());
  }
  response.headers.emplace_back("X-Last", input.rest());
  const auto head = answer_head(response, {true, false, 0});
  promise(head.ends_with("\r\n\r\n") && head.find("\r\n\r\n") == head.size() - 4, "an answer has one head");
  const auto lines = std::count(head.begin(), head.end(), '\n');
  promise(lines <= static_cast<std::ptrdiff_t>(response.headers.size()) + 4, "no header becomes two");
  promise(std::count(head.begin(), head.end(), '\r') == lines, "lines of an answer end with CRLF");
}

}  // namespace
}  // namespace opencarnet::http

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace http = opencarnet::http;
  opencarnet::fuzz::Input input{data, size};
  const auto choice = input.choice(64);
  if (choice == 62) {
    http::check_answer(input);
  } else if (choice == 63) {
    http::check_head(input.rest());
  } else {
    http::check_guard(input.rest(), choice + 1);
  }
  return 0;
}
