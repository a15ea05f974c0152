#include "customs/correction_store.h"

#include "base/ids.h"
#include "customs/queries.h"

namespace opencarnet::customs {

bool insert_correction(Session& session, const CorrectionRow& it) {
  return session.run(sql::insert_correction, {{"correction_id", new_id(it.corrected_at)},
                                              {"declaration_id", it.declaration_id},
                                              {"signature_no", it.signature_no},
                                              {"version", it.version},
                                              {"content", it.content.dump()},
                                              {"changes", it.changes.dump()},
                                              {"account_id", it.account_id},
                                              {"officer", it.officer},
                                              {"corrected_at", to_text(it.corrected_at)}}) == 1;
}

std::vector<CorrectionRow> list_corrections(Session& session, const std::string& declaration_id,
                                            std::int64_t signature_no) {
  std::vector<CorrectionRow> out;
  for (const auto& row :
       session.all(sql::list_corrections, {{"declaration_id", declaration_id}, {"signature_no", signature_no}}))
    out.push_back({row.text("declaration_id"), row.integer("signature_no"), row.integer("version"),
                   nlohmann::json::parse(row.text("content")), nlohmann::json::parse(row.text("changes")),
                   row.text("account_id"), row.text("officer"), parse_instant(row.text("corrected_at")).value()});
  return out;
}

bool insert_rejection(Session& session, const RejectionRow& it) {
  return session.run(sql::insert_rejection, {{"declaration_id", it.declaration_id},
                                             {"signature_no", it.signature_no},
                                             {"carnet_id", it.carnet_id},
                                             {"type", it.type},
                                             {"country", it.country},
                                             {"territory", it.territory},
                                             {"office_id", it.office_id},
                                             {"office", it.office},
                                             {"account_id", it.account_id},
                                             {"officer", it.officer},
                                             {"reason", it.reason},
                                             {"rejected_at", to_text(it.rejected_at)}}) == 1;
}

std::vector<RejectionRow> list_rejections(Session& session, carnet::CarnetId carnet_id, const std::string& territory) {
  std::vector<RejectionRow> out;
  for (const auto& row : session.all(sql::list_rejections, {{"carnet_id", carnet_id}, {"territory", territory}}))
    out.push_back({row.text("declaration_id"), row.integer("signature_no"), row.integer("carnet_id"), row.text("type"),
                   row.text("country"), row.text("territory"), row.text("office_id"), row.text("office"),
                   row.text("account_id"), row.text("officer"), row.text("reason"),
                   parse_instant(row.text("rejected_at")).value()});
  return out;
}

}  // namespace opencarnet::customs
