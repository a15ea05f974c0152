// Rows of accounts.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "identity/account.h"
#include "platform/db.h"

namespace opencarnet::identity {

struct StoredAccount {
  std::string account_id, password_hash, tenant_id;
  edge::Role role = edge::Role::none;
  bool active = false;
};

/// False where the realm has an account with this address already. `email` in lower case.
[[nodiscard]] bool insert_account(platform::Session& session, const std::string& account_id, const NewAccount& account,
                                  const std::string& password_hash, Instant now);

[[nodiscard]] std::optional<StoredAccount> find_account_by_email(platform::Session& session, const std::string& realm,
                                                                 const std::string& email);

struct AccountFacts {
  std::string realm, email, tenant_id;
  bool active = false;
};
[[nodiscard]] std::optional<AccountFacts> find_account(platform::Session& session, const std::string& account_id);

/// Keeps the account's row as it is until this transaction ends, and writes its hash (the same one or, made at today's
/// cost, a new one). False where the account was disabled or got another password since `seen_hash` was read.
[[nodiscard]] bool hold_account(platform::Session& session, const std::string& account_id, const std::string& seen_hash,
                                const std::string& password_hash);

/// Both: false where it was so already.
bool set_default_office(platform::Session& session, const std::string& account_id, const std::string& office_id);
bool set_language(platform::Session& session, const std::string& account_id, const std::string& language);

/// False where it was so already.
bool set_account_active(platform::Session& session, const std::string& account_id, bool active);

}  // namespace opencarnet::identity
