// An answer's body as text: what use cases built as a document, and what they wrote themselves.
#include <fmt/format.h>

#include "edge/problem.h"
#include "edge/route.h"

namespace opencarnet::edge {
namespace {

using nlohmann::json;
using Written = std::map<std::string, std::string>;

// The first of the written members that lie under this pointer, or the end.
Written::const_iterator first_under(const Written& written, const std::string& pointer) {
  const auto prefix = pointer + "/";
  const auto first = written.lower_bound(prefix);
  return first != written.end() && first->first.starts_with(prefix) ? first : written.end();
}

void write(std::string& out, const json& body, const Written& written, const std::string& pointer) {
  const char* separator = "{";
  const auto put = [&](const std::string& name) {
    out += std::exchange(separator, ",");
    out += dumped(name);
    out += ':';
  };
  for (const auto& [name, value] : body.items()) {
    put(name);
    const auto at = fmt::format("{}/{}", pointer, name);
    if (first_under(written, at) == written.end())
      out += dumped(value);
    else
      write(out, value, written, at);
  }
  for (auto part = first_under(written, pointer); part != written.end() && part->first.starts_with(pointer + "/");
       ++part) {
    const auto name = part->first.substr(pointer.size() + 1);
    if (name.find('/') != std::string::npos) continue;  // of a member further below
    put(name);
    out += part->second;
  }
  out += '}';
}

}  // namespace

std::string Answer::text() const {
  if (written.empty()) return dumped(body);
  std::string out;
  write(out, body, written, "");
  return out;
}

json Answer::document() const {
  auto out = body;
  for (const auto& [pointer, text] : written) out[json::json_pointer(pointer)] = json::parse(text);
  return out;
}

}  // namespace opencarnet::edge
