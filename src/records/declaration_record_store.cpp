#include "records/declaration_record.h"

#include <algorithm>

#include "records/carnet_json.h"
#include "records/queries.h"
#include "records/statement_json.h"
#include "records/stored.h"

namespace opencarnet::records {
namespace {

DeclarationRecord record_from(const platform::Row& row) {
  DeclarationRecord out;
  auto& declaration = out.declaration;
  declaration.declaration_id = row.text("declaration_id");
  declaration.travel_id = row.text("travel_id");
  declaration.carnet_id = row.integer("carnet_id");
  declaration.type = carnet::parse_transaction_type(row.text("type")).value();
  declaration.country = row.text("country");
  declaration.territory = row.text("territory");
  declaration.signature_no = row.integer("signature_no");
  read_stored(row.text("content"), declaration);
  out.signed_goods = declaration.declared.goods;
  if (const auto corrected = row.maybe_text("corrected")) read_stored(*corrected, declaration);
  if (row.maybe_text("signature")) declaration.signed_at = parse_instant(row.text("signed_at"));
  out.sequence = row.integer("sequence");
  out.correction_no = row.maybe_integer("correction_no").value_or(0);
  if (const auto at = row.maybe_text("rejected_at")) out.rejected_at = parse_instant(*at);
  out.cancellation_code_hash = row.maybe_text("cancellation_code_hash").value_or("");
  out.qr = row.maybe_text("qr").value_or("");
  return out;
}

}  // namespace

std::optional<DeclarationRecord> find_declaration(Session& session, const std::string& declaration_id) {
  const auto row = session.one(sql::find_declaration, {{"declaration_id", declaration_id}});
  return row ? std::optional{record_from(*row)} : std::nullopt;
}

std::vector<DeclarationRecord> list_declarations(Session& session, carnet::CarnetId carnet_id) {
  std::vector<DeclarationRecord> out;
  for (const auto& row : session.all(sql::list_declarations, {{"carnet_id", carnet_id}}))
    out.push_back(record_from(row));
  return out;
}

std::optional<std::string> find_declaration_id(Session& session, const std::string& transaction_code_hash) {
  const auto row = session.one(sql::find_declaration_by_code, {{"transaction_code_hash", transaction_code_hash}});
  return row ? std::optional{row->text("declaration_id")} : std::nullopt;
}

std::optional<TravelEnds> find_ends(Session& session, const std::string& travel_id) {
  const auto row = session.one(sql::find_travel, {{"travel_id", travel_id}});
  if (!row) return {};
  const auto stated = json::parse(row->text("content"));
  const auto territory = [&](const char* field) -> std::optional<carnet::TerritoryCode> {
    const auto country = session.one(sql::find_country, {{"country", stated.value(field, "")}});
    return country ? country->maybe_text("territory") : std::nullopt;
  };
  auto from = territory("from_country"), to = territory("to_country");
  if (!from || !to) return {};
  return TravelEnds{*std::move(from), *std::move(to)};
}

carnet::DeclarationState state_of(const DeclarationRecord& record, const carnet::History& history) {
  using carnet::DeclarationState;
  bool cancelled = false;
  for (const auto& transaction : history) {
    if (transaction.declaration_id != record.declaration.declaration_id) continue;
    if (carnet::counts(transaction) && transaction.type == record.declaration.type) return DeclarationState::committed;
    if (!carnet::counts(transaction) && transaction.signature_no == record.declaration.signature_no) cancelled = true;
  }
  if (!record.declaration.signed_at || cancelled) return DeclarationState::prepared;
  return record.rejected_at ? DeclarationState::rejected : DeclarationState::signed_;
}

json content_of(const carnet::Declaration& it) {
  json out = {{"goods", to_json(it.declared.goods)}};
  put(out, "not_re_exported", it.declared.not_re_exported);
  put(out, "not_produced", it.declared.not_produced);
  put(out, "not_re_imported", it.declared.not_re_imported);
  put(out, "processed_abroad", it.declared.processed_abroad);
  put_statement(out, it);
  return out;
}

std::string declaration_to_sign(const carnet::Declaration& it, const std::string& carnet_number) {
  auto signed_text = content_of(it);
  signed_text["purpose"] = "sign_declaration";
  signed_text["signature_no"] = it.signature_no + 1;  // so that no signature serves twice
  signed_text["carnet_id"] = it.carnet_id;
  signed_text["carnet_number"] = carnet_number;
  signed_text["declaration_id"] = it.declaration_id;
  signed_text["type"] = std::string(carnet::to_text(it.type));
  signed_text["country"] = it.country;
  signed_text["territory"] = it.territory;
  return signed_text.dump();
}

}  // namespace opencarnet::records
