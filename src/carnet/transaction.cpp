#include "carnet/transaction.h"

namespace opencarnet::carnet {

Goods sum_of(const std::vector<GoodsWithAction>& lists) {
  Goods sum;
  for (const auto& list : lists) sum = sum + list.goods;
  return sum;
}

Goods DeclaredGoods::all() const { return goods + not_re_exported + not_produced + not_re_imported; }

Goods all_goods(const Transaction& transaction) {
  return transaction.goods + sum_of(transaction.not_re_exported) + sum_of(transaction.not_produced) +
         sum_of(transaction.not_re_imported);
}

Counterfoil counterfoil_of(const Transaction& transaction) {
  Counterfoil shown;
  shown.transaction_id = transaction.transaction_id;
  shown.declaration_id = transaction.declaration_id;
  shown.type = transaction.type;
  shown.country = transaction.country;
  shown.territory = transaction.territory;
  shown.office = transaction.office;
  shown.committed_at = transaction.committed_at;
  shown.acted_on = transaction.acted_on;
  shown.goods = transaction.goods;
  for (const auto* lists : {&transaction.not_re_exported, &transaction.not_produced, &transaction.not_re_imported})
    shown.not_re_exported.insert(shown.not_re_exported.end(), lists->begin(), lists->end());
  shown.final_date = transaction.final_date;
  shown.late = transaction.late;
  shown.corrections = transaction.corrections;
  if (transaction.cancelled) shown.cancelled_at = transaction.cancelled->cancelled_at;
  return shown;
}

}  // namespace opencarnet::carnet
