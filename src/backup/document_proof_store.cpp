#include "backup/document_proof_store.h"

#include <fmt/format.h>

#include "backup/queries.h"
#include "platform/each_row.h"

namespace opencarnet::backup {
namespace {

using platform::Found;
using platform::Session;

std::int64_t prove_all(Session& session, const platform::Query& query, std::string_view kind, const Found& found) {
  return platform::each_row(session, query, "name", std::string{}, [&](const platform::Row& row) {
    if (!nlohmann::json::accept(row.text("content")))
      found(fmt::format("the content of {} {} is no JSON", kind, row.text("name")));
  });
}

// By a key of three parts, which each_row does not know.
std::int64_t prove_corrections(Session& session, const Found& found) {
  constexpr std::int64_t page = 200;
  std::int64_t seen = 0, signature_no = 0, version = 0;
  std::string declaration;
  for (;;) {
    const auto rows = session.all(
        sql::list_correction_documents,
        {{"declaration_id", declaration}, {"signature_no", signature_no}, {"version", version}, {"limit", page}});
    for (const auto& row : rows) {
      declaration = row.text("declaration_id");
      signature_no = row.integer("signature_no");
      version = row.integer("version");
      seen += 2;
      for (const auto* field : {"content", "changes"})
        if (!nlohmann::json::accept(row.text(field)))
          found(fmt::format("the {} of correction {} of declaration {} is no JSON", field, version, declaration));
    }
    if (std::ssize(rows) < page) return seen;
  }
}

}  // namespace

std::int64_t prove_documents(Session& session, const Found& found) {
  auto seen = prove_all(session, sql::list_declaration_documents, "declaration", found);
  seen += prove_corrections(session, found);
  seen += prove_all(session, sql::list_travel_documents, "travel", found);
  return seen + prove_all(session, sql::list_account_documents, "account", found);
}

}  // namespace opencarnet::backup
