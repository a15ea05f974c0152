// The one most urgent thing a holder can do with a carnet, decided by the rules so that no screen decides again.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "carnet/carnet.h"
#include "carnet/transaction.h"

namespace opencarnet::carnet {

/// In the order of urgency: of all that could be done the first of this list is the next step.
enum class NextStepKind : std::uint8_t {
  nothing_possible,           // blocked, cancelled, discharged (C7, X10), or run out before it ever travelled
  sign_carnet,                // nothing is possible before (T1)
  rejected_declaration,       // customs turned it down: goods wait at a counter (X13)
  show_declaration,           // signed: show its QR to customs there
  sign_declaration,           // of a complete travel, next on its way (T1)
  expired_with_goods_abroad,  // only the ways home are open (X10), and none is prepared
  finish_travel,              // saved incomplete (T6)
  prepare_return,             // goods are abroad and no travel takes them on
  prepare_travel,             // nothing has travelled yet
  all_home                    // whatever travelled is home again, or stayed abroad with the action taken (X7)
};
[[nodiscard]] std::string_view to_text(NextStepKind kind);

/// A declaration of a saved travel, as far as the next step asks.
struct SavedDeclaration {
  std::string declaration_id;
  TransactionType type{};
  CountryCode country;
  TerritoryCode territory;
  DeclarationState state{};
  bool digital = true;             // false: that country takes it on paper today, so there is nothing to sign or show
  std::string rejected_at_office;  // by name
};

struct SavedTravel {
  std::string travel_id;
  bool complete = false;  // T6
  CountryCode to_country;
  std::string place;                           // city, event or use at the destination
  std::vector<SavedDeclaration> declarations;  // in the order of the journey
};

struct NextStep {
  NextStepKind kind = NextStepKind::nothing_possible;
  std::string travel_id, declaration_id;  // empty where it is about no travel, no declaration
  std::optional<TransactionType> type;    // of the declaration
  CountryCode country;                    // where the declaration is to be shown, or the travel leads
  TerritoryCode territory;                // the declaration's; for what is abroad: where the first final date runs
  std::string place;                      // the travel's
  std::string office;                     // that rejected the declaration
  std::optional<Day> until;               // last day to do it; may have passed
  friend bool operator==(const NextStep&, const NextStep&) = default;
};

/// Total. `travels` are the saved ones, oldest first; of two that are equally urgent the older one is next. In a travel
/// it is the first declaration behind the last one committed that is still open: a step that customs left out does not
/// hold up the journey. `until` is the final date that runs for the goods where it brings them back, else the carnet's
/// last day. `day` as the holder's calendar says it.
[[nodiscard]] NextStep next_step(const Carnet& carnet, const History& history, bool carnet_signed,
                                 const std::vector<SavedTravel>& travels, Day day);

}  // namespace opencarnet::carnet
