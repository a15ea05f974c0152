// A carnet as it leaves the server: only as a JWE to a device that proved its keys (C11).
#pragma once
#include "wallet/access.h"

namespace opencarnet::wallet {

/// Contract: SealedCarnet. Inside is a Carnet with what is left of its sets and the text to sign.
[[nodiscard]] edge::Answer sealed_carnet(const Device& device, const HeldCarnet& held);

}  // namespace opencarnet::wallet
