#include <stdexcept>

#include "base/ids.h"
#include "identity/account_store.h"
#include "identity/guarded_password.h"
#include "identity/identity.h"
#include "identity/password_policy.h"
#include "identity/session_store.h"
#include "identity/sign_in_limits.h"
#include "platform/guesses.h"

namespace opencarnet::identity {

Result<PasswordHash> admit_password(std::string_view password, std::string_view email, crypto::PasswordCost cost) {
  if (auto verdict = check_password(password, email); !verdict) return tl::unexpected(std::move(verdict.error()));
  return hash_without_judging(password, cost);
}

PasswordHash hash_without_judging(std::string_view password, crypto::PasswordCost cost) {
  return {hash_in_turn(normal_password(password), cost)};
}

Result<std::string> create_account(edge::Context& context, NewAccount account, const PasswordHash& hash) {
  if (!realm_admits(account.realm, account.role))
    throw std::logic_error("realm " + account.realm + " has no role " + std::string(edge::name(account.role)));
  const auto account_id = new_id(context.now);
  account.email = lower_case(account.email);
  if (account.tenant_id.empty()) account.tenant_id = account_id;
  if (!insert_account(context.db(), account_id, account, hash.text, context.now)) return refuse(Code::email_taken);
  // No name and no address: the log keeps its proofs when a person is erased (S13).
  context.publish({.type = "account_registered",
                   .subject = "account:" + account_id,
                   .territory = "",
                   .payload = {{"account_id", account_id},
                               {"realm", account.realm},
                               {"role", edge::name(account.role)},
                               {"tenant_id", account.tenant_id}},
                   .topics = {"account:" + account_id}});
  context.audit({context.origin.operation.empty() ? "create_account" : context.origin.operation,
                 "account:" + account_id, "done", ""});
  return account_id;
}

Result<std::string> seed_account_with_hash(edge::Context& context, NewAccount account, const PasswordHash& hash) {
  return create_account(context, std::move(account), hash);
}

Verdict set_active(edge::Context& context, const std::string& account_id, bool active) {
  const bool changed = set_account_active(context.db(), account_id, active);
  const auto account = find_account(context.db(), account_id);
  if (!account) return refuse(Code::not_found);
  if (!changed) return {};
  if (active) {
    platform::guess_was_right(context.db(), {account_limit(account->realm, account->email)});
  } else {
    end_sessions_of_account(context.db(), account_id, context.now);
  }
  const std::string type = active ? "account_enabled" : "account_disabled";
  context.publish({.type = type,
                   .subject = "account:" + account_id,
                   .territory = "",
                   .payload = {{"account_id", account_id}, {"active", active}},
                   .topics = {"account:" + account_id}});
  context.audit({active ? "enable_account" : "disable_account", "account:" + account_id, "done", ""});
  return {};
}

}  // namespace opencarnet::identity
