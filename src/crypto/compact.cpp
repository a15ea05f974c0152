#include "crypto/compact.h"

#include "crypto/secrets.h"

namespace opencarnet::crypto {
namespace {

using Json = nlohmann::json;
constexpr std::size_t longest_header = 4096;

/// Counts members while parsing: a parser that keeps the last of two equal names may be told two things.
Json parse_without_repeats(const Bytes& bytes) {
  std::vector<std::set<std::string>> open;
  bool repeated = false;
  const auto watch = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start) open.emplace_back();
    if (event == Json::parse_event_t::object_end && !open.empty()) open.pop_back();
    if (event == Json::parse_event_t::key && !open.empty()) {
      repeated = repeated || !open.back().insert(parsed.get<std::string>()).second;
    }
    return depth <= 3;
  };
  auto parsed = Json::parse(bytes.begin(), bytes.end(), watch, false);
  return repeated || !parsed.is_object() ? Json(nullptr) : parsed;
}

}  // namespace

std::optional<std::vector<std::string_view>> compact_parts(std::string_view token, std::size_t count) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto dot = token.find('.');
    parts.push_back(token.substr(0, dot));
    if (dot == std::string_view::npos || parts.size() > count) break;
    token.remove_prefix(dot + 1);
  }
  if (parts.size() != count) return std::nullopt;
  return parts;
}

Json compact_header(std::string_view part) {
  const auto bytes = part.size() <= longest_header ? from_base64url(part) : std::nullopt;
  return bytes ? parse_without_repeats(*bytes) : Json(nullptr);
}

std::string header_text(const Json& header, const char* member) {
  const auto found = header.find(member);
  return found != header.end() && found->is_string() ? found->get<std::string>() : std::string();
}

}  // namespace opencarnet::crypto
