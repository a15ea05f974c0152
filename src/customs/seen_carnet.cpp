#include "customs/seen_carnet.h"

#include "carnet/visibility.h"
#include "customs/opened_declaration.h"

namespace opencarnet::customs {
namespace {

bool is_arriving(edge::Context& context, const CarnetFile& file, const carnet::TerritoryCode& territory) {
  for (const auto& record : records::list_declarations(context.db(), file.carnet().carnet_id)) {
    const auto& declaration = record.declaration;
    if (declaration.territory == territory && brings_goods(declaration.type) &&
        records::state_of(record, file.history) == records::DeclarationState::signed_ &&
        find_presentation(context.db(), declaration.declaration_id, context.actor.tenant_id, context.actor.account_id))
      return true;
  }
  return false;
}

}  // namespace

Result<Seen> find_seen(edge::Context& context, carnet::CarnetId carnet_id) {
  auto desk = reading_desk(context);
  auto file = desk ? load_carnet_file(context.db(), carnet_id) : std::nullopt;
  if (!file) return refuse(Code::not_found);
  const auto& territory = desk->territory.code;
  if (!carnet::may_see(file->history, territory, was_presented(context.db(), carnet_id, territory)))
    return refuse(Code::not_found);
  auto visible = carnet::visible_history(file->history, territory, file->carnet().home_territory,
                                         is_arriving(context, *file, territory));
  return Seen{*std::move(file), *std::move(desk), std::move(visible)};
}

}  // namespace opencarnet::customs
