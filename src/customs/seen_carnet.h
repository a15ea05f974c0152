// A carnet as far as the reader's territory may see it (V1).
#pragma once
#include "customs/carnet_file.h"

namespace opencarnet::customs {

struct Seen {
  CarnetFile file;
  Desk desk;
  carnet::History visible;
};

/// Refuses not_found unless the carnet was presented or transacted in this territory. What happened until a
/// declaration by which goods arrive was last presented here lies before their arrival.
[[nodiscard]] Result<Seen> find_seen(edge::Context& context, carnet::CarnetId carnet_id);

}  // namespace opencarnet::customs
