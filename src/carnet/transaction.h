// What the holder declares for one customs step, and what customs commit on it. Plain data that stores load and save.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "carnet/goods.h"
#include "carnet/words.h"

namespace opencarnet::carnet {

/// Goods of a special list with what customs did; without an action they stay to check (X7).
struct GoodsWithAction {
  Goods goods;
  std::optional<Action> action;
  std::string remark;  // reference, duties paid …; needed with an action
  friend bool operator==(const GoodsWithAction&, const GoodsWithAction&) = default;
};
[[nodiscard]] Goods sum_of(const std::vector<GoodsWithAction>& lists);

/// One change an officer made to a signed declaration (X15): field, what it was, what it became.
struct Change {
  std::string field, before, after;
  friend bool operator==(const Change&, const Change&) = default;
};

/// The goods a declaration speaks of, list by list.
struct DeclaredGoods {
  Goods goods;             // travelling: exported, imported, re-exported, re-imported, in transit
  Goods not_re_exported;   // X7: produced, will not be re-exported
  Goods not_produced;      // X7: not produced, not meant for later re-exportation
  Goods not_re_imported;   // X8
  Goods processed_abroad;  // X8: those of `goods` that were processed abroad
  /// Everything that is declared once: goods and the three lists of what does not travel.
  [[nodiscard]] Goods all() const;
  friend bool operator==(const DeclaredGoods&, const DeclaredGoods&) = default;
};

struct Declaration {
  std::string declaration_id;
  std::string travel_id;
  CarnetId carnet_id = 0;
  TransactionType type = TransactionType::validation;
  CountryCode country;  // where it is to be presented: any office of the territory takes it
  TerritoryCode territory;
  DeclaredGoods declared;
  std::string place;  // city, event or use at the destination
  std::string mode_of_transport, transport_details, packaging;
  std::string comment;  // the holder's remarks
  std::string supporting_documents;
  std::map<int, std::string> identification_marks;  // item → marks, put by the officer
  std::string remarks;                              // the officer's
  std::optional<std::string>
      closes;                     // transaction_id of the importation or transit it closes; empty: the oldest open one
  std::int64_t signature_no = 0;  // counts signatures (T7); 0: never signed
  std::optional<Instant> signed_at;  // empty while unsigned or voided
  std::vector<Change> corrections;   // the officers' since this signature (X15)
  friend bool operator==(const Declaration&, const Declaration&) = default;
};

/// X14: the mark beside a transaction that stays for ever.
struct Cancellation {
  Instant cancelled_at{};
  std::string cancelled_by;      // officer
  std::string cancelled_reason;  // only inside the territory (V2)
  friend bool operator==(const Cancellation&, const Cancellation&) = default;
};

struct Transaction {
  std::string transaction_id;
  CarnetId carnet_id = 0;
  std::string declaration_id;
  std::int64_t signature_no = 0;
  TransactionType type = TransactionType::validation;
  CountryCode country;  // of the administration that committed it
  TerritoryCode territory;
  std::string office_id, office, account_id, officer;
  Day acted_on{};  // the day at the office (C2)
  Instant committed_at{};

  Goods goods;
  std::vector<GoodsWithAction> not_re_exported, not_produced;  // X7
  std::vector<GoodsWithAction> not_re_imported;                // X8
  Goods processed_abroad;                                      // X8
  std::optional<std::string> closes;                           // R1

  std::optional<Day> final_date;     // exportation, importation, transit_open: always set by the kernel
  std::string place_of_use;          // importation
  std::string seals;                 // transit_open
  std::optional<bool> seals_intact;  // transit_close
  std::optional<bool> goods_examined;
  std::string customs_reference, remarks;
  std::string place, mode_of_transport, transport_details, packaging, comment, supporting_documents;
  std::map<int, std::string> identification_marks;
  std::vector<Change> corrections;
  bool paper_evidence_confirmed = false;  // X9
  Goods on_paper;                         // X9: goods whose earlier leg has no digital record
  bool late = false;                      // after the final date or the validity
  std::optional<Cancellation> cancelled;
  friend bool operator==(const Transaction&, const Transaction&) = default;
};

/// Everything committed on a carnet in the order of commitment, cancelled ones included.
using History = std::vector<Transaction>;

/// Cancelled transactions have no effect (R4).
[[nodiscard]] inline bool counts(const Transaction& transaction) { return !transaction.cancelled; }
/// Every piece a transaction speaks of.
[[nodiscard]] Goods all_goods(const Transaction& transaction);

/// V4, V5, X16: what the counterfoil shows of a transaction, for holder and association.
struct Counterfoil {
  std::string transaction_id, declaration_id;
  TransactionType type = TransactionType::validation;
  CountryCode country;
  TerritoryCode territory;
  std::string office;
  Instant committed_at{};
  Day acted_on{};
  Goods goods;
  std::vector<GoodsWithAction> not_re_exported;  // all that stayed: produced or not, and not re-imported
  std::optional<Day> final_date;
  bool late = false;
  std::vector<Change> corrections;
  std::optional<Instant> cancelled_at;
  friend bool operator==(const Counterfoil&, const Counterfoil&) = default;
};
[[nodiscard]] Counterfoil counterfoil_of(const Transaction& transaction);

}  // namespace opencarnet::carnet
