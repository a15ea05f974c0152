// The receipt of a committed transaction (rule X16): a voucher for customs and a counterfoil for the holder, laid out
// after those of the paper carnet. Plain data in, PDF out: whoever fills it decides what the reader may see.
#pragma once
#include <string>
#include <vector>

#include "base/time.h"

namespace opencarnet::documents {

enum class ReceiptType {
  validation,
  pre_exportation,
  exportation,
  importation,
  re_exportation,
  re_importation,
  transit_open,
  transit_close
};

/// One row of a list of goods. Decimals as they shall be read, e.g. "1,250.00".
struct ReceiptGoods {
  int item = 0;
  std::string description{};
  std::string pieces{};
  std::string weight_or_volume{};  // with its unit: "12.5 kg"
  std::string value{};             // without the currency, which stands in the head
  std::string country_of_origin{};
  std::string identification_marks{};  // empty where there are none
};

/// A transaction has one list or more: re-exported; produced but not re-exported; not produced …
struct ReceiptGoodsList {
  std::string heading{};       // "Re-exported"
  std::string ranges{};        // "1-4,7"
  std::string action_taken{};  // of goods that did not leave; empty where none
  std::vector<ReceiptGoods> rows{};
  std::string total_pieces{}, total_weight_or_volume{}, total_value{};
};

struct Receipt {
  ReceiptType type = ReceiptType::importation;
  std::string language = "en";  // of the reader: shapes of Han signs, /Lang of the document

  // G
  std::string carnet_type = "ATA";
  std::string carnet_number{}, carnet_id{};
  std::string issued_by{};
  std::string valid_until{};
  std::string currency{};
  // A, B, C, D, E
  std::vector<std::string> holder{};  // name, then address, line by line
  std::vector<std::string> representative{};
  std::string intended_use{};
  std::string transport{}, packaging{};
  // F
  std::string from_territory{}, to_territory{};
  std::string place_of_use{};
  std::string signed_by{}, signed_at{};  // who signed the declaration, and when
  std::string transaction_code{};        // grouped
  std::string supporting_documents{};
  std::vector<ReceiptGoodsList> goods{};
  // H
  std::string country{}, office{}, officer{};
  std::string committed_at{};   // the office's local time with its zone: "2026-03-12 09:41 CET"
  Instant committed_instant{};  // the same moment; dates the document
  std::string final_date{};     // empty where the type has none
  std::string customs_reference{}, remarks{};
  std::string seals{};                 // numbers on opening; "intact", "broken" … on closing
  std::vector<std::string> notices{};  // "Presented after the final date", "Recorded afterwards" …
  std::string verification_code{};     // grouped
  std::string verification_qr{};       // text of the QR; empty: none is drawn
  bool cancelled = false;
  std::string cancelled_note{};  // when and where; the reason stays inside the territory (rule V2)
};

/// Voucher pages, then the counterfoil. Any number of goods; texts of any length and script.
[[nodiscard]] std::string receipt_pdf(const Receipt& receipt);

}  // namespace opencarnet::documents
