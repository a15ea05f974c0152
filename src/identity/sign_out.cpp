#include "identity/cookie.h"
#include "identity/session_store.h"
#include "identity/use_cases.h"

namespace opencarnet::identity {

Result<edge::Answer> get_session(edge::Context& context, const edge::Input& /*input*/) {
  auto description = describe_session(context.db(), context.actor.session_id);
  if (!description) return refuse(Code::session_ended);  // e.g. a machine's token: it has no session
  edge::Answer answer;
  answer.body = std::move(*description);
  return answer;
}

Result<edge::Answer> sign_out(edge::Context& context, const edge::Input& /*input*/) {
  if (!end_session(context.db(), context.actor.session_id, context.now)) return refuse(Code::session_ended);
  context.audit({"sign_out", "account:" + context.actor.account_id, "done", ""});
  edge::Answer answer;
  answer.status = 204;
  answer.headers["Set-Cookie"] = no_session_cookie();
  return answer;
}

}  // namespace opencarnet::identity
