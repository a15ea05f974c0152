#include "edge/route.h"

#include <charconv>
#include <stdexcept>

namespace opencarnet::edge {
namespace {

constexpr std::array<std::string_view, 8> role_names{"none",  "officer", "controller",  "regional_manager",
                                                     "admin", "holder",  "nics_client", "operator_of_core"};

const std::string* found(const std::map<std::string, std::string>& in, const std::string& key) {
  const auto at = in.find(key);
  return at == in.end() ? nullptr : &at->second;
}

}  // namespace

std::string_view name(Role role) { return role_names.at(static_cast<std::size_t>(role)); }

std::optional<Role> role_named(std::string_view text) {
  const auto at = std::find(role_names.begin(), role_names.end(), text);
  if (at == role_names.end()) return {};
  return static_cast<Role>(at - role_names.begin());
}

std::optional<std::string> Input::query_text(const std::string& key) const {
  if (const auto* text = found(query, key)) return *text;
  return {};
}

std::optional<std::string> Input::header(const std::string& lower_case_name) const {
  if (const auto* text = found(headers, lower_case_name)) return *text;
  return {};
}

std::int64_t Input::integer(const std::string& key) const {
  const auto* text = found(path, key);
  if (text == nullptr) text = found(query, key);
  if (text == nullptr) throw std::logic_error("the request has no value " + key);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
  if (error != std::errc{} || end != text->data() + text->size())
    throw std::logic_error("the contract does not declare " + key + " as integer");
  return value;
}

bool Input::flag(const std::string& key) const {
  const auto* text = found(query, key);
  return text != nullptr && *text == "true";
}

Verdict Input::made_to(std::string_view newest_version) const {
  if (if_match.empty()) return refuse(Code::precondition_required);
  if (if_match != "*" && if_match != newest_version)
    return refuse(Code::newer_version_exists, {{"yours", if_match}, {"newest", std::string(newest_version)}});
  return {};
}

std::string Context::publish(const platform::Event& event) {
  auto id = platform::publish(db(), origin, event);
  if (published != nullptr) published->push_back(id);
  return id;
}

void Context::audit(const platform::AuditEntry& entry) {
  if (audited != nullptr) {
    audited->push_back(entry);
  } else {
    platform::audit(db(), origin, entry);
  }
}

Result<Answer> Context::write(const Step& step) {
  if (open_write) return open_write(step);
  // Without an edge (a use case called by a test or by the demo world): one plain transaction.
  Result<Answer> result;
  database.write([&](platform::Session& opened) {
    Context inner{actor, now, origin, &opened, database, language};
    inner.published = published;
    result = step(inner);
    const bool keep = result || result.error().keep_changes;
    return keep ? platform::Outcome::commit : platform::Outcome::roll_back;
  });
  return result;
}

}  // namespace opencarnet::edge
