#include "customs/receiver_store.h"

#include "customs/queries.h"

namespace opencarnet::customs {

std::map<std::string, std::string> list_receivers(platform::Session& session, const carnet::Carnet& carnet) {
  std::map<std::string, std::string> out;
  auto holder = carnet.holder.email;
  std::transform(holder.begin(), holder.end(), holder.begin(),
                 [](char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
  if (!holder.empty()) out.emplace(std::move(holder), "en");
  for (const auto& row : session.all(sql::list_receivers, {{"carnet_id", carnet.carnet_id}}))
    out[row.text("email")] = row.text("language");
  return out;
}

}  // namespace opencarnet::customs
