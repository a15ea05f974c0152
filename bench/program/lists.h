// The lists a world leaves beside its database: who may work, and what waits for them.
#pragma once
#include <string>
#include <vector>

namespace opencarnet::bench {

struct Counter {  // an officer at work
  std::string token, token_hash, account_id, session_id, office_id;
};
struct Crossing {  // a signed declaration that nobody has committed
  std::string declaration_id, carnet_id, number, transaction_code, transaction_code_hash, qr;
};

[[nodiscard]] std::vector<Counter> read_counters(const std::string& data_dir);
[[nodiscard]] std::vector<Crossing> read_crossings(const std::string& data_dir);

}  // namespace opencarnet::bench
