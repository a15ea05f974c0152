#include "runtime/incident.h"

#include <array>
#include <random>
#include <string_view>

namespace opencarnet::runtime {

std::string new_incident() {
  static constexpr std::string_view alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
  std::random_device device;  // from the operating system, safe in every thread
  std::string incident;
  for (int i = 0; i < 8; ++i) {
    if (i == 4) incident += '-';
    incident += alphabet[device() % alphabet.size()];
  }
  return incident;
}

}  // namespace opencarnet::runtime
