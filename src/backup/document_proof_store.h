// Documents that stand as JSON in a column: that each of them can be read.
#pragma once
#include "platform/schema_check.h"

namespace opencarnet::backup {

/// Of declarations, corrections, travels and accounts; carnets and transactions have proofs of their own. Returns how
/// many documents were read.
std::int64_t prove_documents(platform::Session& session, const platform::Found& found);

}  // namespace opencarnet::backup
