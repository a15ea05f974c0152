// What a signed declaration gives its holder to show: codes and QR (X1, X2).
#pragma once
#include "wallet/access.h"
#include "wallet/travel_store.h"
#include "wallet/wallet.h"

namespace opencarnet::wallet {

/// Purposes of keyed hashes, as customs look codes up.
inline constexpr auto transaction_code_purpose = "transaction_code";
inline constexpr auto verification_code_purpose = "verification_code";
inline constexpr auto cancellation_code_purpose = "cancellation_code";

/// What the sealed codes of a declaration are bound to.
[[nodiscard]] std::string seal_purpose(const std::string& declaration_id);
[[nodiscard]] std::string seal_purpose_of_qr(const std::string& declaration_id);

/// New codes for a declaration that is being signed (signature_no and signed_at are the new ones), with its QR.
[[nodiscard]] Result<Signature> make_signature(const Dependencies& dependencies, platform::Session& session,
                                               const HeldCarnet& held, const carnet::Declaration& declaration,
                                               const StoredTravel& travel);

/// Contract: Codes. The declaration is signed.
[[nodiscard]] json codes_answer(const Dependencies& dependencies, const StoredDeclaration& stored);

}  // namespace opencarnet::wallet
