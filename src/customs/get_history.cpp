#include "customs/correction_store.h"
#include "customs/seen_carnet.h"
#include "customs/use_cases.h"

namespace opencarnet::customs {

Result<Answer> get_history(const Dependencies& /*dependencies*/, Context& context, const Input& input) {
  const auto seen = find_seen(context, input.integer("carnet_id"));
  if (!seen) return tl::unexpected(seen.error());
  const auto carnet_id = seen->file.carnet().carnet_id;
  const auto& territory = seen->desk.territory.code;
  audit(context, "get_history", carnet_id);
  Answer answer;
  answer.body = {{"transactions", history_answer(seen->file, seen->visible, territory)},
                 {"rejections", nlohmann::json::array()}};
  for (const auto& rejection : list_rejections(context.db(), carnet_id, territory))  // V2
    answer.body["rejections"].push_back({{"declaration_id", rejection.declaration_id},
                                         {"office", rejection.office},
                                         {"officer", rejection.officer},
                                         {"reason", rejection.reason},
                                         {"rejected_at", to_text(rejection.rejected_at)}});
  return answer;
}

}  // namespace opencarnet::customs
