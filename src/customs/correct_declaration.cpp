#include "carnet/commit.h"
#include "carnet/correction.h"
#include "customs/correction_store.h"
#include "customs/opened_declaration.h"
#include "customs/use_cases.h"
#include "records/carnet_json.h"

namespace opencarnet::customs {
namespace {

using nlohmann::json;

std::optional<std::string> text(const json& body, const char* field) {
  return body.contains(field) ? std::optional{body.at(field).get<std::string>()} : std::nullopt;
}

carnet::Correction read(const json& body, const carnet::Goods& listed, FieldErrors& errors) {
  carnet::Correction out;
  out.mode_of_transport = text(body, "mode_of_transport");
  out.transport_details = text(body, "transport_details");
  out.packaging = text(body, "packaging");
  out.remarks = text(body, "remarks");
  if (body.contains("identification_marks")) {
    out.identification_marks.emplace();
    for (const auto& entry : body.at("identification_marks"))
      (*out.identification_marks)[entry.at("item").get<int>()] = entry.at("marks").get<std::string>();
  }
  if (body.contains("goods")) out.goods = records::goods_from(body.at("goods"), listed, "/goods", errors);
  return out;
}

// X15, T7, X11, X13: whether this declaration may still be corrected.
Verdict check_open(const Presented& presented) {
  if (auto verdict = check_not_rejected(presented.record); !verdict) return verdict;
  return carnet::check_not_committed(presented.file.history, presented.declaration(), presented.declaration().type);
}

Verdict store(Context& context, const Presented& presented, const carnet::Declaration& corrected) {
  const auto& before = presented.declaration();
  CorrectionRow row{before.declaration_id,          before.signature_no, presented.record.correction_no + 1,
                    records::content_of(corrected), json::array(),       context.actor.account_id,
                    context.actor.display_name,     context.now};
  for (auto at = before.corrections.size(); at < corrected.corrections.size(); ++at) {
    const auto& change = corrected.corrections[at];
    row.changes.push_back({{"field", change.field}, {"before", change.before}, {"after", change.after}});
  }
  if (insert_correction(context.db(), row)) return {};
  return refuse(Code::newer_version_exists, {{"yours", presented.version()}, {"newest", "another"}});
}

}  // namespace

Result<Answer> correct_declaration(const Dependencies& /*dependencies*/, Context& context, const Input& input) {
  auto presented = lock_presented(context, input.path.at("declaration_id"));
  if (!presented) return tl::unexpected(presented.error());
  const auto desk = desk_for(context, json::object(), *presented);
  if (!desk) return tl::unexpected(desk.error());
  if (desk->territory.code != presented->presentation.territory) return refuse(Code::not_found);
  if (auto verdict = input.made_to(presented->version()); !verdict) return tl::unexpected(std::move(verdict.error()));
  if (auto verdict = check_open(*presented); !verdict) return tl::unexpected(std::move(verdict.error()));

  FieldErrors errors;
  const auto correction = read(input.body, presented->file.listed, errors);
  if (auto verdict = std::move(errors).verdict(); !verdict) return tl::unexpected(std::move(verdict.error()));
  const auto corrected =
      carnet::correct(presented->declaration(), presented->record.signed_goods, presented->file.listed, correction);
  if (!corrected) return tl::unexpected(corrected.error());
  if (*corrected != presented->declaration()) {
    if (auto verdict = store(context, *presented, *corrected); !verdict)
      return tl::unexpected(std::move(verdict.error()));
    json fields = json::array();
    for (auto at = presented->declaration().corrections.size(); at < corrected->corrections.size(); ++at)
      fields.push_back({{"field", corrected->corrections[at].field}});
    publish(context, presented->file, *desk, "declaration_corrected",
            {{"declaration_id", corrected->declaration_id},
             {"type", std::string(carnet::to_text(corrected->type))},
             {"office", desk->office},
             {"corrections", std::move(fields)},
             {"goods_ranges", carnet::to_text(corrected->declared.goods, presented->file.listed)}});
    presented->record.declaration = *corrected;
    ++presented->record.correction_no;
  }
  audit(context, "correct_declaration", corrected->carnet_id);
  return opened_declaration(context, *presented, *desk);
}

}  // namespace opencarnet::customs
