#include "wallet/codes.h"

#include "carnet/codes.h"
#include "crypto/codes.h"
#include "crypto/declaration_qr.h"

namespace opencarnet::wallet {
namespace {

int qr_type(carnet::TransactionType type) {
  using enum carnet::TransactionType;
  switch (type) {
    case validation:
      return 1;
    case pre_exportation:
      return 2;
    case exportation:
      return 3;
    case importation:
      return 4;
    case re_exportation:
      return 5;
    case re_importation:
      return 6;
    case transit_open:
      return 7;
    case transit_close:
      return 8;
  }
  throw std::logic_error("no such type of transaction");
}

// A QR a phone can read holds some hundred characters. Longer lists are proven by their number and digest.
std::string short_enough(const std::string& ranges, const carnet::Goods& goods) {
  constexpr std::size_t readable = 400;
  if (ranges.size() <= readable) return ranges;
  return fmt::format("{} items, {} pieces, sha256 {}", goods.lines().size(), goods.pieces(),
                     crypto::sha256_hex(ranges));
}

crypto::DeclarationQr qr_of(const carnet::Essence& essence, const carnet::Declaration& declaration) {
  crypto::DeclarationQr qr;
  qr.version = static_cast<int>(declaration.signature_no);
  qr.carnet_id = essence.carnet_id;
  qr.carnet_number = essence.carnet_number;
  qr.transaction_code = essence.transaction_code;
  qr.type = qr_type(essence.type);
  qr.from_territory = essence.from_territory;
  qr.to_territory = essence.to_territory;
  qr.goods_ranges = short_enough(essence.goods_ranges, declaration.declared.all());
  qr.valid_until = to_text(essence.valid_until);
  qr.signed_at = std::chrono::floor<std::chrono::seconds>(essence.signed_at).time_since_epoch().count();
  return qr;
}

carnet::TerritoryCode territory_code(platform::Session& session, const carnet::CountryCode& country) {
  const auto territories = records::territories_of(session, {country});
  return territories.empty() ? country : territories.front().code;
}

}  // namespace

std::string seal_purpose(const std::string& declaration_id) { return "codes of " + declaration_id; }
std::string seal_purpose_of_qr(const std::string& declaration_id) { return "qr of " + declaration_id; }

Result<Signature> make_signature(const Dependencies& dependencies, platform::Session& session, const HeldCarnet& held,
                                 const carnet::Declaration& declaration, const StoredTravel& travel) {
  const auto transaction_code = crypto::new_transaction_code();
  const auto cancellation_code = crypto::new_cancellation_code();
  const auto& stated = travel.statement.travel;
  const auto essence =
      carnet::essence_of(held.record.carnet, declaration, transaction_code,
                         territory_code(session, stated.from_country), territory_code(session, stated.to_country));
  if (!essence) return tl::unexpected(essence.error());
  Signature signature;
  const auto& keys = dependencies.keys;
  // A QR is the transaction code in other letters: whoever reads the database reads neither (S11).
  signature.sealed_qr =
      crypto::seal(keys.sealing, seal_purpose_of_qr(declaration.declaration_id),
                   crypto::encode_declaration_qr(qr_of(*essence, declaration), dependencies.ring.current()));
  signature.transaction_code_hash = crypto::code_hash(keys.hashing, transaction_code_purpose, transaction_code);
  signature.cancellation_code_hash = crypto::code_hash(keys.hashing, cancellation_code_purpose, cancellation_code);
  signature.sealed_codes =
      crypto::seal(keys.sealing, seal_purpose(declaration.declaration_id),
                   json{{"transaction_code", transaction_code}, {"cancellation_code", cancellation_code}}.dump());
  return signature;
}

json codes_answer(const Dependencies& dependencies, const StoredDeclaration& stored) {
  const auto& it = stored.declaration;
  const auto& key = dependencies.keys.sealing;
  const auto opened = crypto::unseal(key, seal_purpose(it.declaration_id), stored.sealed_codes);
  auto qr = crypto::unseal(key, seal_purpose_of_qr(it.declaration_id), stored.sealed_qr);
  if (!opened || !qr) throw std::runtime_error("the codes of declaration " + it.declaration_id + " cannot be opened");
  auto out = json::parse(*opened);
  out["declaration_id"] = it.declaration_id;
  out["qr"] = *std::move(qr);
  out["short_qr"] = crypto::encode_short_qr({it.carnet_id, out.at("transaction_code").get<std::string>()});
  out["signed_at"] = to_text(it.signed_at.value());
  return out;
}

}  // namespace opencarnet::wallet
