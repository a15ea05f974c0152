#include "wallet/access.h"

#include "carnet/travel.h"
#include "crypto/jose.h"

namespace opencarnet::wallet {

Result<Device> device_of(edge::Context& context, platform::Session& session) {
  if (!context.actor.device_id.empty())
    if (auto device = find_device(session, context.actor.device_id, context.actor.account_id))
      return *std::move(device);
  return refuse(Code::device_needed);
}

Verdict check_signature(const Device& device, const std::string& signature, const std::string& to_sign) {
  const auto payload = crypto::verify_jws(device.signing_key, signature);
  if (!payload) return tl::unexpected(payload.error());
  if (*payload != to_sign) return refuse(Code::signed_text_differs);
  return {};
}

const records::DeclarationRecord* HeldCarnet::find_declaration(const std::string& declaration_id) const {
  for (const auto& it : declarations)
    if (it.declaration.declaration_id == declaration_id) return &it;
  return nullptr;
}

std::vector<carnet::TransactionType> HeldCarnet::reserved(const std::string& without_travel_id) const {
  std::vector<carnet::TransactionType> types;
  for (const auto& it : declarations)
    if (it.declaration.travel_id != without_travel_id &&
        records::state_of(it, history) != carnet::DeclarationState::committed)
      types.push_back(it.declaration.type);
  return types;
}

carnet::Sets HeldCarnet::sets_left() const { return carnet::sets_left(record.carnet.sets, history, reserved()); }

std::string HeldCarnet::subject() const { return "carnet:" + std::to_string(record.carnet.carnet_id); }

Result<HeldCarnet> read_held(edge::Context& context, carnet::CarnetId carnet_id) {
  auto& session = context.db();
  if (!has_downloaded(session, carnet_id, context.actor.account_id)) return refuse(Code::not_found);
  auto record = records::find_carnet(session, carnet_id);
  if (!record) return refuse(Code::not_found);
  return HeldCarnet{*std::move(record), records::load_history(session, carnet_id),
                    records::list_declarations(session, carnet_id)};
}

Result<HeldCarnet> hold(edge::Context& context, carnet::CarnetId carnet_id) {
  // First who asks: a stranger must not make others wait.
  if (!has_downloaded(context.db(), carnet_id, context.actor.account_id)) return refuse(Code::not_found);
  if (!records::lock_carnet(context.db(), carnet_id)) return refuse(Code::not_found);
  return read_held(context, carnet_id);
}

void record_change(edge::Context& context, const HeldCarnet& held, const std::string& event_type,
                   nlohmann::json payload) {
  payload["carnet_id"] = held.record.carnet.carnet_id;
  context.publish({.type = event_type,
                   .subject = held.subject(),
                   .territory = "",
                   .payload = std::move(payload),
                   .topics = {held.subject(), "account:" + context.actor.account_id}});
  context.audit({operation_name(context), held.subject(), "done", ""});
}

void record_read(edge::Context& context, const HeldCarnet& held) {
  context.audit({operation_name(context), held.subject(), "done", ""});
}

Day earliest_day(Instant now) { return std::chrono::floor<date::days>(now - std::chrono::hours{12}); }

std::string operation_name(const edge::Context& context) {
  const auto& operation = context.origin.operation;
  const auto dot = operation.find('.');
  return dot == std::string::npos ? operation : operation.substr(dot + 1);
}

}  // namespace opencarnet::wallet
