// What one crossing asks of the database, statement by statement, as the product itself asks it: recorded while the
// product serves one scan, one opening and one commit in this process, so that it cannot differ from the product.
#pragma once
#include <string>
#include <vector>

#include "platform/db.h"
#include "program/lists.h"
#include "program/mould.h"

namespace opencarnet::bench {

/// What stands in the places of a recorded crossing when it is asked again.
enum class Place : std::size_t {
  declaration_id,
  carnet_id,
  number,
  transaction_code,
  transaction_code_hash,
  token_hash,
  account_id,
  session_id,
  office_id,
  sequence,    // of the transaction on its carnet
  first_fresh  // from here on: identifiers and digests that are new each time
};

struct RecordedStatement {
  std::string name;  // "customs.insert_transaction"
  std::string text;  // as the product hands it to its engine, parameters by name
  std::vector<std::string> parameters;
  std::vector<bool> integer;  // by parameter
  std::vector<Mould> values;  // by parameter
  bool changes = false;
};

struct RecordedTransaction {
  std::string operation;  // scan_code, open_declaration, commit_transaction
  bool writes = false;
  std::vector<RecordedStatement> statements;
};

struct Recording {
  platform::Engine engine{};
  std::vector<RecordedTransaction> transactions;
  std::vector<std::size_t> fresh_lengths;  // by fresh place: 20 an identifier, 64 a digest
};

/// Serves this crossing to this officer from the database, for good.
[[nodiscard]] Recording record_crossing(const std::string& database, const std::string& data_dir,
                                        const Counter& counter, const Crossing& crossing);

/// What was recorded, to read.
[[nodiscard]] std::string describe(const Recording& recording);

}  // namespace opencarnet::bench
