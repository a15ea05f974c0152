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
[[nodiscard]] inline carnet::Goods goods_named(const json& content, const char* name) {
  return goods_from_record(content.value(name, json::array()));
}

/// `Statement` is a carnet::Declaration or a carnet::Transaction; read_statement reads exactly what this writes.
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

template <class Statement>
void read_statement(const json& content, Statement& out) {
  out.place = content.value("place", "");
  out.mode_of_transport = content.value("mode_of_transport", "");
  out.transport_details = content.value("transport_details", "");
  out.packaging = content.value("packaging", "");
  out.comment = content.value("comment", "");
  out.supporting_documents = content.value("supporting_documents", "");
  out.remarks = content.value("remarks", "");
  if (content.contains("closes")) out.closes = content.at("closes").template get<std::string>();
  out.identification_marks.clear();
  for (const auto& mark : content.value("identification_marks", json::array()))
    out.identification_marks[mark.at("item").template get<int>()] = mark.at("marks").template get<std::string>();
  out.corrections.clear();
  for (const auto& change : content.value("corrections", json::array()))
    out.corrections.push_back(
        {change.at("field").template get<std::string>(), change.value("before", ""), change.value("after", "")});
}

}  // namespace opencarnet::records
