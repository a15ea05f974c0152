// One carnet's whole life over HTTP: issue, download, sign, Zürich → Berlin with a transit, home again in two
// consignments, one item sold abroad with duty paid, a cancelled mistake, a corrected list, a refused second use.
#pragma once
#include <ostream>
#include <string>

namespace opencarnet::tour {

struct TourOptions {
  std::string server;        // "http://localhost:8080"
  std::string receipt_path;  // where the receipt PDF is written
  bool colour = false;
};

/// Plays the tour and tells it on `out`. Throws Failed (caller.h) where the system does not answer as it must.
void play(const TourOptions& options, std::ostream& out);

}  // namespace opencarnet::tour
