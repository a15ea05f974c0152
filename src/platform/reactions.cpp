#include "platform/reactions.h"

#include <mutex>
#include <stdexcept>

#include <fmt/format.h>

namespace opencarnet::platform {
namespace {

struct Registry {
  std::mutex mutex;
  std::map<std::string, Reaction, std::less<>> by_name;
};
Registry& registry() {
  static Registry all;
  return all;
}

}  // namespace

void register_reaction(Reaction reaction) {
  auto& all = registry();
  const std::lock_guard lock(all.mutex);
  const auto name = reaction.name;
  if (!all.by_name.emplace(name, std::move(reaction)).second)
    throw std::logic_error(fmt::format("reaction {} is registered twice", name));
}

void forget_reactions() {
  auto& all = registry();
  const std::lock_guard lock(all.mutex);
  all.by_name.clear();
}

std::vector<Reaction> reactions_to(std::string_view event_type) {
  auto& all = registry();
  const std::lock_guard lock(all.mutex);
  std::vector<Reaction> found;
  for (const auto& [name, reaction] : all.by_name) {
    if (reaction.event_type == event_type) found.push_back(reaction);
  }
  return found;
}

std::map<std::string, Reaction, std::less<>> registered_reactions() {
  auto& all = registry();
  const std::lock_guard lock(all.mutex);
  return all.by_name;
}

}  // namespace opencarnet::platform
