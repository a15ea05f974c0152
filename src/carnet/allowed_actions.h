// What may be done next with a carnet at an office, decided by the rules so that no screen decides again.
#pragma once
#include <vector>

#include "carnet/situation.h"

namespace opencarnet::carnet {

/// What a step could take.
struct Offer {
  Goods goods;                       // by digital record
  Goods on_paper;                    // only if the officer confirms paper evidence of an earlier leg (X9)
  bool validation_on_paper = false;  // X9: the officer confirms the stamped validation too
  bool late = false;                 // X10: after the validity
  friend bool operator==(const Offer&, const Offer&) = default;
};

/// The one decision whether a step of this type is possible at all here today (X3–X10, C2, C7, C10), with the goods it
/// could take; decide_commit starts with it. Goods that cannot all be taken are decided there.
[[nodiscard]] Result<Offer> offer_of(const Situation& situation, const Ledger& ledger, TransactionType type);

struct AllowedAction {
  TransactionType type{};
  Result<Offer> offer;  // or the refusal that explains why not
};

/// One line per transaction type, in their order: what decide_commit would say to the best declaration of that type.
[[nodiscard]] std::vector<AllowedAction> allowed_actions(const Situation& situation);

/// The goods that can take a step in a territory by digital record (T4, T5): at home for an exportation, open there for
/// a re-exportation, not yet there for an importation … Whether the step is otherwise possible is not asked.
[[nodiscard]] Goods available_goods(const Ledger& ledger, TransactionType type, const TerritoryCode& territory);

/// The pieces whose earlier leg may have been on paper, since `territory` was a paper territory after the last digital
/// record of them there (or since the issue): the rule X9.
[[nodiscard]] Goods possibly_on_paper(const Situation& situation, const Ledger& ledger, TransactionType type);

}  // namespace opencarnet::carnet
