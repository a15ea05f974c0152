// Verification codes as they are kept: a hash to find them, a sealed copy to print the receipt again (X16).
#pragma once
#include "crypto/secrets.h"
#include "platform/schema_check.h"

namespace opencarnet::customs {

/// Opens every sealed code and hashes it anew; tells of each that does not open or has another hash. Returns how many.
std::int64_t prove_kept_codes(platform::Session& session, const crypto::Bytes& code_key,
                              const crypto::Bytes& sealing_key, const platform::Found& found);

}  // namespace opencarnet::customs
