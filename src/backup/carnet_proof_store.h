// Carnets and their transactions against their digests and against the events that told of them.
#pragma once
#include "platform/events.h"
#include "platform/schema_check.h"

namespace opencarnet::backup {

struct CarnetCount {
  std::int64_t issued = 0, drafts = 0, transactions = 0;
};

/// One carnet after the other: its documents, what was fixed at issue (C3), and that its transactions and their
/// cancellations are those its events tell of, no more and no less (X14).
CarnetCount prove_carnets(platform::Session& session, const platform::Found& found);

/// What the database can tell over all transactions at once: order on the carnet, one that counts for a declaration
/// (X11), a carnet and a declaration for each.
void prove_transactions(platform::Session& session, const platform::Found& found);

/// A carnet that was issued is there, with the content it was issued with.
void prove_issue(platform::Session& session, const platform::StoredEvent& issued, const platform::Found& found);

}  // namespace opencarnet::backup
