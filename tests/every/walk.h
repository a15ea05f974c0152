// What the generic tests derive from the contract: who may do what, addresses with existing, unknown and malformed ids,
// valid bodies and every way to spoil them.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "contract/contract.h"
#include "support/journey.h"

namespace opencarnet::every {

using contract::Operation;
using nlohmann::json;
using support::Client;
using support::Reply;
using Ids = std::map<std::string, std::string>;  // by name of the path parameter

/// Every operation the program serves.
[[nodiscard]] std::vector<const Operation*> served(const support::RunningServer& server);

/// "/api/…/{carnet_id}/…" with these ids.
[[nodiscard]] std::string address(const Operation& operation, const Ids& ids);
/// Ids of the right form that name nothing, and ids of no form at all.
[[nodiscard]] Ids unknown_ids(const Operation& operation);
[[nodiscard]] Ids malformed_ids(const Operation& operation);

/// The contract's own example of a body as it is sent; empty where the operation takes none.
struct Body {
  std::string text, media;
};
[[nodiscard]] Body example_body(const Operation& operation);

/// Asks with a body of the contract's form; a live stream is left as soon as its head has come.
[[nodiscard]] Reply ask(Client& client, const Operation& operation, const Ids& ids);
[[nodiscard]] Reply ask(Client& client, const Operation& operation, const Ids& ids, const Body& body,
                        support::Headers headers = {});

/// One way to spoil a body, and what must be said of it.
struct Spoiled {
  std::string what, pointer, code;  // code empty: any
  json body;
};
/// From the schema: each field with another type, beyond each bound, unknown and missing ones.
[[nodiscard]] std::vector<Spoiled> spoiled_bodies(const Operation& operation);

/// All roles of the contract and "none".
[[nodiscard]] const std::vector<std::string>& all_roles();

/// Something of every kind that exists: a carnet of the chamber 0 and the holder 0 of Switzerland with a travel, a
/// declaration presented to Swiss customs, and a transaction there.
struct Existing {
  Ids ids;
  std::string other_transaction_id;
};
[[nodiscard]] const Existing& existing(support::RunningServer& server);

}  // namespace opencarnet::every
