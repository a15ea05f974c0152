// The life of a carnet (C7), its amendment (C8) and additional sets (C6).
#pragma once
#include "carnet/carnet.h"
#include "carnet/transaction.h"

namespace opencarnet::carnet {

enum class State : std::uint8_t { draft, issued, activated, blocked, cancelled, discharged, replaced };
[[nodiscard]] std::string_view to_text(State state);

/// C7: derived from what is stored and what happened. The first committed transaction activates for good, even if it
/// was cancelled later: customs had the carnet in their hands.
[[nodiscard]] State state_of(Standing standing, const History& history);

/// What an issuer may do to a carnet's standing.
enum class LifeChange : std::uint8_t { issue, block, unblock, cancel, discharge, replace };
/// C7: the new standing, or carnet_life_forbids, carnet_is_activated, reason_missing (block needs one).
[[nodiscard]] Result<Standing> decide_life(Standing standing, const History& history, LifeChange change,
                                           std::string_view reason = {});

/// C8: within 30 days of issue and before any transaction. The amended carnet keeps ID, number and issue date; its list
/// does not grow (C3). The holder's signature is void afterwards: the caller drops it.
[[nodiscard]] Verdict decide_amendment(const Carnet& issued, const Carnet& amended, const History& history, Day today);
inline constexpr int amendment_days = 30;

/// C6: more sets after issue, unless the issuer's setting forbids it; in any living state, in use too.
[[nodiscard]] Result<Sets> decide_more_sets(const Carnet& carnet, const History& history, const Sets& more,
                                            bool issuer_allows);

/// C12: how long downloads of a carnet are locked after so many wrong PINs in a row: nothing before the fifth, then 30
/// s doubling to an hour.
[[nodiscard]] std::chrono::seconds pin_lock(int wrong_tries);

}  // namespace opencarnet::carnet
