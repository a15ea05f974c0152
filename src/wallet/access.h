// Who is at the wallet, with which device, and which carnet they hold.
#pragma once
#include <string>
#include <vector>

#include "edge/route.h"
#include "records/carnet_record.h"
#include "records/declaration_record.h"
#include "wallet/device_store.h"

namespace opencarnet::wallet {

/// The device this session is bound to; refuses device_needed.
[[nodiscard]] Result<Device> device_of(edge::Context& context, platform::Session& session);

/// Proves that this device signed exactly `to_sign`. Refuses signature_not_valid, signed_text_differs (T1).
[[nodiscard]] Verdict check_signature(const Device& device, const std::string& signature, const std::string& to_sign);

/// A carnet in the holder's hands with all that decisions on it look at.
struct HeldCarnet {
  records::CarnetRecord record;
  carnet::History history;
  std::vector<records::DeclarationRecord> declarations;  // of all saved travels, oldest travel first

  [[nodiscard]] const records::DeclarationRecord* find_declaration(const std::string& declaration_id) const;
  /// Types of the declarations of saved travels that are not committed; without one travel's.
  [[nodiscard]] std::vector<carnet::TransactionType> reserved(const std::string& without_travel_id = {}) const;
  [[nodiscard]] carnet::Sets sets_left() const;
  [[nodiscard]] std::string subject() const;
  [[nodiscard]] carnet::Goods listed() const { return carnet::all_goods(record.carnet.general_list); }
};

/// Refuses not_found unless this account downloaded the carnet.
[[nodiscard]] Result<HeldCarnet> read_held(edge::Context& context, carnet::CarnetId carnet_id);
/// The same, held until the transaction ends, so that decisions come one after the other.
[[nodiscard]] Result<HeldCarnet> hold(edge::Context& context, carnet::CarnetId carnet_id);

/// Publishes the one event of a change and leaves its audit row. Topics: the carnet and who did it.
void record_change(edge::Context& context, const HeldCarnet& held, const std::string& event_type,
                   nlohmann::json payload);
/// V7: a read of a carnet's content.
void record_read(edge::Context& context, const HeldCarnet& held);

/// The holder may be anywhere: somewhere it is still the day before.
[[nodiscard]] Day earliest_day(Instant now);

/// The name an audit row gives the operation: without its audience.
[[nodiscard]] std::string operation_name(const edge::Context& context);

}  // namespace opencarnet::wallet
