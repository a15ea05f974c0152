// The fixed words of voucher and counterfoil, in English and French as the conventions have them.
#pragma once
#include <string_view>

#include "documents/pdf.h"
#include "documents/receipt.h"

namespace opencarnet::documents {

struct ReceiptTexts {
  std::string_view title, title_french;  // "Importation"
  std::string_view declaration;          // box F
  std::string_view cleared;              // box H
  std::string_view final_date_label;     // empty where the type has none
  Colour paper;                          // of the headings, as the paper sheets are coloured
  Colour ink;                            // a strong tone of the same
};

[[nodiscard]] const ReceiptTexts& texts_of(ReceiptType type);

}  // namespace opencarnet::documents
