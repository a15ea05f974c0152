// Journeys: from countries to declarations (T2), what they reserve (T3), what they may take (T4, T5).
#pragma once
#include "carnet/carnet.h"
#include "carnet/ledger.h"
#include "carnet/territory.h"

namespace opencarnet::carnet {

/// What the holder states about a journey.
struct Travel {
  CountryCode from_country, to_country;
  std::vector<CountryCode> transits;  // in the order of the journey
  DeclaredGoods declared;
};

struct PlannedDeclaration {
  TransactionType type{};
  CountryCode country;
  TerritoryCode territory;
  DeclaredGoods declared;
  bool digital = true;  // false: that country takes this step on paper on that day, no code is made for it
  friend bool operator==(const PlannedDeclaration&, const PlannedDeclaration&) = default;
};

/// T6: what is still missing before declarations can be derived and signed: names of fields, empty when complete.
[[nodiscard]] std::vector<std::string> missing_fields(const Travel& travel);

/// T2: the declarations of a complete travel in the order of the journey. Refuses a travel within one territory, an
/// unknown country, a transit at home, territories the carnet does not cover or that do not accept its use, goods that
/// are not listed, and goods that cannot take the step (T5) unless its past may be on paper (X9). `ledger`: the history
/// with the declarations of earlier travels applied (planned_ledger), so that a return can be prepared before the
/// journey out is committed.
[[nodiscard]] Result<std::vector<PlannedDeclaration>> derive_declarations(const Carnet& carnet, const Ledger& ledger,
                                                                          const History& history, const Travel& travel,
                                                                          const std::vector<Territory>& territories,
                                                                          Day day);

/// The ledger as it will be when these declarations are committed, in their order, after the history.
[[nodiscard]] Ledger planned_ledger(const Carnet& carnet, const History& history,
                                    const std::vector<PlannedDeclaration>& planned);

/// C6, T3: vouchers by kind. A committed transaction keeps its voucher, a cancelled one gives it back to its
/// declaration, which still reserves it; `reserved` are the types of all uncommitted declarations of saved travels. A
/// set is left while both its vouchers are.
[[nodiscard]] Sets sets_left(const Sets& sets, const History& history, const std::vector<TransactionType>& reserved);
/// Vouchers a travel's declarations need, counted as sets.
[[nodiscard]] Sets sets_used(const std::vector<TransactionType>& declarations);
/// T3: refuses no_set_left with the kind that is missing. `reserved` without the travel being saved.
[[nodiscard]] Verdict check_sets(const Sets& sets, const History& history, const std::vector<TransactionType>& reserved,
                                 const std::vector<TransactionType>& wanted);

/// T3: a travel may be deleted while nothing of it is committed (travel_has_transaction).
[[nodiscard]] Verdict check_deletable(const History& history, const std::vector<std::string>& declaration_ids);

/// T6: a conflicting edit is refused with the newer version (newer_version_exists), never silently lost.
[[nodiscard]] Verdict check_version(std::int64_t yours, std::int64_t newest);

/// T1: the holder's steps in their order.
enum class HolderStep : std::uint8_t { download, sign_carnet, prepare_travel, sign_declaration, show_code };
struct HolderProgress {
  bool downloaded = false, carnet_signed = false, travel_complete = false, declaration_signed = false;
};
/// Refuses holder_step_too_early and names the step that comes first.
[[nodiscard]] Verdict check_holder_step(HolderStep step, const HolderProgress& progress);

}  // namespace opencarnet::carnet
