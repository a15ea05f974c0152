// What the holder states about a journey: the body of create_travel and update_travel, and the stored content.
#pragma once
#include <string>

#include <nlohmann/json.hpp>

#include "base/refusal.h"
#include "carnet/travel.h"

namespace opencarnet::wallet {

using nlohmann::json;

struct Statement {
  carnet::Travel travel;
  std::string nickname, place, mode_of_transport, transport_details, packaging, comment, supporting_documents;
};

/// From a request of the contract's form; goods are checked against the General List, errors under their pointers.
[[nodiscard]] Result<Statement> read_statement(const json& body, const carnet::Goods& listed);
/// From stored content.
[[nodiscard]] Statement statement_from_record(const json& content);
/// As stored and as answered: goods as lists, empty fields left out.
[[nodiscard]] json to_json(const Statement& statement);

/// The declaration that follows from the statement for one planned step; not yet signed.
[[nodiscard]] carnet::Declaration declaration_for(const Statement& statement,
                                                  const carnet::PlannedDeclaration& planned);

}  // namespace opencarnet::wallet
