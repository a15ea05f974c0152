#include "crypto/secrets.h"
#include "customs/desk.h"
#include "customs/use_cases.h"
#include "directory/directory_store.h"
#include "directory/workplace.h"
#include "edge/search_form.h"

namespace opencarnet::customs {
namespace {

using directory::Office;

// By name; equal names by identifier, so that pages never overlap.
bool before(const Office& a, const Office& b) {
  const auto order = edge::compare_names(name_of(a), name_of(b));
  return order == 0 ? a.office_id < b.office_id : order < 0;
}

// Offices come with identifiers of their administration's own making: more letters than new_id() uses.
bool may_be_office_id(std::string_view text) {
  return text.size() == 20 &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); });
}

// A cursor is base64url of the last office shown.
Result<std::optional<Office>> read_cursor(Context& context, const Input& input) {
  const auto cursor = input.query_text("cursor");
  if (!cursor) return std::nullopt;
  if (const auto bytes = crypto::from_base64url(*cursor))
    if (const auto office_id = crypto::text_of(*bytes); may_be_office_id(office_id))
      if (auto office = directory::find_office(context.db(), office_id)) return office;
  FieldErrors errors;
  errors.add("/query/cursor", Code::cursor_not_ours);
  return tl::unexpected(std::move(errors).verdict().error());
}

}  // namespace

Result<Answer> list_offices(const Dependencies& /*dependencies*/, Context& context, const Input& input) {
  const auto last = read_cursor(context, input);
  if (!last) return tl::unexpected(last.error());
  const auto wanted = edge::search_form(input.query_text("q").value_or(""));
  auto offices = directory::list_workplaces(context.db(), context.actor);
  std::erase_if(offices, [&](const Office& office) {
    const bool shown = *last && !before(**last, office);
    return shown || (edge::search_form(name_of(office)).find(wanted) == std::string::npos &&
                     edge::search_form(office.code).find(wanted) == std::string::npos);
  });
  std::sort(offices.begin(), offices.end(), before);

  Answer answer;
  if (const auto limit = static_cast<std::size_t>(input.integer("limit")); offices.size() > limit) {
    offices.resize(limit);
    answer.body["next_cursor"] = crypto::base64url(crypto::bytes_of(offices.back().office_id));
  }
  std::map<std::string, std::string> regions;
  for (const auto& region : directory::list_regions(context.db(), context.actor.tenant_id))
    regions[region.region_id] = region.name;
  answer.body["offices"] = nlohmann::json::array();
  for (const auto& office : offices)
    answer.body["offices"].push_back({{"office_id", office.office_id},
                                      {"name", name_of(office)},
                                      {"region", regions[office.region_id]},
                                      {"is_default", office.office_id == context.actor.office_id}});
  return answer;
}

}  // namespace opencarnet::customs
