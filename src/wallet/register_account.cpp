#include "identity/identity.h"
#include "identity/sign_in_limits.h"
#include "platform/guesses.h"
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

/// S2, S8: whoever asks without an account makes the server hash a password and keep a row, and learns whether an
/// address has an account. Room enough for a fair where everybody registers behind one address.
Verdict count_try(edge::Context& context) {
  const auto moment = to_text(context.now);
  const std::vector<platform::GuessLimit> limits{
      {"register_source:" + identity::neighbourhood(context.origin.source) + ":" + moment.substr(0, 13), 200, 0},
      {"register:" + moment.substr(0, 16), 300, 0}};
  Verdict verdict;
  context.database.write([&](platform::Session& session) {
    verdict = platform::begin_guess(session, limits, context.now);
    return platform::Outcome::commit;
  });
  return verdict;
}

}  // namespace

Result<edge::Answer> register_account(const Dependencies& dependencies, edge::Context& context,
                                      const edge::Input& input) {
  const auto account = read(input.body);
  if (!account) return tl::unexpected(account.error());
  if (auto verdict = count_try(context); !verdict) return tl::unexpected(std::move(verdict.error()));
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
