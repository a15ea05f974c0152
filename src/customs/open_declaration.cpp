#include "carnet/commit.h"
#include "customs/opened_declaration.h"
#include "customs/use_cases.h"

namespace opencarnet::customs {

Result<Answer> open_declaration(const Dependencies& /*dependencies*/, Context& context, const Input& input) {
  const auto presented = find_presented(context, input.path.at("declaration_id"));
  if (!presented) return tl::unexpected(presented.error());
  const auto& presentation = presented->presentation;
  const auto desk = reading_desk(
      context, presentation.account_id == context.actor.account_id ? presentation.office_id : std::string{});
  if (!desk || desk->territory.code != presentation.territory) return refuse(Code::not_found);  // V1
  if (presented->state() == carnet::DeclarationState::prepared)  // X14: what was scanned was cancelled since
    if (auto verdict = carnet::check_not_committed(presented->file.history, presented->declaration(),
                                                   presented->declaration().type);
        !verdict)
      return tl::unexpected(std::move(verdict.error()));
  audit(context, "open_declaration", presentation.carnet_id);
  return opened_declaration(context, *presented, *desk);
}

}  // namespace opencarnet::customs
