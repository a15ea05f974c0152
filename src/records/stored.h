// JSON that this program wrote into the database itself, read back into the kernel's types.
//
// What comes from outside is judged by the contract and read by nlohmann's parser with every field error told. What was
// stored was judged before: lists of thousands of items are read by simdjson without a document in between.
#pragma once
#include <string>

#include "carnet/general_list.h"
#include "carnet/transaction.h"

namespace opencarnet::records {

/// An issued carnet's list. Throws std::exception where the text is not what an issue stores.
[[nodiscard]] carnet::GeneralList general_list_from_stored(const std::string& text, Currency currency);

/// Every field that has no column of its own: exactly what content_of(transaction) writes. Throws likewise.
[[nodiscard]] carnet::Transaction transaction_from_stored(const std::string& text);

/// What content_of(declaration) writes: the goods and the statement, in place of those of `out`. Throws likewise.
void read_stored(const std::string& text, carnet::Declaration& out);

}  // namespace opencarnet::records
