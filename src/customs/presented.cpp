#include "customs/presented.h"

#include <fmt/format.h>

#include "carnet/correction.h"

namespace opencarnet::customs {
namespace {

Result<Presentation> presentation_here(edge::Context& context, const std::string& declaration_id) {
  auto found = find_presentation(context.db(), declaration_id, context.actor.tenant_id, context.actor.account_id);
  if (!found) return refuse(Code::not_found);
  return *std::move(found);
}

Result<Presented> load(edge::Context& context, Presentation presentation) {
  auto record = records::find_declaration(context.db(), presentation.declaration_id);
  auto file = load_carnet_file(context.db(), presentation.carnet_id);
  if (!record || !file) return refuse(Code::not_found);
  if (auto verdict = check_newest(record->declaration, presentation.signature_no); !verdict)
    return tl::unexpected(std::move(verdict.error()));
  return Presented{*std::move(record), std::move(presentation), *std::move(file)};
}

}  // namespace

std::string Presented::version() const {
  return fmt::format("{}.{}", record.declaration.signature_no, record.correction_no);
}

Result<Presented> find_presented(edge::Context& context, const std::string& declaration_id) {
  auto presentation = presentation_here(context, declaration_id);
  if (!presentation) return tl::unexpected(std::move(presentation.error()));
  return load(context, *std::move(presentation));
}

Result<Presented> lock_presented(edge::Context& context, const std::string& declaration_id) {
  auto presentation = presentation_here(context, declaration_id);
  if (!presentation) return tl::unexpected(std::move(presentation.error()));
  records::lock_carnet(context.db(), presentation->carnet_id);
  return load(context, *std::move(presentation));
}

Result<Desk> desk_for(edge::Context& context, const nlohmann::json& body, const Presented& presented) {
  if (body.contains("office_id")) return desk_at(context, body.at("office_id").get<std::string>());
  if (presented.presentation.account_id == context.actor.account_id)
    return desk_at(context, presented.presentation.office_id);
  return desk_at(context, std::nullopt);
}

Verdict check_not_rejected(const records::DeclarationRecord& record) {
  if (!record.rejected_at) return {};
  return refuse(Code::declaration_rejected, {{"at", to_text(*record.rejected_at)}});
}

Verdict check_newest(const carnet::Declaration& declaration, std::int64_t signature_no,
                     std::optional<Instant> replaced_at) {
  auto verdict = carnet::check_scanned(declaration, signature_no);
  if (!verdict && replaced_at) verdict.error().params["newest"] += ", replaced at " + to_text(*replaced_at);
  return verdict;
}

}  // namespace opencarnet::customs
