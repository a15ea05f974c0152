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

std::vector<std::string> reaction_names() {
  auto& all = registry();
  const std::lock_guard lock(all.mutex);
  std::vector<std::string> names;
  for (const auto& [name, reaction] : all.by_name) names.push_back(name);
  return names;
}

std::optional<Reaction> find_reaction(std::string_view name) {
  auto& all = registry();
  const std::lock_guard lock(all.mutex);
  const auto found = all.by_name.find(name);
  if (found == all.by_name.end()) return {};
  return found->second;
}

}  // namespace opencarnet::platform
