#include "customs/officer_fields.h"

#include "records/carnet_json.h"

namespace opencarnet::customs {
namespace {

using nlohmann::json;

std::vector<carnet::GoodsWithAction> lists(const json& body, const std::string& field, const carnet::Goods& listed,
                                           FieldErrors& errors) {
  if (!body.contains(field)) return {};
  return records::goods_with_action_from(body.at(field), listed, "/" + field, errors);
}

void restate(const json& body, const carnet::Goods& listed, carnet::Declaration& declaration, FieldErrors& errors) {
  if (body.contains("processed_abroad")) {
    auto goods = records::goods_from(body.at("processed_abroad"), listed, "/processed_abroad", errors);
    auto& declared = declaration.declared.processed_abroad;
    if (goods != declared) {
      declaration.corrections.push_back(
          {"processed_abroad", carnet::to_text(declared, listed), carnet::to_text(goods, listed)});
      declared = std::move(goods);
    }
  }
  if (!body.contains("supporting_documents")) return;
  auto text = body.at("supporting_documents").get<std::string>();
  if (declaration.type != carnet::TransactionType::re_exportation && !text.empty())
    errors.add("/supporting_documents", Code::field_does_not_belong,
               {{"field", "supporting_documents"}, {"type", std::string(carnet::to_text(declaration.type))}});
  if (text == declaration.supporting_documents) return;
  declaration.corrections.push_back({"supporting_documents", declaration.supporting_documents, text});
  declaration.supporting_documents = std::move(text);
}

}  // namespace

carnet::OfficerFields read_officer_fields(const json& body, const carnet::Goods& listed,
                                          carnet::Declaration& declaration, FieldErrors& errors) {
  carnet::OfficerFields out;
  out.step = carnet::parse_step(body.value("step", "commit")).value();
  if (body.contains("goods_examined")) out.goods_examined = body.at("goods_examined").get<bool>();
  if (body.contains("seals_intact")) out.seals_intact = body.at("seals_intact").get<bool>();
  if (body.contains("final_date")) {
    const auto text = body.at("final_date").get<std::string>();
    out.final_date = parse_day(text);
    if (!out.final_date) errors.add("/final_date", Code::not_a_day, {{"day", text}});
  }
  out.place_of_use = body.value("place_of_use", "");
  out.seals = body.value("seals", "");
  out.customs_reference = body.value("customs_reference", "");
  out.remarks = body.value("remarks", "");
  if (body.contains("closes")) out.closes = body.at("closes").get<std::string>();
  out.paper_evidence_confirmed = body.value("paper_evidence_confirmed", false);
  out.not_re_exported = lists(body, "not_re_exported", listed, errors);
  out.not_produced = lists(body, "not_produced", listed, errors);
  out.not_re_imported = lists(body, "not_re_imported", listed, errors);
  restate(body, listed, declaration, errors);
  return out;
}

}  // namespace opencarnet::customs
