#include "edge/problem.h"
#include "issuing/answers.h"
#include "issuing/issuer.h"
#include "issuing/use_cases.h"
#include "records/carnet_json.h"

namespace opencarnet::issuing {

Result<edge::Answer> check_draft(edge::Context& context, const edge::Input& input) {
  auto& session = context.db();
  auto carnet = find_own_carnet(session, context.actor.tenant_id, input.integer("carnet_id"));
  if (!carnet) return refuse(Code::not_found);
  if (auto verdict = check_is_draft(*carnet, "checked"); !verdict) return tl::unexpected(verdict.error());
  const auto issuer = find_issuer(session, carnet->association_id, context.now);
  if (!issuer) return tl::unexpected(issuer.error());

  const auto facts = load_facts(session, *issuer, carnet->carnet_id, carnet->content);
  const auto checked = check_issue({std::move(carnet->content), find_general_list(session, carnet->carnet_id)}, facts);
  edge::Answer answer;
  answer.body = {{"ready", checked.errors.empty()}, {"errors", json::array()}};
  if (checked.totals) answer.body["totals"] = records::to_json(*checked.totals);
  if (!checked.errors.empty()) {
    // The words are those of the refusal that issue_carnet would answer with.
    const Refusal refusal{
        Code::field_errors, {{"count", std::to_string(checked.errors.size())}}, checked.errors, false};
    answer.body["errors"] = edge::problem_document(refusal, edge::Texts::built_in(), context.language).at("errors");
  }
  context.audit({"check_draft", subject_of(carnet->carnet_id), "done", ""});
  return answer;
}

}  // namespace opencarnet::issuing
