#include "carnet/codes.h"

#include "base/code_text.h"

namespace opencarnet::carnet {
namespace {

std::string_view name_of(CodeKind kind) {
  switch (kind) {
    case CodeKind::transaction:
      return "transaction";
    case CodeKind::verification:
      return "verification";
    case CodeKind::cancellation:
      break;
  }
  return "cancellation";
}

}  // namespace

std::size_t code_length(CodeKind kind) {
  switch (kind) {
    case CodeKind::transaction:
      return transaction_code_length;
    case CodeKind::verification:
      return verification_code_length;
    case CodeKind::cancellation:
      break;
  }
  return cancellation_code_length;
}

Result<std::string> read_code(CodeKind kind, std::string_view typed) {
  if (auto code = normalise_code(typed, code_length(kind))) return *code;
  return refuse(Code::code_malformed,
                {{"kind", std::string(name_of(kind))}, {"length", std::to_string(code_length(kind))}});
}

Result<Essence> essence_of(const Carnet& carnet, const Declaration& declaration, const std::string& transaction_code,
                           const TerritoryCode& from_territory, const TerritoryCode& to_territory) {
  if (!declaration.signed_at) return refuse(Code::declaration_not_signed);
  Essence essence;
  essence.carnet_id = carnet.carnet_id;
  essence.carnet_number = carnet.number;
  essence.transaction_code = transaction_code;
  essence.type = declaration.type;
  essence.from_territory = from_territory;
  essence.to_territory = to_territory;
  essence.goods_ranges = to_text(declaration.declared.all(), all_goods(carnet.general_list));
  essence.valid_until = carnet.valid_until;
  essence.signed_at = *declaration.signed_at;
  return essence;
}

}  // namespace opencarnet::carnet
