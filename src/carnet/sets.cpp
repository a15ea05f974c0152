// Vouchers by kind (C6, T3).
#include <algorithm>
#include <array>

#include "carnet/travel.h"

namespace opencarnet::carnet {
namespace {

using enum TransactionType;

struct Kind {
  std::string_view name;
  TransactionType out, back;
  std::int64_t Sets::*count;
};
constexpr std::array<Kind, 3> kinds{
    {{"exportation_re_importation", exportation, re_importation, &Sets::exportation_re_importation},
     {"importation_re_exportation", importation, re_exportation, &Sets::importation_re_exportation},
     {"transit", transit_open, transit_close, &Sets::transit}}};

std::int64_t count_of(const std::vector<TransactionType>& types, TransactionType type) {
  return std::count(types.begin(), types.end(), type);
}

std::vector<TransactionType> taken(const History& history, const std::vector<TransactionType>& reserved) {
  auto types = reserved;
  for (const auto& transaction : history)
    if (counts(transaction)) types.push_back(transaction.type);
  return types;
}

}  // namespace

Sets sets_used(const std::vector<TransactionType>& declarations) {
  Sets used;
  for (const auto& kind : kinds)
    used.*kind.count = std::max(count_of(declarations, kind.out), count_of(declarations, kind.back));
  return used;
}

Sets sets_left(const Sets& sets, const History& history, const std::vector<TransactionType>& reserved) {
  const auto used = sets_used(taken(history, reserved));
  Sets left;
  for (const auto& kind : kinds) left.*kind.count = std::max(std::int64_t{0}, sets.*kind.count - used.*kind.count);
  return left;
}

Verdict check_sets(const Sets& sets, const History& history, const std::vector<TransactionType>& reserved,
                   const std::vector<TransactionType>& wanted) {
  const auto used = taken(history, reserved);
  for (const auto& kind : kinds)
    for (const auto type : {kind.out, kind.back}) {
      const auto needed = count_of(wanted, type);
      const auto left = std::max(std::int64_t{0}, sets.*kind.count - count_of(used, type));
      if (needed > left)
        return refuse(Code::no_set_left, {{"kind", std::string(kind.name)},
                                          {"voucher", std::string(to_text(type))},
                                          {"needed", std::to_string(needed)},
                                          {"left", std::to_string(left)},
                                          {"total", std::to_string(sets.*kind.count)}});
    }
  return {};
}

}  // namespace opencarnet::carnet
