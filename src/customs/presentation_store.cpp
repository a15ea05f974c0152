#include "customs/presentation_store.h"

#include "base/ids.h"
#include "customs/queries.h"

namespace opencarnet::customs {

void insert_presentation(Session& session, const Presentation& it) {
  session.send(sql::insert_presentation, {{"presentation_id", new_id(it.presented_at)},
                                          {"declaration_id", it.declaration_id},
                                          {"signature_no", it.signature_no},
                                          {"carnet_id", it.carnet_id},
                                          {"administration_id", it.administration_id},
                                          {"country", it.country},
                                          {"territory", it.territory},
                                          {"office_id", it.office_id},
                                          {"account_id", it.account_id},
                                          {"presented_at", to_text(it.presented_at)}});
}

std::optional<Presentation> find_presentation(Session& session, const std::string& declaration_id,
                                              const std::string& administration_id, const std::string& account_id) {
  const auto row = session.one(
      sql::find_presentation,
      {{"declaration_id", declaration_id}, {"administration_id", administration_id}, {"account_id", account_id}});
  if (!row) return {};
  return Presentation{
      row->text("declaration_id"),    row->integer("signature_no"), row->integer("carnet_id"),
      row->text("administration_id"), row->text("country"),         row->text("territory"),
      row->text("office_id"),         row->text("account_id"),      parse_instant(row->text("presented_at")).value()};
}

Shown find_shown(Session& session, carnet::CarnetId carnet_id, const std::string& territory) {
  const auto row =
      session.one(sql::find_presentation_in_territory, {{"carnet_id", carnet_id}, {"territory", territory}}).value();
  const auto arriving_at = row.maybe_text("arriving_at");
  return {row.integer("presentations") > 0, row.integer("transactions") > 0,
          arriving_at ? parse_instant(*arriving_at) : std::nullopt};
}

std::optional<ReplacedCode> find_replaced_code(Session& session, const std::string& transaction_code_hash) {
  const auto row = session.one(sql::find_replaced_code, {{"transaction_code_hash", transaction_code_hash}});
  if (!row) return {};
  return ReplacedCode{row->text("declaration_id"), row->integer("carnet_id"), row->integer("signature_no"),
                      parse_instant(row->text("replaced_at")).value()};
}

}  // namespace opencarnet::customs
