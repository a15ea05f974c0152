#include "directory/routes_public.h"

namespace opencarnet::directory {

edge::Routes routes() {
  return {{"public.list_digital_countries", {edge::Role::none}, edge::Work::read, list_digital_countries}};
}

}  // namespace opencarnet::directory
