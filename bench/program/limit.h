// The bare database: the recorded statements of a crossing in the same transactions, asked by libpq or SQLite's own
// interface with nothing above them. What it reaches is what the product is measured against.
#pragma once
#include <string>

#include "program/lists.h"

namespace opencarnet::bench {

struct LimitOrder {
  std::string database, data_dir;
  int clients = 64;  // PostgreSQL; SQLite's writer is alone, one loop is the most it does
  double seconds = 10;
  std::size_t skip = 0;
  bool commits = false;  // the transaction of the commit alone
};

/// A JSON document. Records first, with the first crossing that is not skipped.
[[nodiscard]] std::string ask_bare_database(const LimitOrder& order);

}  // namespace opencarnet::bench
