#include "carnet/commit.h"
#include "customs/correction_store.h"
#include "customs/presented.h"
#include "customs/use_cases.h"

namespace opencarnet::customs {

Result<Answer> reject_declaration(const Dependencies& /*dependencies*/, Context& context, const Input& input) {
  const auto presented = lock_presented(context, input.path.at("declaration_id"));
  if (!presented) return tl::unexpected(presented.error());
  const auto desk = desk_for(context, input.body, *presented);
  if (!desk) return tl::unexpected(desk.error());
  if (desk->territory.code != presented->presentation.territory) return refuse(Code::not_found);
  const auto& declaration = presented->declaration();
  const auto reason = input.body.at("reason").get<std::string>();
  if (auto verdict = carnet::decide_reject(presented->file.history, declaration, reason); !verdict)
    return tl::unexpected(std::move(verdict.error()));
  if (auto verdict = check_not_rejected(presented->record); !verdict) return tl::unexpected(std::move(verdict.error()));

  const auto type = std::string(carnet::to_text(declaration.type));
  const auto rejected_at = to_text(context.now);
  if (!insert_rejection(context.db(), {declaration.declaration_id, declaration.signature_no, declaration.carnet_id,
                                       type, desk->country, desk->territory.code, desk->office_id, desk->office,
                                       context.actor.account_id, context.actor.display_name, reason, context.now}))
    return refuse(Code::declaration_rejected, {{"at", rejected_at}});
  publish(context, presented->file, *desk, "declaration_rejected",  // V2: without the reason
          {{"declaration_id", declaration.declaration_id},
           {"type", type},
           {"office", desk->office},
           {"rejected_at", rejected_at}});
  audit(context, "reject_declaration", declaration.carnet_id);
  Answer answer;
  answer.body = {{"rejected_at", rejected_at}};
  return answer;
}

}  // namespace opencarnet::customs
