// A carnet leaves the server only as a JWE to the device that proved its keys (C11, C12).
#include <memory>

#include "crypto/codes.h"
#include "identity/guarded_password.h"
#include "identity/sign_in_limits.h"
#include "platform/guesses.h"
#include "wallet/sealed_carnet.h"
#include "wallet/use_cases.h"

namespace opencarnet::wallet {
namespace {

using platform::Outcome;

struct Attempt {
  std::optional<carnet::CarnetId> carnet_id;
  std::optional<CarnetPin> pin;
  platform::GuessLimit limit;  // the carnet's own
};

/// What was typed names a carnet by ID or number: both count against one limit. Carnets that do not exist have a limit
/// too, so that counting does not tell them apart.
Attempt find_attempt(platform::Session& session, const std::string& typed) {
  Attempt attempt;
  attempt.carnet_id = records::find_carnet_id(session, typed);
  if (attempt.carnet_id) attempt.pin = find_pin(session, *attempt.carnet_id);
  attempt.limit.key =
      attempt.carnet_id ? "pin:" + std::to_string(*attempt.carnet_id) : "pin:unknown:" + crypto::sha256_hex(typed);
  return attempt;
}

std::vector<platform::GuessLimit> all_limits(const edge::Context& context, const platform::GuessLimit& own) {
  const auto hour = to_text(context.now).substr(0, 13);
  return {own,
          {"pin_account:" + context.actor.account_id + ":" + hour, 60, 0},
          {"pin_source:" + identity::neighbourhood(context.origin.source) + ":" + hour, 600, 0}};
}

std::string subject_of(const Attempt& attempt) {
  return attempt.carnet_id ? "carnet:" + std::to_string(*attempt.carnet_id) : "carnet:unknown";
}

/// Counts the try before the PIN is compared (S2).
Result<Attempt> begin(edge::Context& context, const std::string& typed) {
  Result<Attempt> result;
  context.database.write([&](platform::Session& session) {
    if (auto device = device_of(context, session); !device) {
      result = tl::unexpected(device.error());
      return Outcome::roll_back;
    }
    result = find_attempt(session, typed);
    if (auto may = platform::begin_guess(session, all_limits(context, result->limit), context.now); !may) {
      platform::audit(session, context.origin,
                      {operation_name(context), subject_of(*result), std::string(name(may.error().code)), ""});
      result = tl::unexpected(std::move(may.error()));
    }
    return Outcome::commit;
  });
  return result;
}

/// Whether the next try must wait: asked by a try that is taken back.
bool is_locked(edge::Context& context, const platform::GuessLimit& limit) {
  bool locked = false;
  context.database.write([&](platform::Session& session) {
    locked = !platform::begin_guess(session, {limit}, context.now);
    return Outcome::roll_back;
  });
  return locked;
}

/// C12: the issuer is told when wrong tries have locked the downloads.
Result<edge::Answer> turn_away(edge::Context& context, const Attempt& attempt) {
  const bool locked = attempt.pin && is_locked(context, attempt.limit);
  context.database.write([&](platform::Session& session) {
    platform::audit(session, context.origin,
                    {operation_name(context), subject_of(attempt), std::string(name(Code::wrong_pin)), ""});
    if (locked)
      platform::publish(session, context.origin,
                        {.type = "download_locked",
                         .subject = subject_of(attempt),
                         .territory = "",
                         .payload = {{"carnet_id", *attempt.carnet_id}},
                         .topics = {subject_of(attempt), "association:" + attempt.pin->association_id}});
    return Outcome::commit;
  });
  return refuse(Code::wrong_pin);
}

Result<edge::Answer> hand_out(edge::Context& context, const Attempt& attempt) {
  const auto carnet_id = *attempt.carnet_id;
  platform::guess_was_right(context.db(), {attempt.limit});
  const auto device = device_of(context, context.db());
  if (!device) return tl::unexpected(device.error());
  // The PIN was compared outside: it may have been replaced meanwhile.
  const auto pin = find_pin(context.db(), carnet_id);
  if (!pin || pin->pin_hash != attempt.pin->pin_hash) return refuse(Code::wrong_pin);
  const bool first = insert_download(context.db(), carnet_id, device->device_id, context.actor.account_id, context.now);
  const auto held = hold(context, carnet_id);
  if (!held) return refuse(Code::wrong_pin);
  if (held->record.carnet.standing == carnet::Standing::cancelled) return refuse(Code::carnet_cancelled);
  if (first)
    record_change(context, *held, "carnet_downloaded",
                  {{"account_id", context.actor.account_id}, {"device_id", device->device_id}});
  else
    record_read(context, *held);
  return sealed_carnet(*device, *held);
}

}  // namespace

edge::Handler download_carnet(const Dependencies& dependencies) {
  const auto nobodys_hash =
      std::make_shared<const std::string>(identity::hash_in_turn(crypto::new_carnet_pin(), dependencies.password_cost));
  return [nobodys_hash](edge::Context& context, const edge::Input& input) -> Result<edge::Answer> {
    const auto attempt = begin(context, input.body.at("carnet").get<std::string>());
    if (!attempt) return tl::unexpected(attempt.error());
    const bool known = attempt->pin && !attempt->pin->pin_hash.empty();
    // What cannot be a PIN is compared like any other, so that the answer takes as long.
    const auto pin =
        normalise_code(input.body.at("pin").get<std::string>(), carnet_pin_length).value_or("not of the form");
    const bool right = identity::matches_in_turn(known ? attempt->pin->pin_hash : *nobodys_hash, pin);
    if (!known || !right) return turn_away(context, *attempt);
    return context.write([&](edge::Context& writing) { return hand_out(writing, *attempt); });
  };
}

}  // namespace opencarnet::wallet
