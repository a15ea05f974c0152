// Worlds of any size: copies of played lives, loaded by bulk. The same order gives the same carnets, numbers, codes and
// identifiers; keys, sessions and the day are of the run.
#pragma once
#include <cstdint>
#include <string>

namespace opencarnet::bench {

struct WorldOrder {
  std::string database, data_dir;
  std::int64_t carnets = 1000;
  std::int64_t open_carnets = 1000;  // of these; each has nine importations that wait, so many as there is room
  std::uint64_t seed = 1;
  int officers = 64;
  int items = 20;
  std::size_t variants = 6;  // how many lives are played and copied
  bool lean = false;         // of events and audit only those of issues and commits: what fits a decade on a small disk
};

/// Brings the schema to its newest version, fills the database, and writes officers.tsv (token, token hash, account,
/// session, office) and crossings.tsv (declaration, carnet, number, transaction code, its hash, QR) into data_dir.
void make_world(const WorldOrder& order);

}  // namespace opencarnet::bench
