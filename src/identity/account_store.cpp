#include "identity/account_store.h"

#include "identity/queries.h"

namespace opencarnet::identity {

namespace {
std::optional<std::string> unless_empty(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional{text};
}
}  // namespace

bool insert_account(platform::Session& session, const std::string& account_id, const NewAccount& account,
                    const std::string& password_hash, Instant now) {
  return session.run(sql::insert_account, {{"account_id", account_id},
                                           {"realm", account.realm},
                                           {"email", account.email},
                                           {"password_hash", password_hash},
                                           {"role", edge::name(account.role)},
                                           {"tenant_id", account.tenant_id},
                                           {"display_name", account.display_name},
                                           {"country", unless_empty(account.country)},
                                           {"region_id", unless_empty(account.region_id)},
                                           {"office_id", unless_empty(account.office_id)},
                                           {"language", account.language},
                                           {"profile", account.profile.dump()},
                                           {"now", to_text(now)}}) == 1;
}

std::optional<StoredAccount> find_account_by_email(platform::Session& session, const std::string& realm,
                                                   const std::string& email) {
  const auto row = session.one(sql::find_account_by_email, {{"realm", realm}, {"email", email}});
  if (!row) return std::nullopt;
  return StoredAccount{row->text("account_id"), row->text("password_hash"), row->text("tenant_id"),
                       edge::role_named(row->text("role")).value(), row->flag("active")};
}

std::optional<AccountFacts> find_account(platform::Session& session, const std::string& account_id) {
  const auto row = session.one(sql::find_account, {{"account_id", account_id}});
  if (!row) return std::nullopt;
  return AccountFacts{row->text("realm"), row->text("email"), row->text("tenant_id"), row->flag("active")};
}

bool hold_account(platform::Session& session, const std::string& account_id, const std::string& seen_hash,
                  const std::string& password_hash) {
  return session.run(sql::hold_account,
                     {{"account_id", account_id}, {"seen_hash", seen_hash}, {"password_hash", password_hash}}) == 1;
}

bool set_default_office(platform::Session& session, const std::string& account_id, const std::string& office_id) {
  return session.run(sql::set_default_office, {{"account_id", account_id}, {"office_id", office_id}}) == 1;
}

bool set_language(platform::Session& session, const std::string& account_id, const std::string& language) {
  return session.run(sql::set_language, {{"account_id", account_id}, {"language", language}}) == 1;
}

bool set_account_active(platform::Session& session, const std::string& account_id, bool active) {
  return session.run(sql::set_account_active, {{"account_id", account_id}, {"active", active}}) == 1;
}

}  // namespace opencarnet::identity
