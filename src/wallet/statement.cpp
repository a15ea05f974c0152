#include "wallet/statement.h"

#include <array>

#include "records/carnet_json.h"

namespace opencarnet::wallet {
namespace {

struct GoodsField {
  const char* name;
  carnet::Goods carnet::DeclaredGoods::*goods;
};
constexpr std::array<GoodsField, 5> goods_fields{{{"goods", &carnet::DeclaredGoods::goods},
                                                  {"not_re_exported", &carnet::DeclaredGoods::not_re_exported},
                                                  {"not_produced", &carnet::DeclaredGoods::not_produced},
                                                  {"not_re_imported", &carnet::DeclaredGoods::not_re_imported},
                                                  {"processed_abroad", &carnet::DeclaredGoods::processed_abroad}}};
struct TextField {
  const char* name;
  std::string Statement::*text;
};
constexpr std::array<TextField, 7> text_fields{{{"nickname", &Statement::nickname},
                                                {"place", &Statement::place},
                                                {"mode_of_transport", &Statement::mode_of_transport},
                                                {"transport_details", &Statement::transport_details},
                                                {"packaging", &Statement::packaging},
                                                {"comment", &Statement::comment},
                                                {"supporting_documents", &Statement::supporting_documents}}};

Statement without_goods(const json& value) {
  Statement statement;
  statement.travel.from_country = value.value("from_country", "");
  statement.travel.to_country = value.value("to_country", "");
  for (const auto& country : value.value("transits", json::array()))
    statement.travel.transits.push_back(country.get<std::string>());
  for (const auto& field : text_fields) statement.*field.text = value.value(field.name, "");
  return statement;
}

}  // namespace

Result<Statement> read_statement(const json& body, const carnet::Goods& listed) {
  auto statement = without_goods(body);
  FieldErrors errors;
  for (const auto& field : goods_fields) {
    // T6: a list left empty is filled in later.
    if (!body.contains(field.name) || body.at(field.name).empty() || body.at(field.name) == "") continue;
    statement.travel.declared.*field.goods =
        records::goods_from(body.at(field.name), listed, std::string("/") + field.name, errors);
  }
  if (auto verdict = std::move(errors).verdict(); !verdict) return tl::unexpected(verdict.error());
  return statement;
}

Statement statement_from_record(const json& content) {
  auto statement = without_goods(content);
  for (const auto& field : goods_fields)
    statement.travel.declared.*field.goods = records::goods_from_record(content.value(field.name, json::array()));
  return statement;
}

json to_json(const Statement& statement) {
  json out{{"from_country", statement.travel.from_country}, {"to_country", statement.travel.to_country}};
  if (!statement.travel.transits.empty()) out["transits"] = statement.travel.transits;
  for (const auto& field : text_fields)
    if (const auto& text = statement.*field.text; !text.empty()) out[field.name] = text;
  for (const auto& field : goods_fields)
    if (const auto& goods = statement.travel.declared.*field.goods; !goods.empty())
      out[field.name] = records::to_json(goods);
  return out;
}

carnet::Declaration declaration_for(const Statement& statement, const carnet::PlannedDeclaration& planned) {
  carnet::Declaration declaration;
  declaration.type = planned.type;
  declaration.country = planned.country;
  declaration.territory = planned.territory;
  declaration.declared = planned.declared;
  declaration.place = statement.place;
  declaration.mode_of_transport = statement.mode_of_transport;
  declaration.transport_details = statement.transport_details;
  declaration.packaging = statement.packaging;
  declaration.comment = statement.comment;
  if (planned.type == carnet::TransactionType::re_exportation)  // box C of the white voucher
    declaration.supporting_documents = statement.supporting_documents;
  return declaration;
}

}  // namespace opencarnet::wallet
