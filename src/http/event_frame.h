// The bytes of server-sent events (WHATWG HTML §9.2).
#pragma once
#include <algorithm>
#include <string>
#include <string_view>

namespace opencarnet::http {

/// Every line of `data` becomes a data line; an id or name with a line break loses it.
[[nodiscard]] inline std::string event_frame(std::string_view id, std::string_view event, std::string_view data) {
  const auto add_field = [](std::string& frame, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    frame.append(name).append(": ");
    for (const char c : value) {
      if (c != '\r' && c != '\n' && c != '\0') frame += c;
    }
    frame += '\n';
  };
  std::string frame;
  add_field(frame, "id", id);
  add_field(frame, "event", event);
  while (true) {
    const auto end = std::min(data.find_first_of("\r\n"), data.size());
    frame.append("data: ").append(data.substr(0, end)).append("\n");
    if (end == data.size()) break;
    data.remove_prefix(end + (data.substr(end, 2) == "\r\n" ? 2 : 1));
  }
  return frame + "\n";
}

[[nodiscard]] inline std::string comment_frame(std::string_view text) {
  std::string frame{": "};
  for (const char c : text) frame += c == '\r' || c == '\n' ? ' ' : c;
  return frame + "\n\n";
}

}  // namespace opencarnet::http
