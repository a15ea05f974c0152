#include "issuing/answers.h"
#include "issuing/issuer.h"
#include "issuing/use_cases.h"

namespace opencarnet::issuing {

Result<edge::Answer> update_draft(edge::Context& context, const edge::Input& input) {
  auto& session = context.db();
  const auto carnet_id = input.integer("carnet_id");
  auto carnet = find_own_carnet(session, context.actor.tenant_id, carnet_id);
  if (!carnet) return refuse(Code::not_found);
  if (auto verdict = check_is_draft(*carnet, "changed"); !verdict) return tl::unexpected(verdict.error());
  if (auto verdict = input.made_to(std::to_string(carnet->version)); !verdict) return tl::unexpected(verdict.error());

  const auto draft = draft_of(input.body);
  const auto digest = digest_of(draft);
  if (!update_draft_row(session, carnet_id, carnet->version, draft, digest, context.now)) {
    // Somebody was faster since it was read: tell what is there now.
    const auto newest = find_own_carnet(session, context.actor.tenant_id, carnet_id).value();
    if (auto verdict = check_is_draft(newest, "changed"); !verdict) return tl::unexpected(verdict.error());
    return refuse(Code::newer_version_exists,
                  {{"yours", std::to_string(carnet->version)}, {"newest", std::to_string(newest.version)}});
  }
  carnet->content = draft.content;
  ++carnet->version;
  context.publish({.type = "draft_updated",
                   .subject = subject_of(carnet_id),
                   .territory = carnet->home_territory,
                   .payload = {{"carnet_id", carnet_id},
                               {"association_id", carnet->association_id},
                               {"type", digest.type},
                               {"items", digest.items},
                               {"version", carnet->version}},
                   .topics = topics_of(carnet_id, carnet->association_id)});
  context.audit({"update_draft", subject_of(carnet_id), "done", ""});
  return versioned(200, draft_answer(*carnet, name_of_association(session, carnet->association_id), digest.totals),
                   carnet->version);
}

}  // namespace opencarnet::issuing
