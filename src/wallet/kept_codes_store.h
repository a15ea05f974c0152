// The codes of signed declarations as they are kept: hashes to find them, a sealed copy to show them to the holder.
#pragma once
#include "platform/schema_check.h"
#include "wallet/wallet.h"

namespace opencarnet::wallet {

/// Opens every sealed pair of codes and hashes it anew; tells of each that does not open or has another hash. Returns
/// how many.
std::int64_t prove_kept_codes(platform::Session& session, const CodeKeys& keys, const platform::Found& found);

}  // namespace opencarnet::wallet
