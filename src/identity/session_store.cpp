#include "identity/session_store.h"

#include "base/ids.h"
#include "crypto/secrets.h"
#include "identity/account.h"
#include "identity/identity.h"
#include "identity/queries.h"

namespace opencarnet::identity {

namespace {
constexpr std::chrono::hours kept_after_end{24 * 30};  // to see who was in, when something went wrong
}

OpenedSession open_session(platform::Session& session, const std::string& account_id, const std::string& source,
                           const SessionTimes& times) {
  OpenedSession opened{new_id(times.last_seen_at), "ocs_" + crypto::random_token(32)};
  session.run(sql::delete_old_sessions,
              {{"account_id", account_id}, {"before", to_text(times.last_seen_at - kept_after_end)}});
  session.run(sql::insert_session, {{"session_id", opened.session_id},
                                    {"token_hash", crypto::sha256_hex(opened.token)},
                                    {"account_id", account_id},
                                    {"device_challenge", crypto::random_token(32)},
                                    {"source", source},
                                    {"now", to_text(times.last_seen_at)},
                                    {"idle_seconds", std::int64_t{times.idle.count()}},
                                    {"expires_at", to_text(times.expires_at)}});
  return opened;
}

std::optional<FoundSession> find_session_by_token(platform::Session& session, std::string_view token) {
  const auto row = session.one(sql::find_session_by_token, {{"token_hash", crypto::sha256_hex(token)}});
  if (!row) return std::nullopt;
  FoundSession found;
  found.times = {parse_instant(row->text("last_seen_at")).value(), parse_instant(row->text("expires_at")).value(),
                 std::chrono::seconds{row->integer("idle_seconds")}};
  auto& actor = found.actor;
  actor.role = edge::role_named(row->text("role")).value();
  actor.account_id = row->text("account_id");
  actor.tenant_id = row->text("tenant_id");
  actor.session_id = row->text("session_id");
  actor.device_id = row->maybe_text("device_id").value_or("");
  actor.country = row->maybe_text("country").value_or("");
  if (is_customs(actor.role)) actor.territory = row->maybe_text("territory").value_or("");
  actor.region_id = row->maybe_text("region_id").value_or("");
  actor.office_id = row->maybe_text("office_id").value_or("");
  actor.display_name = row->text("display_name");
  actor.email = row->text("email");
  actor.language = row->text("language");
  actor.by_cookie = true;
  return found;
}

std::optional<nlohmann::json> describe_session(platform::Session& session, const std::string& session_id) {
  const auto row = session.one(sql::describe_session, {{"session_id", session_id}});
  if (!row) return std::nullopt;
  nlohmann::json description{{"idle_seconds", row->integer("idle_seconds")}};
  for (const auto* field : {"account_id", "role", "display_name", "email", "language", "expires_at"})
    description[field] = row->text(field);
  for (const auto* field : {"country", "territory", "office_id", "office", "device_id"})
    if (const auto value = row->maybe_text(field)) description[field] = *value;
  if (row->text("role") == edge::name(edge::Role::holder))
    description["device_challenge"] = row->text("device_challenge");
  return description;
}

bool end_session(platform::Session& session, const std::string& session_id, Instant now) {
  return session.run(sql::end_session, {{"session_id", session_id}, {"now", to_text(now)}}) == 1;
}

void end_sessions_of_account(platform::Session& session, const std::string& account_id, Instant now) {
  session.run(sql::end_sessions_of_account, {{"account_id", account_id}, {"now", to_text(now)}});
}

void touch_session(platform::Session& session, const edge::Actor& actor, Instant now) {
  session.send(sql::touch_session, {{"session_id", actor.session_id},
                                    {"now", to_text(now)},
                                    {"a_minute_ago", to_text(now - std::chrono::minutes{1})}});
}

Result<std::string> find_device_challenge(platform::Session& session, const std::string& session_id) {
  const auto row = session.one(sql::describe_session, {{"session_id", session_id}});
  if (!row) return refuse(Code::session_ended);
  return row->text("device_challenge");
}

Verdict bind_device(platform::Session& session, const std::string& session_id, const std::string& device_id) {
  const auto bound = session.run(
      sql::bind_device,
      {{"session_id", session_id}, {"device_id", device_id}, {"device_challenge", crypto::random_token(32)}});
  if (bound == 0) return refuse(Code::session_ended);
  return {};
}

}  // namespace opencarnet::identity
