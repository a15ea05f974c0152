#include "operations/operations.h"

namespace opencarnet::operations {

edge::Routes routes(const Dependencies& dependencies) {
  using edge::Role;
  using edge::Work;
  return {
      {"core.list_events", {Role::operator_of_core}, Work::read, list_events},
      {"core.set_clock",
       {Role::none},
       Work::own,
       [dependencies](edge::Context& context, const edge::Input& input) {
         return set_clock(dependencies, context, input);
       }},
  };
}

}  // namespace opencarnet::operations
