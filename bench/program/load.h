// Officers at their counters: each scans, opens and commits, one crossing after the other, over a kept connection.
#pragma once
#include <cstdint>
#include <string>

namespace opencarnet::bench {

struct LoadOrder {
  std::string data_dir;
  int port = 8080;
  int officers = 64;
  double seconds = 10;
  double warm_up = 2;    // seconds that are not counted
  double rate = 0;       // crossings a second of all officers together; 0: as fast as answers come
  std::size_t skip = 0;  // crossings that others have used
  enum class What : std::uint8_t { crossings, commits, reads } what = What::crossings;
  bool peer = false;        // speaks to bench/peer, which is handed the digest of the code instead of the QR
  std::size_t prepare = 0;  // commits and reads: how many to scan and open first, uncounted
};

/// A JSON document: counts, and by step the latencies in milliseconds.
[[nodiscard]] std::string put_load(const LoadOrder& order);

}  // namespace opencarnet::bench
