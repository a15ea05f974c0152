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
  double warm_up = 2;       // seconds that are not counted
  double rate = 0;          // crossings a second of all officers together; 0: as fast as answers come
  std::size_t skip = 0;     // crossings that others have used
  bool commits = false;     // scan and open first, uncounted, then commit alone
  std::size_t prepare = 0;  // how many to scan for that
};

/// A JSON document: counts, and by step the latencies in milliseconds.
[[nodiscard]] std::string put_load(const LoadOrder& order);

}  // namespace opencarnet::bench
