// The operations of the identity contract.
#pragma once
#include <chrono>

#include "crypto/secrets.h"
#include "edge/route.h"
#include "identity/session.h"
#include "identity/sign_in_limits.h"

namespace opencarnet::identity {

/// Settings of this room.
struct Settings {
  SessionTerms terms{};
  SignInLimits limits{};
  crypto::PasswordCost cost{};
  std::chrono::seconds token_lifetime{std::chrono::hours{1}};
};

/// Makes the use case, with the hash it compares with when there is no such account, so that the answer takes as long
/// (S1). Refuses wrong_credentials, account_disabled (right password), too_many_attempts, locked.
[[nodiscard]] edge::Handler sign_in(const Settings& settings);

[[nodiscard]] Result<edge::Answer> get_session(edge::Context& context, const edge::Input& input);
[[nodiscard]] Result<edge::Answer> sign_out(edge::Context& context, const edge::Input& input);

/// V3, for all sessions of the account; answers like get_session. Refuses office_not_yours at /office_id. Publishes
/// default_office_changed, unless it was this office before.
[[nodiscard]] Result<edge::Answer> change_default_office(edge::Context& context, const edge::Input& input);
/// The same for the language of screens and letters; publishes language_changed. Any language may be wished for; what
/// has no texts is spoken in English.
[[nodiscard]] Result<edge::Answer> change_language(edge::Context& context, const edge::Input& input);

/// RFC 6749 section 4.4: client credentials in the body or as HTTP Basic, not both (credentials_given_twice). Refuses
/// invalid_scope, too_many_attempts, locked; a wrong secret answers as section 5.2 wants.
[[nodiscard]] Result<edge::Answer> issue_token(edge::Context& context, const edge::Input& input,
                                               const Settings& settings);

}  // namespace opencarnet::identity
