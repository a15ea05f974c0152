// Joins what the holder declared with the lists the officer states at commit (X7, X8, X15). Internal to the kernel.
#pragma once
#include "carnet/commit.h"

namespace opencarnet::carnet {

struct SettledLists {
  Goods goods;
  std::vector<GoodsWithAction> not_re_exported, not_produced, not_re_imported;
  Goods processed_abroad;
  std::vector<Change> changes;  // the officer's, e.g. pieces taken out of the travelling goods
  [[nodiscard]] Goods all() const;
};

/// Total; wrong input is named in `errors`: lists that do not belong to the type, goods not listed, pieces in two
/// lists, goods the holder did not declare, actions without a remark, processed goods that do not return.
[[nodiscard]] SettledLists settle_lists(const Declaration& declaration, const OfficerFields& fields,
                                        const Goods& listed, FieldErrors& errors);

}  // namespace opencarnet::carnet
