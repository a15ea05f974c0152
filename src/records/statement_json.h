// What a declaration and the transaction committed on it have in common, as stored JSON: journey, remarks, marks and
// corrections. For this room's own sources.
#pragma once
#include <string>

#include <nlohmann/json.hpp>

#include "records/carnet_json.h"

namespace opencarnet::records {

inline void put(json& object, const char* name, const std::string& value) {
  if (!value.empty()) object[name] = value;
}
inline void put(json& object, const char* name, const carnet::Goods& goods) {
  if (!goods.empty()) object[name] = to_json(goods);
}

/// `Statement` is a carnet::Declaration or a carnet::Transaction; stored.cpp reads exactly what this writes.
template <class Statement>
void put_statement(json& out, const Statement& it) {
  put(out, "place", it.place);
  put(out, "mode_of_transport", it.mode_of_transport);
  put(out, "transport_details", it.transport_details);
  put(out, "packaging", it.packaging);
  put(out, "comment", it.comment);
  put(out, "supporting_documents", it.supporting_documents);
  put(out, "remarks", it.remarks);
  if (it.closes) out["closes"] = *it.closes;
  for (const auto& [item, marks] : it.identification_marks)
    out["identification_marks"].push_back({{"item", item}, {"marks", marks}});
  if (!it.corrections.empty()) out["corrections"] = to_json(it.corrections);
}

}  // namespace opencarnet::records
