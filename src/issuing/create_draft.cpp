#include <stdexcept>

#include "issuing/answers.h"
#include "issuing/issuer.h"
#include "issuing/use_cases.h"
#include "platform/carnet_ids.h"

namespace opencarnet::issuing {
namespace {

struct Begun {
  StoredCarnet carnet;
  std::string issued_by;
  Digest digest;
};

Result<Begun> begin(edge::Context& context, const json& body, std::optional<carnet::CarnetId> carnet_id) {
  const auto issuer = find_issuer(context.db(), context.actor.tenant_id, context.now);
  if (!issuer) return tl::unexpected(issuer.error());
  const auto draft = draft_of(body);
  Begun begun;
  begun.issued_by = issuer->name;
  begun.digest = digest_of(draft);
  auto& carnet = begun.carnet;
  carnet.carnet_id = carnet_id ? *carnet_id : platform::next_carnet_id(context.db());
  carnet.association_id = issuer->association_id;
  carnet.country_of_issue = issuer->country;
  carnet.home_territory = issuer->territory;
  carnet.version = 1;
  carnet.content = draft.content;
  if (!insert_draft(context.db(), carnet, draft, begun.digest, context.now))
    throw std::logic_error("the carnet ID " + std::to_string(carnet.carnet_id) + " is in use");
  context.publish({.type = "draft_created",
                   .subject = subject_of(carnet.carnet_id),
                   .territory = carnet.home_territory,
                   .payload = {{"carnet_id", carnet.carnet_id},
                               {"association_id", carnet.association_id},
                               {"type", begun.digest.type},
                               {"items", begun.digest.items}},
                   .topics = topics_of(carnet.carnet_id, carnet.association_id)});
  context.audit({"create_draft", subject_of(carnet.carnet_id), "done", ""});
  return begun;
}

}  // namespace

Result<carnet::CarnetId> begin_carnet(edge::Context& context, const json& content,
                                      std::optional<carnet::CarnetId> carnet_id) {
  const auto begun = begin(context, content, carnet_id);
  if (!begun) return tl::unexpected(begun.error());
  return begun->carnet.carnet_id;
}

Result<edge::Answer> create_draft(edge::Context& context, const edge::Input& input) {
  const auto begun = begin(context, input.body, {});
  if (!begun) return tl::unexpected(begun.error());
  return versioned(201, draft_answer(begun->carnet, begun->issued_by, begun->digest.totals), begun->carnet.version);
}

}  // namespace opencarnet::issuing
