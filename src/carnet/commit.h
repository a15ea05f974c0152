// The decision at the counter: a declaration in front of an officer becomes transactions, or a refusal that says why
// not.
#pragma once
#include <array>

#include "carnet/allowed_actions.h"
#include "carnet/situation.h"

namespace opencarnet::carnet {

/// What the officer states at commit (contract: commit_transaction).
struct OfficerFields {
  Step step = Step::commit;
  std::optional<bool> goods_examined;
  std::optional<Day> final_date;     // exportation, importation, transit_open; empty: the carnet's last day
  std::string place_of_use;          // importation; empty: the holder's place
  std::string seals;                 // transit_open
  std::optional<bool> seals_intact;  // transit_close
  std::string customs_reference, remarks;
  std::vector<GoodsWithAction> not_re_exported, not_produced, not_re_imported;
  std::optional<std::string> closes;
  bool paper_evidence_confirmed = false;  // X9
};

/// Who commits, where and when; two ids because Exit first records two transactions (X5).
struct Stamp {
  std::array<std::string, 2> transaction_ids;
  std::string office_id, office, account_id, officer;
  Instant committed_at{};
};

/// The transactions to append to the history, in order: one, or pre_exportation and exportation (X5). Refuses with the
/// rule that speaks: first the declaration (T1, X2, X6, X11), then the carnet and the place (offer_of), then every
/// field error at once (C3, X6, X7, X8), then the goods (X4–X9, X17). Total: every input gets an answer.
///
/// The officer's special lists replace the declared ones piece by piece: pieces named there with an action that the
/// holder declared as travelling are taken out of the travelling goods and recorded as the officer's change (X15);
/// nothing the holder did not declare at all may be named (correction_adds_goods).
[[nodiscard]] Result<std::vector<Transaction>> decide_commit(const Situation& situation, const Declaration& declaration,
                                                             const OfficerFields& fields, const Stamp& stamp);

/// X13: a declaration may be rejected until it is committed; a reason is needed. Nothing is used up by it.
[[nodiscard]] Verdict decide_reject(const History& history, const Declaration& declaration, std::string_view reason);

/// X5: which buttons to offer for a declaration here: commit, or export and exit as far as they remain.
[[nodiscard]] std::vector<Step> steps_of(const Territory& acting, const History& history,
                                         const Declaration& declaration);

/// X11 and X14, the one decision: what the history says of this declaration and signature. Refuses what is committed,
/// and what was cancelled and not signed again.
[[nodiscard]] Verdict check_not_committed(const History& history, const Declaration& declaration, TransactionType type);

}  // namespace opencarnet::carnet
