#include "identity/account_store.h"
#include "identity/use_cases.h"

namespace opencarnet::identity {

Result<edge::Answer> change_language(edge::Context& context, const edge::Input& input) {
  const auto language = input.body.at("language").get<std::string>();
  const auto& account_id = context.actor.account_id;
  if (set_language(context.db(), account_id, language)) {
    const auto subject = "account:" + account_id;
    context.publish({.type = "language_changed",
                     .subject = subject,
                     .territory = "",
                     .payload = {{"account_id", account_id}, {"language", language}},
                     .topics = {subject}});
    context.audit({"change_language", subject, "done", ""});
  }
  return get_session(context, input);
}

}  // namespace opencarnet::identity
