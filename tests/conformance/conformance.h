// The files of tests/conformance are read by these tests and by those of web/packages: what server and screens must
// judge alike.
#pragma once
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>

#include <nlohmann/json.hpp>

namespace opencarnet::conformance {

inline std::string path_of(const std::string& name) { return OPENCARNET_SOURCE "/tests/conformance/" + name; }

inline nlohmann::json read(const std::string& name) {
  std::ifstream file(path_of(name));
  if (!file) throw std::runtime_error("cannot be read: " + path_of(name));
  return nlohmann::json::parse(file);
}

/// Set when a file is to be written anew by the program that makes it.
inline bool writing() { return std::getenv("OPENCARNET_WRITE_CONFORMANCE") != nullptr; }

}  // namespace opencarnet::conformance
