#include "issuing/answers.h"
#include "issuing/issuer.h"
#include "issuing/use_cases.h"
#include "records/carnet_record.h"

namespace opencarnet::issuing {
namespace {

json never_issued(Session& session, const StoredCarnet& carnet) {
  Draft draft{carnet.content, find_general_list(session, carnet.carnet_id)};
  const auto totals = digest_of(draft).totals;
  auto answer = draft_answer(carnet, name_of_association(session, carnet.association_id), totals);
  answer["general_list"] = std::move(draft.general_list);
  return answer;
}

json issued(Session& session, const StoredCarnet& carnet) {
  return records::carnet_answer(records::find_carnet(session, carnet.carnet_id).value(),
                                records::load_history(session, carnet.carnet_id));
}

}  // namespace

Result<edge::Answer> get_carnet(edge::Context& context, const edge::Input& input) {
  auto& session = context.db();
  const auto carnet = find_own_carnet(session, context.actor.tenant_id, input.integer("carnet_id"));
  if (!carnet) return refuse(Code::not_found);
  context.audit({"get_carnet", subject_of(carnet->carnet_id), "done", ""});
  return versioned(200, carnet->number ? issued(session, *carnet) : never_issued(session, *carnet), carnet->version);
}

}  // namespace opencarnet::issuing
