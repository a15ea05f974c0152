#include "carnet/allowed_actions.h"
#include "customs/seen_carnet.h"
#include "customs/use_cases.h"
#include "records/carnet_json.h"

namespace opencarnet::customs {

Result<Answer> get_carnet(const Dependencies& /*dependencies*/, Context& context, const Input& input) {
  const auto seen = find_seen(context, input.integer("carnet_id"));
  if (!seen) return tl::unexpected(seen.error());
  audit(context, "get_carnet", seen->file.carnet().carnet_id);
  Answer answer;
  answer.body["allowed_actions"] = records::to_json(carnet::allowed_actions(seen->file.situation(seen->desk)));
  put_carnet(answer, seen->file, seen->visible);
  put_places(answer, seen->file, seen->visible);
  return answer;
}

}  // namespace opencarnet::customs
