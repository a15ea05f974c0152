#include "carnet/codes.h"

#include <stdexcept>

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

char as_stored(char typed) {
  const char capital = typed >= 'a' && typed <= 'z' ? static_cast<char>(typed - 'a' + 'A') : typed;
  if (capital == 'O') return '0';
  if (capital == 'I' || capital == 'L') return '1';
  return capital;
}

bool is_separator(char c) { return c == ' ' || c == '-' || c == '\t' || c == '\r' || c == '\n'; }

}  // namespace

std::size_t code_length(CodeKind kind) {
  switch (kind) {
    case CodeKind::transaction:
      return 13;
    case CodeKind::verification:
      return 14;
    case CodeKind::cancellation:
      break;
  }
  return 12;
}

std::string make_code(CodeKind kind, std::span<const unsigned char> random) {
  if (random.size() < code_length(kind)) throw std::invalid_argument("a code needs one random byte per character");
  std::string code;
  for (std::size_t at = 0; at < code_length(kind); ++at) code += code_alphabet[random[at] % code_alphabet.size()];
  return code;
}

Result<std::string> normalise_code(CodeKind kind, std::string_view typed) {
  std::string code;
  bool known = true;
  std::size_t given = 0;
  for (const char c : typed.substr(0, 200)) {
    if (is_separator(c)) continue;
    ++given;
    code += as_stored(c);
    known = known && code_alphabet.find(code.back()) != std::string_view::npos;
  }
  if (known && code.size() == code_length(kind)) return code;
  return refuse(Code::code_malformed, {{"kind", std::string(name_of(kind))},
                                       {"length", std::to_string(code_length(kind))},
                                       {"given", std::to_string(given)}});
}

std::string grouped(std::string_view code) {
  std::string text;
  for (std::size_t at = 0; at < code.size(); ++at) {
    if (at > 0 && at % 4 == 0) text += ' ';
    text += code[at];
  }
  return text;
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
