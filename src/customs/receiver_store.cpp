#include "customs/receiver_store.h"

#include "customs/queries.h"

namespace opencarnet::customs {

std::set<std::string> list_receivers(platform::Session& session, const carnet::Carnet& carnet) {
  std::set<std::string> out;
  auto holder = carnet.holder.email;
  std::transform(holder.begin(), holder.end(), holder.begin(),
                 [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
  if (!holder.empty()) out.insert(std::move(holder));
  for (const auto& row : session.all(sql::list_receivers, {{"carnet_id", carnet.carnet_id}}))
    out.insert(row.text("email"));
  return out;
}

}  // namespace opencarnet::customs
