// One request is one transaction: who asks, may they, was it answered before, the use case, what is kept of the answer.
#include <fmt/ranges.h>

#include "crypto/secrets.h"
#include "edge/edge.h"
#include "edge/exchange.h"
#include "platform/events.h"
#include "platform/idempotency.h"

namespace opencarnet::edge {
namespace {

constexpr std::chrono::seconds touch_pause{30};
constexpr std::size_t sessions_remembered = 100'000;

bool usable_key(const std::string& key) {
  return key.size() >= 8 && key.size() <= 100 &&
         std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~'; });
}

// What makes two requests the same: everything that can change what is done.
std::string fingerprint(const http::Request& request) {
  std::string all;
  for (const auto& part : {request.method, request.path, request.query, request.header("if-match").value_or("")})
    all += std::to_string(part.size()) + ":" + part;
  return crypto::sha256_hex(all + request.body);
}

bool kept(const Result<Answer>& result) { return result || result.error().keep_changes; }

}  // namespace

Context Edge::context_of(Exchange& exchange, platform::Session* session) {
  const auto& record = exchange.record;
  Context context{exchange.actor,
                  exchange.now,
                  {exchange.now, record.request_id, record.operation, exchange.actor.account_id,
                   exchange.actor.tenant_id, exchange.request.source},
                  session,
                  database_,
                  exchange.language};
  context.published = &exchange.published;
  return context;
}

Verdict Edge::permit(Exchange& exchange, const Route& route, platform::Session& session) {
  exchange.actor = {};
  if (!exchange.credential.text.empty()) {
    if (auto actor = authenticate_(session, exchange.credential.text, exchange.now)) exchange.actor = std::move(*actor);
    exchange.actor.by_cookie = exchange.credential.from_cookie;
    exchange.language = texts_.choose(exchange.request.header("accept-language").value_or(""), exchange.actor.language);
  }
  if (auto verdict = pace(exchange); !verdict) return verdict;
  if (route.roles.contains(Role::none) || route.roles.contains(exchange.actor.role)) return {};
  if (!exchange.actor.signed_in()) return refuse(Code::not_signed_in);
  return refuse(Code::not_permitted,
                {{"operation", route.operation}, {"role", std::string(name(exchange.actor.role))}});
}

// S8: after the one look-up that tells whose request it is, and before anything is done for it.
Verdict Edge::pace(Exchange& exchange) {
  if (!exchange.actor.signed_in() || std::exchange(exchange.paced, true)) return {};
  const auto wait = rate_.take(exchange.actor.tenant_id, std::chrono::steady_clock::now());
  if (!wait) return {};
  return refuse(Code::busy, {{"seconds", std::to_string(*wait)}});
}

Result<Answer> Edge::run(Exchange& exchange, const Route& route, const Result<Input>& input) {
  // What is not of the contract's form cannot change anything: whoever asks learns first whether they may ask.
  if (!input || route.work == Work::read) return run_reading(exchange, route, input);
  if (route.work == Work::own) return run_own(exchange, route, *input);
  return in_write(exchange, &route, [&](Context& context) { return route.handle(context, *input); });
}

Result<Answer> Edge::run_reading(Exchange& exchange, const Route& route, const Result<Input>& input) {
  Result<Answer> result;
  database_.read([&](platform::Session& session) {
    exchange.audited.clear();
    if (auto verdict = permit(exchange, route, session); !verdict) {
      result = tl::unexpected(std::move(verdict.error()));
      return;
    }
    if (!input) {
      result = tl::unexpected(input.error());
      return;
    }
    auto context = context_of(exchange, &session);
    context.audited = &exchange.audited;
    result = route.handle(context, *input);
    if (result && result->live) {
      const auto last = exchange.request.header("last-event-id").value_or("");
      const bool number =
          !last.empty() && last.size() <= 18 && last.find_first_not_of("0123456789") == std::string::npos;
      if (number) result->live->after = std::stoll(last);
      if (!result->live->after) result->live->after = platform::last_position(session);
    }
    if (result) check_promise(exchange, *result);
  });
  after_reading(exchange);
  return result;
}

// V7: a read of a carnet's content leaves a row, and a used session stays alive; both are short writes after it.
// Q7: with a full disk a read that needs no row is answered all the same; the session is touched by a later one.
void Edge::after_reading(Exchange& exchange) {
  const bool touch = due_for_touch(exchange.actor, exchange.now);
  if (exchange.audited.empty() && !touch) return;
  try {
    database_.write([&](platform::Session& session) {
      const auto origin = context_of(exchange, &session).origin;
      for (const auto& entry : exchange.audited) platform::audit(session, origin, entry);
      if (touch) touch_(session, exchange.actor, exchange.now);
      return platform::Outcome::commit;
    });
  } catch (const platform::OutcomeUnknown&) {
    if (!exchange.audited.empty()) throw;
  } catch (const platform::DatabaseUnavailable&) {
    if (!exchange.audited.empty()) throw;
  }
}

Result<Answer> Edge::run_own(Exchange& exchange, const Route& route, const Input& input) {
  Verdict verdict;
  if (route.roles.contains(Role::none) && exchange.credential.text.empty()) {
    exchange.actor = {};
  } else {
    database_.read([&](platform::Session& session) { verdict = permit(exchange, route, session); });
  }
  if (!verdict) return tl::unexpected(std::move(verdict.error()));
  auto context = context_of(exchange, nullptr);
  context.open_write = [&](const Step& step) { return in_write(exchange, nullptr, step); };
  auto result = route.handle(context, input);
  if (result && !exchange.kept) check_promise(exchange, *result);
  after_reading(exchange);
  return result;
}

Result<Answer> Edge::in_write(Exchange& exchange, const Route* route, const Step& step) {
  Result<Answer> result;
  std::optional<bool> touch;  // decided once, however often the transaction is repeated
  database_.write([&](platform::Session& session) {
    exchange.published.clear();
    exchange.kept.reset();
    if (route != nullptr)
      if (auto verdict = permit(exchange, *route, session); !verdict) {
        result = tl::unexpected(std::move(verdict.error()));
        return platform::Outcome::roll_back;
      }
    auto context = context_of(exchange, &session);
    result = once(exchange, context, step);
    if (!kept(result)) {
      exchange.published.clear();
      return platform::Outcome::roll_back;
    }
    if (route != nullptr && !touch) touch = due_for_touch(exchange.actor, exchange.now);
    if (touch.value_or(false)) touch_(session, exchange.actor, exchange.now);
    return platform::Outcome::commit;
  });
  if (kept(result) && config_.on_commit) config_.on_commit();
  return result;
}

// X11, Q3: the same request repeated gets the first answer; only what was done is kept. An answer may hold what is
// shown only once (C12): it is kept sealed under the client's own key, of which the database holds a digest.
Result<Answer> Edge::once(Exchange& exchange, Context& context, const Step& step) {
  const auto checked = [&]() -> Result<Answer> {
    auto result = step(context);
    if (result && !exchange.kept) check_promise(exchange, *result);
    return result;
  };
  const auto key = exchange.request.header("idempotency-key");
  if (!key || !exchange.actor.signed_in()) return checked();
  if (!usable_key(*key)) return refuse(Code::bad_idempotency_key);
  const auto& owner = exchange.actor.account_id;
  const auto digest = crypto::sha256_hex("idempotency key:" + *key);
  const auto sealing_key = crypto::hmac_sha256(crypto::bytes_of(*key), crypto::bytes_of("kept answer of " + owner));
  auto claimed = platform::claim_key(context.db(), owner, digest, exchange.record.operation,
                                     fingerprint(exchange.request), exchange.now);
  if (!claimed) return tl::unexpected(std::move(claimed.error()));
  if (*claimed) {
    auto body = crypto::unseal(sealing_key, digest, (*claimed)->body);
    if (!body) throw std::runtime_error("a kept answer cannot be opened");
    exchange.kept = platform::KeptAnswer{(*claimed)->status, (*claimed)->headers, std::move(*body)};
    Answer answer;
    answer.status = exchange.kept->status;
    return answer;
  }
  auto result = checked();
  if (!result) return result;
  if (!result->content_type.empty())
    throw std::logic_error(exchange.record.operation + ": a change that answers with a file cannot be repeated");
  auto headers = nlohmann::json(result->headers);
  if (!result->body.is_null()) headers["Content-Type"] = "application/json";
  if (!exchange.published.empty())
    headers["OpenCarnet-Events"] = fmt::format("{}", fmt::join(exchange.published, ", "));
  platform::keep_answer(context.db(), owner, digest,
                        {result->status, headers.dump(),
                         crypto::seal(sealing_key, digest, result->body.is_null() ? "" : result->text())});
  return result;
}

bool Edge::due_for_touch(const Actor& actor, Instant now) {
  if (!touch_ || actor.session_id.empty()) return false;
  const std::lock_guard guard{touched_lock_};
  if (touched_.size() > sessions_remembered) touched_.clear();
  auto& last = touched_[actor.session_id];
  if (last <= now && now - last < touch_pause) return false;
  last = now;
  return true;
}

void Edge::check_promise(const Exchange& exchange, const Answer& answer) const {
  if (!config_.check_answers || answer.live || !answer.content_type.empty()) return;
  const auto verdict = exchange.operation->check_answer(answer.status, answer.document());
  if (verdict) return;
  std::string said = fmt::format("the answer {} is not what the contract promises:", answer.status);
  if (verdict.error().errors.empty())
    said += " " + texts_.refusal(verdict.error().code, verdict.error().params, "en").detail;
  for (const auto& error : verdict.error().errors)
    said += fmt::format(" {} {};", error.pointer, texts_.refusal(error.code, error.params, "en").detail);
  throw std::logic_error(said);
}

}  // namespace opencarnet::edge
