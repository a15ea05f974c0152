// What an officer may change of a signed declaration before the commit (X15), and what a holder's edit does (T7).
#pragma once
#include "carnet/transaction.h"

namespace opencarnet::carnet {

/// Only the fields to change.
struct Correction {
  std::optional<std::string> mode_of_transport, transport_details, packaging, remarks;
  std::optional<std::map<int, std::string>> identification_marks;
  std::optional<Goods> goods;
};

/// The declaration as corrected, each change recorded behind those already made. Refuses goods that the holder did not
/// sign for (correction_adds_goods; against `signed_goods`, so that a correction can be taken back) and marks on items
/// that are not declared. Goods processed abroad shrink with the goods.
[[nodiscard]] Result<Declaration> correct(const Declaration& declaration, const Goods& signed_goods,
                                          const Goods& listed, const Correction& correction);

/// T7: an edited declaration has lost its signature, and with it codes, QR and corrections.
[[nodiscard]] Declaration void_signature(Declaration declaration);
/// T7: an officer who scans an old code is told that it was replaced (declaration_replaced).
[[nodiscard]] Verdict check_scanned(const Declaration& declaration, std::int64_t scanned_signature_no);
/// T7, X11: the holder may edit what is not committed (declaration_is_committed).
[[nodiscard]] Verdict check_editable(const History& history, const Declaration& declaration);

}  // namespace opencarnet::carnet
