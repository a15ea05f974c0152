#include "program/lists.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace opencarnet::bench {
namespace {

std::vector<std::vector<std::string>> rows_of(const std::string& path, std::size_t fields) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("there is no " + path + ": make a world first");
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    std::vector<std::string> row;
    std::istringstream words(line);
    for (std::string word; std::getline(words, word, '\t');) row.push_back(word);
    if (row.size() != fields) throw std::runtime_error(path + " is damaged");
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace

std::vector<Counter> read_counters(const std::string& data_dir) {
  std::vector<Counter> all;
  for (auto& row : rows_of(data_dir + "/officers.tsv", 5)) all.push_back({row[0], row[1], row[2], row[3], row[4]});
  return all;
}

std::vector<Crossing> read_crossings(const std::string& data_dir) {
  std::vector<Crossing> all;
  for (auto& row : rows_of(data_dir + "/crossings.tsv", 6))
    all.push_back({row[0], row[1], row[2], row[3], row[4], row[5]});
  return all;
}

}  // namespace opencarnet::bench
