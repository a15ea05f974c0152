// Rows of sessions. The database knows the hash of a session's token only.
#pragma once
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "edge/actor.h"
#include "identity/session.h"
#include "platform/db.h"

namespace opencarnet::identity {

struct OpenedSession {
  std::string session_id;
  std::string token;  // goes into the cookie, and nowhere else
};

/// A session with a new identifier and a new token of 256 random bits. Sweeps the account's sessions that ran out a
/// month ago.
[[nodiscard]] OpenedSession open_session(platform::Session& session, const std::string& account_id,
                                         const std::string& source, const SessionTimes& times);

struct FoundSession {
  edge::Actor actor;
  SessionTimes times;
};
/// The session of a token, unless it was ended or its account is disabled; the caller judges its times.
[[nodiscard]] std::optional<FoundSession> find_session_by_token(platform::Session& session, std::string_view token);

/// As the contract's schema Session; none where the session has been ended.
[[nodiscard]] std::optional<nlohmann::json> describe_session(platform::Session& session, const std::string& session_id);

/// False where it has been ended already.
bool end_session(platform::Session& session, const std::string& session_id, Instant now);
void end_sessions_of_account(platform::Session& session, const std::string& account_id, Instant now);

}  // namespace opencarnet::identity
