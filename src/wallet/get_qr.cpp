#include "carnet/commit.h"
#include "wallet/codes.h"
#include "wallet/use_cases.h"

namespace opencarnet::wallet {

Result<edge::Answer> get_qr(const Dependencies& dependencies, edge::Context& context, const edge::Input& input) {
  const auto stored = find_stored_declaration(context.db(), input.path.at("declaration_id"));
  if (!stored) return refuse(Code::not_found);
  const auto held = read_held(context, stored->declaration.carnet_id);
  if (!held) return tl::unexpected(held.error());
  const auto& declaration = stored->declaration;
  if (!declaration.signed_at) return refuse(Code::declaration_not_signed);
  // X14: the codes of a cancelled transaction are used up. Those of a committed one are shown: cancelling needs them.
  if (records::state_of(*held->find_declaration(declaration.declaration_id), held->history) ==
      carnet::DeclarationState::prepared)
    if (auto verdict = carnet::check_not_committed(held->history, declaration, declaration.type); !verdict)
      return tl::unexpected(verdict.error());
  record_read(context, *held);
  edge::Answer answer;
  answer.body = codes_answer(dependencies, *stored);
  return answer;
}

}  // namespace opencarnet::wallet
