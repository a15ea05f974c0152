#include "directory/directory_store.h"
#include "directory/workplace.h"
#include "identity/account_store.h"
#include "identity/session_store.h"
#include "identity/use_cases.h"

namespace opencarnet::identity {

Result<edge::Answer> change_default_office(edge::Context& context, const edge::Input& input) {
  const auto office_id = input.body.at("office_id").get<std::string>();
  const auto office = directory::find_office(context.db(), office_id);
  if (!office || !directory::may_act_at(context.actor, *office) ||
      !directory::territory_of(context.db(), office->country)) {
    FieldErrors errors;
    errors.add("/office_id", Code::office_not_yours);
    return tl::unexpected(std::move(errors).verdict().error());
  }
  const auto& account_id = context.actor.account_id;
  if (set_default_office(context.db(), account_id, office_id)) {
    const auto subject = "account:" + account_id;
    context.publish({.type = "default_office_changed",
                     .subject = subject,
                     .territory = context.actor.territory,
                     .payload = {{"account_id", account_id}, {"office_id", office_id}},
                     .topics = {subject}});
    context.audit({"change_default_office", subject, "done", ""});
  }
  return get_session(context, input);
}

}  // namespace opencarnet::identity
