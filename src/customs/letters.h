// The words of the letters this room sends.
#pragma once
#include <string>

#include "carnet/transaction.h"

namespace opencarnet::customs {

struct LetterText {
  std::string subject, text;
};

/// X16: what a holder reads above the receipt, in their account's language. `committed_at` by the office's clock.
[[nodiscard]] LetterText receipt_letter(const carnet::Transaction& transaction, const std::string& carnet_number,
                                        const carnet::Goods& listed, const std::string& committed_at,
                                        const std::string& language);

}  // namespace opencarnet::customs
