#include "base/code_text.h"
#include "crypto/codes.h"
#include "identity/guarded_password.h"
#include "issuing/answers.h"
#include "issuing/issuer.h"
#include "issuing/use_cases.h"
#include "records/carnet_record.h"

namespace opencarnet::issuing {
namespace {

// A draft judged fit, with what its issue writes. It holds as long as the draft keeps its version.
struct Fit {
  std::int64_t version = 0;
  Issue issue;
  std::string association_id;
};

Result<Fit> judge(Session& session, const edge::Context& context, const StoredCarnet& carnet) {
  const auto becomes = carnet::decide_life(carnet.standing, {}, carnet::LifeChange::issue);
  if (!becomes) return tl::unexpected(becomes.error());
  const auto issuer = find_issuer(session, carnet.association_id, context.now);
  if (!issuer) return tl::unexpected(issuer.error());
  const auto facts = load_facts(session, *issuer, carnet.carnet_id, carnet.content);
  auto checked = check_issue({carnet.content, find_general_list(session, carnet.carnet_id)}, facts);
  if (!checked.errors.empty()) {
    const Params count{{"count", std::to_string(checked.errors.size())}};
    return tl::unexpected(Refusal{Code::field_errors, count, std::move(checked.errors), false});
  }
  Fit fit;
  fit.version = carnet.version;
  fit.association_id = carnet.association_id;
  fit.issue.carnet = std::move(checked.carnet);
  fit.issue.carnet.standing = *becomes;
  fit.issue.content_sha256 = content_digest(fit.issue.carnet);
  return fit;
}

void tell(edge::Context& context, const Fit& fit) {
  const auto& carnet = fit.issue.carnet;
  context.publish({.type = "carnet_issued",
                   .subject = subject_of(carnet.carnet_id),
                   .territory = carnet.home_territory,
                   .payload = {{"carnet_id", carnet.carnet_id},
                               {"number", carnet.number},
                               {"type", std::string(carnet::to_text(carnet.type))},
                               {"association_id", fit.association_id},
                               {"country_of_issue", carnet.country_of_issue},
                               {"home_territory", carnet.home_territory},
                               {"issued_on", to_text(carnet.issued_on)},
                               {"valid_until", to_text(carnet.valid_until)},
                               {"territories", carnet.territories},
                               {"items", carnet.general_list.size()},
                               {"content_sha256", fit.issue.content_sha256}},
                   .topics = topics_of(carnet.carnet_id, fit.association_id)});
  context.audit({"issue_carnet", subject_of(carnet.carnet_id), "done", ""});
}

// `judged`: what was found before the transaction, so that a long list is not judged while others wait to write.
Result<IssuedCarnet> issue_judged(edge::Context& context, carnet::CarnetId carnet_id, const Pin& pin,
                                  std::optional<Fit> judged) {
  auto& session = context.db();
  records::lock_carnet(session, carnet_id);
  const auto carnet = find_own_carnet(session, context.actor.tenant_id, carnet_id);
  if (!carnet) return refuse(Code::not_found);
  if (auto verdict = check_is_draft(*carnet, "issued"); !verdict) return tl::unexpected(verdict.error());
  if (!judged || judged->version != carnet->version) {
    auto anew = judge(session, context, *carnet);
    if (!anew) return tl::unexpected(std::move(anew.error()));
    judged = std::move(*anew);
  }
  auto& issue = judged->issue;
  issue.pin_hash = pin.hash;
  if (!claim_number(session, issue.carnet.number, carnet_id, context.now)) {
    FieldErrors errors;
    errors.add("/number", Code::carnet_number_taken, {{"number", issue.carnet.number}});
    return tl::unexpected(std::move(errors).verdict().error());
  }
  if (!mark_issued(session, issue, judged->version, context.now))
    throw std::logic_error("a locked draft changed under the hand that issues it");
  tell(context, *judged);
  return IssuedCarnet{carnet_id, issue.carnet.number, issue.carnet.issued_on, issue.carnet.valid_until};
}

edge::Answer answer_of(const IssuedCarnet& issued, const Pin& pin) {
  edge::Answer answer;
  answer.status = 201;
  answer.body = {{"carnet_id", issued.carnet_id},
                 {"number", issued.number},
                 {"pin", grouped_code(pin.text)},
                 {"download_qr", "OCD:" + std::to_string(issued.carnet_id) + ":" + pin.text},
                 {"issued_on", to_text(issued.issued_on)},
                 {"valid_until", to_text(issued.valid_until)}};
  return answer;
}

}  // namespace

Pin new_pin(crypto::PasswordCost cost) {
  Pin pin{crypto::new_carnet_pin(), {}};
  pin.hash = identity::hash_in_turn(pin.text, cost);
  return pin;
}

Result<IssuedCarnet> issue_draft(edge::Context& context, carnet::CarnetId carnet_id, const Pin& pin) {
  return issue_judged(context, carnet_id, pin, {});
}

Result<edge::Answer> issue_carnet(edge::Context& context, const edge::Input& input, const Dependencies& needs) {
  const auto carnet_id = input.integer("carnet_id");
  // Judged on a snapshot first: a draft that is not fit costs no hash. One that is issued goes on to the transaction
  // all the same, because a repeated request finds its first answer only there.
  Result<std::optional<Fit>> judged;
  context.database.read([&](platform::Session& session) {
    const auto carnet = find_own_carnet(session, context.actor.tenant_id, carnet_id);
    judged = std::nullopt;
    if (!carnet) {
      judged = refuse(Code::not_found);
    } else if (check_is_draft(*carnet, "issued")) {
      auto fit = judge(session, context, *carnet);
      if (fit)
        judged = std::move(*fit);
      else
        judged = tl::unexpected(std::move(fit.error()));
    }
  });
  if (!judged) return tl::unexpected(std::move(judged.error()));
  const auto pin = *judged ? new_pin(needs.pin_cost) : Pin{};
  return context.write([&](edge::Context& inside) -> Result<edge::Answer> {
    const auto issued = issue_judged(inside, carnet_id, pin, *judged);
    if (!issued) return tl::unexpected(issued.error());
    return answer_of(*issued, pin);
  });
}

}  // namespace opencarnet::issuing
