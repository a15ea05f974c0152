#include "records/transaction_json.h"

#include "records/statement_json.h"

namespace opencarnet::records {
namespace {

void put(json& object, const char* name, const std::vector<carnet::GoodsWithAction>& lists) {
  if (!lists.empty()) object[name] = to_json(lists);
}

// What both readers see.
json common_answer(const carnet::Transaction& it, const std::string& carnet_number, const carnet::Goods& listed) {
  json out = {{"transaction_id", it.transaction_id},
              {"declaration_id", it.declaration_id},
              {"carnet_id", it.carnet_id},
              {"carnet_number", carnet_number},
              {"type", std::string(carnet::to_text(it.type))},
              {"country", it.country},
              {"territory", it.territory},
              {"office", it.office},
              {"committed_at", to_text(it.committed_at)},
              {"goods", to_json(it.goods)},
              {"goods_ranges", carnet::to_text(it.goods, listed)},
              {"late", it.late},
              {"cancelled", it.cancelled.has_value()},
              {"corrections", to_json(it.corrections)}};
  if (it.final_date) out["final_date"] = to_text(*it.final_date);
  if (it.cancelled) out["cancelled_at"] = to_text(it.cancelled->cancelled_at);
  return out;
}

}  // namespace

json content_of(const carnet::Transaction& it) {
  json out = {{"goods", to_json(it.goods)}};
  put(out, "not_re_exported", it.not_re_exported);
  put(out, "not_produced", it.not_produced);
  put(out, "not_re_imported", it.not_re_imported);
  put(out, "processed_abroad", it.processed_abroad);
  put(out, "on_paper", it.on_paper);
  if (it.final_date) out["final_date"] = to_text(*it.final_date);
  if (it.seals_intact) out["seals_intact"] = *it.seals_intact;
  if (it.goods_examined) out["goods_examined"] = *it.goods_examined;
  put(out, "place_of_use", it.place_of_use);
  put(out, "seals", it.seals);
  put(out, "customs_reference", it.customs_reference);
  put_statement(out, it);
  if (it.paper_evidence_confirmed) out["paper_evidence_confirmed"] = true;
  if (it.late) out["late"] = true;
  return out;
}

json transaction_answer(const carnet::Transaction& it, const std::string& carnet_number, const carnet::Goods& listed,
                        bool with_reasons) {
  auto out = common_answer(it, carnet_number, listed);
  out["office_id"] = it.office_id;
  out["officer"] = it.officer;
  put(out, "not_re_exported", it.not_re_exported);
  put(out, "not_produced", it.not_produced);
  put(out, "not_re_imported", it.not_re_imported);
  put(out, "processed_abroad", it.processed_abroad);
  if (it.closes) out["closes"] = *it.closes;
  if (it.seals_intact) out["seals_intact"] = *it.seals_intact;
  if (it.goods_examined) out["goods_examined"] = *it.goods_examined;
  put(out, "place_of_use", it.place_of_use);
  put(out, "seals", it.seals);
  put(out, "customs_reference", it.customs_reference);
  put(out, "remarks", it.remarks);
  out["paper_evidence_confirmed"] = it.paper_evidence_confirmed;
  if (it.cancelled && with_reasons) put(out, "cancelled_reason", it.cancelled->cancelled_reason);
  return out;
}

json counterfoil_answer(const carnet::Transaction& it, const std::string& carnet_number, const carnet::Goods& listed) {
  auto out = common_answer(it, carnet_number, listed);
  put(out, "not_re_exported", carnet::counterfoil_of(it).not_re_exported);
  return out;
}

}  // namespace opencarnet::records
