// What other rooms may ask of identity: create and disable accounts and clients, bind devices, find the actor.
//
// Each change publishes its event (account_registered, account_disabled, account_enabled, default_office_changed,
// language_changed, client_created, client_disabled, client_enabled); sign-ins are no events but audit rows.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/refusal.h"
#include "crypto/secrets.h"
#include "edge/route.h"
#include "identity/account.h"

namespace opencarnet::identity {

/// A password as it is stored; made before the transaction, for it takes its time (Argon2id).
struct PasswordHash {
  std::string text;
};

/// Judges a new password (I3; field errors at /password) and hashes it. Slow: call it outside a transaction.
[[nodiscard]] Result<PasswordHash> admit_password(std::string_view password, std::string_view email,
                                                  crypto::PasswordCost cost = {});

/// Demo world and tests: hashes without judging. One hash can serve any number of accounts.
[[nodiscard]] PasswordHash hash_without_judging(std::string_view password, crypto::PasswordCost cost = {});

/// Inside a writing transaction; returns the account's id. Refuses email_taken. A role that the realm does not admit is
/// a bug and throws std::logic_error.
[[nodiscard]] Result<std::string> create_account(edge::Context& context, NewAccount account, const PasswordHash& hash);

/// The same for the demo world, whose accounts share one hash computed once.
[[nodiscard]] Result<std::string> seed_account_with_hash(edge::Context& context, NewAccount account,
                                                         const PasswordHash& hash);

/// Disabling ends all sessions at once, on all processes (I2, S4); enabling gives the wrong tries back as well. Refuses
/// not_found. Doing it twice changes nothing and publishes nothing.
[[nodiscard]] Verdict set_active(edge::Context& context, const std::string& account_id, bool active);

struct ClientCredentials {
  std::string client_id, client_secret;  // the secret is shown this once
};
/// Inside a writing transaction; the secret has 256 random bits. Refuses client_id_taken, and invalid_scope for scopes
/// that are not of the client's role (I5).
[[nodiscard]] Result<ClientCredentials> create_client(edge::Context& context, NewClient client);
/// Demo world: the same with a secret everybody may know.
[[nodiscard]] Result<ClientCredentials> seed_client_with_secret(edge::Context& context, NewClient client,
                                                                const std::string& client_secret);
/// Disabling ends all its tokens at once. Refuses not_found.
[[nodiscard]] Verdict set_client_active(edge::Context& context, const std::string& client_id, bool active);

/// What the device must sign to be bound to this session. Refuses session_ended.
[[nodiscard]] Result<std::string> find_device_challenge(platform::Session& session, const std::string& session_id);
/// Binds the session to a device whose proof was verified; the challenge is used up and replaced. Refuses
/// session_ended.
[[nodiscard]] Verdict bind_device(platform::Session& session, const std::string& session_id,
                                  const std::string& device_id);

/// edge::Authenticator: the actor of a session cookie or bearer token that is valid now; none for ended and expired
/// sessions, disabled accounts and clients, and tokens without the scope of the client's role.
[[nodiscard]] std::optional<edge::Actor> find_actor(platform::Session& session, std::string_view credential,
                                                    Instant now);
/// edge::Touch: notes that the session was used, at most once a minute.
void touch_session(platform::Session& session, const edge::Actor& actor, Instant now);

}  // namespace opencarnet::identity
