#include "identity/identity.h"
#include "wallet/use_cases.h"

namespace opencarnet::wallet {
namespace {

Result<identity::NewAccount> read(const nlohmann::json& body) {
  const auto company = body.value("company", "");
  if (body.at("kind") == "company" && company.find_first_not_of(" \t\r\n") == std::string::npos) {
    FieldErrors errors;
    errors.add("/company", Code::missing_field, {{"field", "company"}});
    return tl::unexpected(std::move(errors).verdict().error());
  }
  identity::NewAccount account;
  account.realm = "wallet";
  account.role = edge::Role::holder;
  account.email = body.at("email").get<std::string>();
  account.display_name = body.at("given_names").get<std::string>() + " " + body.at("surname").get<std::string>();
  account.country = body.at("address").at("country").get<std::string>();
  account.language = body.value("language", "en");
  for (const auto* field : {"kind", "company", "given_names", "surname", "address", "phone"})
    if (body.contains(field)) account.profile[field] = body.at(field);
  return account;
}

}  // namespace

Result<edge::Answer> register_account(const Dependencies& dependencies, edge::Context& context,
                                      const edge::Input& input) {
  const auto account = read(input.body);
  if (!account) return tl::unexpected(account.error());
  // Slow, and therefore before the transaction.
  const auto hash = identity::admit_password(input.body.at("password").get<std::string>(), account->email,
                                             dependencies.password_cost);
  if (!hash) return tl::unexpected(hash.error());
  return context.write([&](edge::Context& writing) -> Result<edge::Answer> {
    const auto account_id = identity::create_account(writing, *account, *hash);
    if (!account_id) return tl::unexpected(account_id.error());
    edge::Answer answer;
    answer.status = 201;
    answer.body = {{"account_id", *account_id}};
    return answer;
  });
}

}  // namespace opencarnet::wallet
