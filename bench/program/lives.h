// Lives of carnets, played once through the product's own operations and taken from the database as moulds: every row
// of a world is one that the product itself wrote, with identifiers of its own.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "carnet/carnet.h"
#include "crypto/declaration_qr.h"
#include "demo/people.h"
#include "program/mould.h"

namespace opencarnet::bench {

struct Table {
  std::string name;
  std::vector<std::string> columns;
  std::vector<bool> integer;  // by column
  [[nodiscard]] std::size_t column(std::string_view wanted) const;
};

using Cell = std::optional<std::string>;
using PlainRow = std::vector<Cell>;
using MouldRow = std::vector<std::optional<Mould>>;

/// Places that every life has; its identifiers come after them.
inline constexpr std::size_t place_carnet_id = 0, place_number = 1, place_digest = 2, first_id = 3;

struct SignedDeclaration {
  std::size_t place = 0;  // of its identifier
  std::string country;
  std::string text;  // of its QR
  crypto::DeclarationQr qr;
  bool open = false;  // no officer has committed it
};

struct Life {
  carnet::Carnet carnet;
  std::string number_letters;  // C1: what every number of this association begins with
  std::size_t number_digits = 0;
  std::size_t places = 0;
  std::map<std::string, std::vector<MouldRow>> rows;  // by table
  std::vector<Mould> proofs;                          // of each row of events: what its leaf is the digest of
  std::vector<SignedDeclaration> declarations;
  std::map<std::size_t, std::size_t> declaration_of_row;  // row of declarations → declarations
  std::size_t transactions = 0;
};

/// All tables of the schema in the order of their names, and their rows: what stands before any carnet.
struct Ground {
  std::vector<Table> tables;
  std::map<std::string, std::vector<PlainRow>> rows;
  [[nodiscard]] const Table& table(std::string_view name) const;
};

struct Officer {
  std::string token, token_hash, account_id, session_id, office_id;
};

struct Script {
  Ground ground;
  std::vector<Officer> officers;
  std::vector<Life> lived;  // ten transactions, everything done
  std::vector<Life> open;   // ten transactions, and importations that wait for an officer
};

struct ScriptOrder {
  std::string data_dir;  // holds the master key; the scratch database is made and removed there
  Instant now;
  int officers = 64;
  std::uint64_t seed = 1;
  int items = 20;
  std::size_t variants = 6;  // how many lives of each kind are played
};

[[nodiscard]] Script play_lives(const ScriptOrder& order);

}  // namespace opencarnet::bench
