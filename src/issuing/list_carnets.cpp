#include "issuing/cursor.h"
#include "issuing/use_cases.h"

namespace opencarnet::issuing {
namespace {

carnet::State state_named(const std::string& name) {
  using carnet::State;
  for (const auto state : {State::draft, State::issued, State::activated, State::blocked, State::cancelled,
                           State::discharged, State::replaced})
    if (carnet::to_text(state) == name) return state;
  throw std::logic_error("the contract has a state that the kernel does not know: " + name);
}

std::vector<CarnetLine> find(edge::Context& context, const std::optional<carnet::State>& state,
                             const std::optional<std::string>& number, carnet::CarnetId before, std::int64_t limit) {
  auto& session = context.db();
  const auto& association = context.actor.tenant_id;
  if (!number) return list_carnet_lines(session, association, state, before, limit);
  auto lines = list_carnet_lines_by_number(session, association, *number, before);
  std::erase_if(lines, [&](const auto& line) { return state && line.state != *state; });
  if (static_cast<std::int64_t>(lines.size()) > limit) lines.erase(lines.begin() + limit, lines.end());
  return lines;
}

json summary_of(const CarnetLine& line) {
  json out = {{"carnet_id", line.carnet_id},
              {"type", line.type},
              {"state", std::string(carnet::to_text(line.state))},
              {"items", line.items}};
  const auto put = [&](const char* name, const std::optional<std::string>& value) {
    if (value) out[name] = *value;
  };
  put("number", line.number);
  put("holder_name", line.holder_name);
  put("issued_on", line.issued_on);
  put("valid_until", line.valid_until);
  put("value", line.total_value);
  put("currency", line.currency);
  return out;
}

}  // namespace

Result<edge::Answer> list_carnets(edge::Context& context, const edge::Input& input) {
  const auto before = carnet_before(input.query_text("cursor"));
  if (!before) return tl::unexpected(before.error());
  std::optional<carnet::State> state;
  if (const auto name = input.query_text("state")) state = state_named(*name);

  // One more than asked tells whether there is a next page.
  const auto limit = input.integer("limit");
  auto lines = find(context, state, input.query_text("number"), *before, limit + 1);
  edge::Answer answer;
  answer.body["carnets"] = json::array();
  if (static_cast<std::int64_t>(lines.size()) > limit) {
    lines.pop_back();
    answer.body["next_cursor"] = cursor_after(lines.back().carnet_id);
  }
  for (const auto& line : lines) answer.body["carnets"].push_back(summary_of(line));
  context.audit({"list_carnets", "association:" + context.actor.tenant_id, "done", ""});
  return answer;
}

}  // namespace opencarnet::issuing
