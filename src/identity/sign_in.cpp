#include <memory>

#include "identity/account_store.h"
#include "identity/cookie.h"
#include "identity/guarded_password.h"
#include "identity/password_policy.h"
#include "identity/session_store.h"
#include "identity/use_cases.h"

namespace opencarnet::identity {

namespace {

using edge::Context;
using platform::Outcome;

struct SignIn {
  std::string realm, email, password;  // address in lower case, password normal
  platform::GuessLimit limit;
};

SignIn read(const edge::Input& input) {
  SignIn command{input.body.at("realm").get<std::string>(),
                 lower_case(input.body.at("email").get<std::string>()),
                 normal_password(input.body.at("password").get<std::string>()),
                 {}};
  command.limit = account_limit(command.realm, command.email);
  return command;
}

/// Wrong sign-ins leave a row too; of an account that does not exist the row tells only that somebody tried.
void audit(Context& context, platform::Session& session, const std::optional<StoredAccount>& account,
           std::string_view outcome) {
  auto origin = context.origin;
  if (account && outcome == "done") {
    origin.actor = account->account_id;
    origin.tenant = account->tenant_id;
  }
  platform::audit(session, origin,
                  {"sign_in", "account:" + (account ? account->account_id : "unknown"), std::string(outcome), ""});
}

/// Counts the try before the password is compared (S2), and finds the account.
Result<std::optional<StoredAccount>> begin(Context& context, const SignIn& command, const SignInLimits& limits) {
  Result<std::optional<StoredAccount>> result;
  const auto all = door_limits(limits, command.limit, context.origin.source, context.now);
  context.database.write([&](platform::Session& session) {
    auto account = find_account_by_email(session, command.realm, command.email);
    if (auto may = platform::begin_guess(session, all, context.now); !may) {
      audit(context, session, account, name(may.error().code));
      result = tl::unexpected(std::move(may.error()));
    } else {
      result = std::move(account);
    }
    return Outcome::commit;
  });
  return result;
}

tl::unexpected<Refusal> turn_away(Context& context, const std::optional<StoredAccount>& account, Code code) {
  context.database.write([&](platform::Session& session) {
    audit(context, session, account, name(code));
    return Outcome::commit;
  });
  return refuse(code);
}

/// A new session with a new identifier, whatever the request came with; what it came with ends (session fixation).
Result<edge::Answer> let_in(Context& context, const SignIn& command, const StoredAccount& account,
                            const std::string& password_hash, const SessionTerms& terms) {
  Result<edge::Answer> result;
  context.database.write([&](platform::Session& session) {
    if (!hold_account(session, account.account_id, account.password_hash, password_hash)) {
      audit(context, session, account, name(Code::wrong_credentials));  // disabled or changed this very moment
      result = refuse(Code::wrong_credentials);
      return Outcome::commit;
    }
    platform::guess_was_right(session, {command.limit});
    if (!context.actor.session_id.empty()) end_session(session, context.actor.session_id, context.now);
    const auto opened = open_session(session, account.account_id, context.origin.source,
                                     begin_session(terms, account.role, context.now));
    audit(context, session, account, "done");
    edge::Answer answer;
    answer.status = 201;
    answer.body = describe_session(session, opened.session_id).value();
    answer.headers["Set-Cookie"] = session_cookie(opened.token);
    result = std::move(answer);
    return Outcome::commit;
  });
  return result;
}

}  // namespace

edge::Handler sign_in(const Settings& settings) {
  const auto nobodys_hash = std::make_shared<const std::string>(hash_in_turn(crypto::random_token(32), settings.cost));
  return [settings, nobodys_hash](Context& context, const edge::Input& input) -> Result<edge::Answer> {
    const auto command = read(input);
    const auto begun = begin(context, command, settings.limits);
    if (!begun) return tl::unexpected(begun.error());
    const auto& account = *begun;

    // Slow, and therefore outside any transaction; as slow for an account that does not exist.
    const bool right = matches_in_turn(account ? account->password_hash : *nobodys_hash, command.password);
    if (!right || !account) return turn_away(context, account, Code::wrong_credentials);
    if (!account->active) return turn_away(context, account, Code::account_disabled);
    const auto hash = crypto::needs_rehash(account->password_hash, settings.cost)
                          ? hash_in_turn(command.password, settings.cost)
                          : account->password_hash;
    return let_in(context, command, *account, hash, settings.terms);
  };
}

}  // namespace opencarnet::identity
