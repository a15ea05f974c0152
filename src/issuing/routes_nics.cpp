#include "issuing/use_cases.h"

namespace opencarnet::issuing {

edge::Routes routes(const Dependencies& needs) {
  using edge::Context;
  using edge::Input;
  using edge::Work;
  const std::set<edge::Role> associations{edge::Role::nics_client};
  return {
      {"nics.create_draft", associations, Work::write, create_draft},
      {"nics.update_draft", associations, Work::write, update_draft},
      {"nics.check_draft", associations, Work::read, check_draft},
      {"nics.issue_carnet", associations, Work::own,
       [needs](Context& context, const Input& input) { return issue_carnet(context, input, needs); }},
      {"nics.get_carnet", associations, Work::read, get_carnet},
      {"nics.list_carnets", associations, Work::read, list_carnets},
      {"nics.list_transactions", associations, Work::read, list_transactions},
  };
}

}  // namespace opencarnet::issuing
