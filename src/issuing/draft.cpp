#include "issuing/draft.h"

#include "records/carnet_json.h"

namespace opencarnet::issuing {
namespace {

std::optional<std::string> text_at(const json& object, const char* name) {
  const auto found = object.find(name);
  if (found == object.end()) return {};
  return found->get<std::string>();
}

}  // namespace

Draft draft_of(const json& body) {
  Draft draft{body, json::array()};
  if (const auto list = draft.content.find("general_list"); list != draft.content.end()) {
    draft.general_list = std::move(*list);
    draft.content.erase(list);
  }
  return draft;
}

Digest digest_of(const Draft& draft) {
  const auto& content = draft.content;
  Digest digest;
  digest.type = text_at(content, "type").value_or("ata");
  digest.wanted_number = text_at(content, "number");
  digest.valid_until = text_at(content, "valid_until");
  digest.currency = text_at(content, "currency");
  if (content.contains("holder")) digest.holder_name = text_at(content.at("holder"), "name");
  digest.items = static_cast<std::int64_t>(draft.general_list.size());
  FieldErrors errors;
  const auto carnet = records::carnet_from(content, draft.general_list, errors);
  if (!errors.empty() || !digest.currency) return digest;
  if (auto sums = carnet::totals(carnet.general_list, carnet.currency)) digest.totals = std::move(*sums);
  return digest;
}

}  // namespace opencarnet::issuing
