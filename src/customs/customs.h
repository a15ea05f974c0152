// The customs room: what it needs, what it serves, and what it does when a transaction was committed.
#pragma once
#include <memory>

#include "crypto/keys.h"
#include "edge/route.h"
#include "platform/mail.h"
#include "platform/outbox.h"

namespace opencarnet::customs {

/// Of the key that seals verification codes.
inline constexpr auto verification_sealing = "verification codes";

struct Dependencies {
  const crypto::KeyRing& ring;  // proves the QR of a declaration (X2)
  /// For crypto::code_hash with the purposes transaction_code, verification_code and cancellation_code; the wallet
  /// hashes with the same key.
  crypto::Bytes code_key;
  /// Under which verification codes are kept, so that a receipt can be printed again (X16).
  crypto::Bytes sealing_key;
};

/// The operations of api/customs.yaml. `dependencies` are copied; the ring must outlive the routes.
[[nodiscard]] edge::Routes routes(const Dependencies& dependencies);

/// X16: the receipt goes by e-mail to the holder named in the carnet and to the accounts that downloaded it. A repeat
/// sends letters with the same Message-ID.
[[nodiscard]] platform::Reaction send_receipt(const Dependencies& dependencies,
                                              std::shared_ptr<platform::Mailer> mailer);

}  // namespace opencarnet::customs
