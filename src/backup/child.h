// PostgreSQL's own tools, run without a shell between.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace opencarnet::backup {

/// Runs a program found by PATH to its end, with these variables besides our own. Throws std::runtime_error with what
/// it said where it is not there or does not end well.
void run_program(const std::vector<std::string>& words, const std::map<std::string, std::string>& variables);

}  // namespace opencarnet::backup
