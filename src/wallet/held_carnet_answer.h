// A carnet on the holder's list: where its goods are, and the one thing to do next.
#pragma once
#include "wallet/travel_answer.h"

namespace opencarnet::wallet {

/// Contract: HeldCarnet. Which step is next is decided by the kernel (carnet/next_step.h).
[[nodiscard]] json held_carnet_answer(platform::Session& session, TerritoriesByCountry& territories,
                                      const HeldCarnet& held, bool on_this_device, Instant now);

}  // namespace opencarnet::wallet
