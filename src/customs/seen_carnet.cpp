#include "customs/seen_carnet.h"

#include "carnet/visibility.h"
#include "customs/presentation_store.h"

namespace opencarnet::customs {

Result<Seen> find_seen(edge::Context& context, carnet::CarnetId carnet_id) {
  auto desk = reading_desk(context);
  if (!desk) return refuse(Code::not_found);
  const auto& territory = desk->territory.code;
  const auto shown = find_shown(context.db(), carnet_id, territory);
  if (!carnet::may_see(shown.transacted, shown.at_all)) return refuse(Code::not_found);
  auto file = load_carnet_file(context.db(), carnet_id);
  if (!file) return refuse(Code::not_found);
  auto visible = carnet::visible_history(file->history, territory, file->carnet().home_territory, shown.arriving_at);
  return Seen{*std::move(file), *std::move(desk), std::move(visible)};
}

}  // namespace opencarnet::customs
