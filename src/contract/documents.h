// The contract's documents as the build bundled them from api/*.yaml.
#pragma once
#include <string_view>
#include <vector>

namespace opencarnet::contract {

struct EmbeddedDocument {
  std::string_view audience;  // "nics"
  std::string_view text;      // OpenAPI 3.1 as JSON, without references to other documents
};

[[nodiscard]] std::vector<EmbeddedDocument> embedded_documents();

}  // namespace opencarnet::contract
