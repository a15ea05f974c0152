// The operations of the wallet contract, each in the file of its name.
//
// Whoever downloaded a carnet is its holder or representative here; to all others it does not exist (not_found).
#pragma once
#include "edge/route.h"
#include "wallet/wallet.h"

namespace opencarnet::wallet {

/// Work::own. Refuses email_taken and, as field errors, what identity says of the password (I3) and a company without
/// a name.
[[nodiscard]] Result<edge::Answer> register_account(const Dependencies& dependencies, edge::Context& context,
                                                    const edge::Input& input);
/// Binds the session to the device that signed its challenge. Refuses device_key_invalid, signature_not_valid,
/// signed_text_differs, device_cut_off.
[[nodiscard]] Result<edge::Answer> register_device(edge::Context& context, const edge::Input& input);

/// Work::own (C12). Makes the use case, with the hash that stands in for carnets that do not exist, so that the answer
/// takes as long (S1). Refuses device_needed, wrong_pin, too_many_attempts, locked; with the right PIN
/// carnet_cancelled.
[[nodiscard]] edge::Handler download_carnet(const Dependencies& dependencies);
/// Every carnet the account has on any of its devices, each with its next step. Works without a device.
[[nodiscard]] Result<edge::Answer> list_carnets(edge::Context& context, const edge::Input& input);
/// C11: the carnet again, sealed, for a device that has downloaded it; V7. Refuses device_needed, and not_found where
/// this device has not.
[[nodiscard]] Result<edge::Answer> get_carnet(edge::Context& context, const edge::Input& input);
/// T1. Refuses device_needed, signature_not_valid, signed_text_differs, carnet_already_signed.
[[nodiscard]] Result<edge::Answer> sign_carnet(edge::Context& context, const edge::Input& input);

/// T2 to T6. Refuses what the kernel refuses of a journey, no_set_left, and a carnet that was not signed.
[[nodiscard]] Result<edge::Answer> create_travel(edge::Context& context, const edge::Input& input);
/// The same, and newer_version_exists (T6), declaration_is_committed (T7).
[[nodiscard]] Result<edge::Answer> update_travel(edge::Context& context, const edge::Input& input);
/// T3. Refuses travel_has_transaction.
[[nodiscard]] Result<edge::Answer> delete_travel(edge::Context& context, const edge::Input& input);
[[nodiscard]] Result<edge::Answer> list_travels(edge::Context& context, const edge::Input& input);

/// T1, T7, X1, X2. Refuses a declaration that is committed or that can never be committed as it stands.
[[nodiscard]] Result<edge::Answer> sign_declaration(const Dependencies& dependencies, edge::Context& context,
                                                    const edge::Input& input);
/// T1: refuses declaration_not_signed; after a cancellation declaration_must_be_signed_again (X14).
[[nodiscard]] Result<edge::Answer> get_qr(const Dependencies& dependencies, edge::Context& context,
                                          const edge::Input& input);
/// X16. Refuses verification_code_wrong, too_many_attempts, locked.
[[nodiscard]] Result<edge::Answer> verify_transaction(const Dependencies& dependencies, edge::Context& context,
                                                      const edge::Input& input);

/// V2, V5: counterfoils, rejections without reasons, who has the carnet, where every piece is.
[[nodiscard]] Result<edge::Answer> list_history(edge::Context& context, const edge::Input& input);
[[nodiscard]] Result<edge::Answer> follow_events(edge::Context& context, const edge::Input& input);

}  // namespace opencarnet::wallet
