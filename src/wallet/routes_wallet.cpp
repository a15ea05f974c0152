#include "wallet/use_cases.h"
#include "wallet/wallet.h"

namespace opencarnet::wallet {

CodeKeys code_keys(const keystore::MasterKey& master) {
  return {master.derived("codes"), master.derived("codes of a declaration")};
}

edge::Routes routes(const Dependencies& dependencies) {
  using edge::Role;
  using edge::Work;
  const std::set<Role> holder{Role::holder};
  using UseCase = Result<edge::Answer> (*)(const Dependencies&, edge::Context&, const edge::Input&);
  const auto with = [&](UseCase use_case) -> edge::Handler {
    return [dependencies, use_case](edge::Context& context, const edge::Input& input) {
      return use_case(dependencies, context, input);
    };
  };
  return {
      {"wallet.register_account", {Role::none}, Work::own, with(register_account)},
      {"wallet.register_device", holder, Work::write, register_device},
      {"wallet.download_carnet", holder, Work::own, download_carnet(dependencies)},
      {"wallet.list_carnets", holder, Work::read, list_carnets},
      {"wallet.get_carnet", holder, Work::read, get_carnet},
      {"wallet.sign_carnet", holder, Work::write, sign_carnet},
      {"wallet.list_travels", holder, Work::read, list_travels},
      {"wallet.create_travel", holder, Work::write, create_travel},
      {"wallet.update_travel", holder, Work::write, update_travel},
      {"wallet.delete_travel", holder, Work::write, delete_travel},
      {"wallet.sign_declaration", holder, Work::write, with(sign_declaration)},
      {"wallet.get_qr", holder, Work::read, with(get_qr)},
      {"wallet.verify_transaction", holder, Work::write, with(verify_transaction)},
      {"wallet.list_history", holder, Work::read, list_history},
      {"wallet.follow_events", holder, Work::read, follow_events},
  };
}

}  // namespace opencarnet::wallet
