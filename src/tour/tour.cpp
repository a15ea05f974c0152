#include "tour/tour.h"

#include <chrono>

#include <fmt/format.h>

#include "tour/cast.h"

namespace opencarnet::tour {

void play(const TourOptions& options, std::ostream& out) {
  const auto started = std::chrono::steady_clock::now();
  Cast cast{options, out};
  cast.tell.plain(
      "One carnet's life, told over HTTP by four clients: a chamber in Switzerland, the holder's telephone,\n"
      "an officer at home in Zürich and an officer abroad in Germany.");
  issue_and_download(cast);
  leave_home(cast);
  cross_the_border(cast);
  come_home(cast);
  prove(cast);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
  cast.tell.plain(fmt::format("\nAll of it in {:.1f} seconds.", took.count()));
}

}  // namespace opencarnet::tour
