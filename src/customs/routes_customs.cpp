#include "customs/use_cases.h"

namespace opencarnet::customs {

edge::Routes routes(const Dependencies& dependencies) {
  using edge::Role;
  using edge::Work;
  using UseCase = Result<Answer>(const Dependencies&, Context&, const Input&);
  const std::set<Role> officers{Role::officer, Role::controller, Role::regional_manager, Role::admin};
  const auto bound = [&](UseCase& use_case) {
    return [dependencies, &use_case](Context& context, const Input& input) {
      return use_case(dependencies, context, input);
    };
  };
  return {
      {"customs.scan_code", officers, Work::write, bound(scan_code)},
      {"customs.open_declaration", officers, Work::read, bound(open_declaration)},
      {"customs.correct_declaration", officers, Work::write, bound(correct_declaration)},
      {"customs.commit_transaction", officers, Work::write, bound(commit_transaction)},
      {"customs.reject_declaration", officers, Work::write, bound(reject_declaration)},
      {"customs.cancel_transaction", officers, Work::write, bound(cancel_transaction)},
      {"customs.print_receipt", officers, Work::read, bound(print_receipt)},
      {"customs.get_carnet", officers, Work::read, bound(get_carnet)},
      {"customs.get_history", officers, Work::read, bound(get_history)},
      {"customs.list_offices", officers, Work::read, bound(list_offices)},
      {"customs.list_transactions", officers, Work::read, bound(list_transactions)},
  };
}

}  // namespace opencarnet::customs
