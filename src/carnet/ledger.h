// Where every piece is, and what each territory still holds open: two folds over the same history.
//
// `positions` answer "where is it by digital record": exactly one place per piece, the latest record wins, because
// customs never rely on others' entries (X6). `accounts` answer "what has T to be shown": its importations and transits
// (and at home the exportations) stay open until T's own records close them, whatever happens elsewhere (R5).
#pragma once
#include <compare>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "carnet/transaction.h"

namespace opencarnet::carnet {

enum class PlaceKind : std::uint8_t {
  home,
  exported,        // left home, not yet arrived
  in_territory,    // imported into `territory`
  left_territory,  // re-exported from `territory`, or its transit was closed
  in_transit,      // through `territory`
  stayed           // in `territory` for good, with the action taken (X7)
};
[[nodiscard]] std::string_view to_text(PlaceKind kind);

struct Place {
  PlaceKind kind = PlaceKind::home;
  TerritoryCode territory;  // empty for home and exported
  friend auto operator<=>(const Place&, const Place&) = default;
};

/// Some pieces of an item in one place, put there by one transaction.
struct Holding {
  Place place;
  std::int64_t pieces = 0;
  std::int32_t since = -1;  // index in the history of the transaction that put them there; -1: at home since the issue
  friend bool operator==(const Holding&, const Holding&) = default;
};

enum class LotKind : std::uint8_t { exportation, importation, transit };

/// How pieces of a lot were closed.
enum class ClosedBy : std::uint8_t {
  movement,  // re-exported, re-imported, transit closed
  action,    // stayed with an action taken (X7), or declared not to be re-imported (X8)
  paper      // the officer confirmed on paper that they had left (X9)
};

struct Closing {
  std::string transaction_id;
  Day acted_on{};
  std::int64_t pieces = 0;
  ClosedBy by = ClosedBy::movement;
  bool late = false;  // after the lot's final date
  friend bool operator==(const Closing&, const Closing&) = default;
};

/// Pieces of one item that came in by one transaction and must be accounted for.
struct Lot {
  LotKind kind = LotKind::importation;
  std::string transaction_id;
  int item = 0;
  std::int64_t pieces = 0;
  std::int32_t since = -1;  // index in the history of that transaction
  Day opened_on{};
  std::optional<Day> final_date;
  std::vector<Closing> closings;
  std::int64_t without_action = 0;  // still open pieces declared not to go on, without an action taken: to check (X7)
  [[nodiscard]] std::int64_t open() const;
  friend bool operator==(const Lot&, const Lot&) = default;
};

enum class LotStatus : std::uint8_t { open, overdue, discharged, discharged_late };
/// R2 for one lot on a day.
[[nodiscard]] LotStatus status_on(const Lot& lot, Day day);

/// Lots of one territory: item → its lots, oldest first.
using Account = std::map<int, std::vector<Lot>>;

struct Ledger {
  Goods listed;
  TerritoryCode home;
  std::vector<std::vector<Holding>> holdings;  // by item - 1
  Goods pre_exported;                          // at home with the export formality done (X5)
  std::map<TerritoryCode, Account> accounts;
  /// transaction index → indices of the transactions whose result it built on (moved pieces they had put, closed lots
  /// they had opened). Rule X14 reads it.
  std::map<std::int32_t, std::vector<std::int32_t>> builds_on;
  bool validated = false;  // digitally
  friend bool operator==(const Ledger&, const Ledger&) = default;
};

/// The fold. Total: any history of any quality gives a ledger whose places sum to the listed pieces. Goods not listed
/// are ignored. Same input, same answer.
[[nodiscard]] Ledger fold(const Goods& listed, const TerritoryCode& home, const History& history);

/// A carnet's goods before anything happened, and one step of the fold: `index` is the transaction's place in the
/// history. A cancelled transaction changes nothing.
[[nodiscard]] Ledger opening_ledger(const Goods& listed, const TerritoryCode& home);
void apply(Ledger& ledger, const Transaction& transaction, std::int32_t index);

/// Pieces in exactly that place.
[[nodiscard]] Goods goods_at(const Ledger& ledger, const Place& place);
/// Pieces open in that territory's lots of a kind.
[[nodiscard]] Goods open_in(const Ledger& ledger, const TerritoryCode& territory, LotKind kind);
/// The same, of one transaction only.
[[nodiscard]] Goods open_of(const Ledger& ledger, const TerritoryCode& territory, LotKind kind,
                            const std::string& transaction_id);

/// X17: goods that came on the same voucher (exportation or re-exportation) as these and are still on their way, but
/// are not among them.
[[nodiscard]] Goods left_behind(const Ledger& ledger, const Goods& imported, const TerritoryCode& territory);

/// For pictures and answers: item, pieces, place and the final date that runs, ascending by item, places merged.
struct PlaceLine {
  int item = 0;
  std::int64_t pieces = 0;
  Place place;
  std::optional<Day> final_date;  // earliest one running where the pieces are
  friend bool operator==(const PlaceLine&, const PlaceLine&) = default;
};
[[nodiscard]] std::vector<PlaceLine> places(const Ledger& ledger);

}  // namespace opencarnet::carnet
