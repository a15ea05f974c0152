#include "tour/narrator.h"

#include <map>

#include <fmt/format.h>

namespace opencarnet::tour {
namespace {

constexpr std::string_view bold = "1", green = "32", yellow = "33", dim = "2", cyan = "36";

std::string place_words(const nlohmann::json& place) {
  const auto kind = place.at("place").get<std::string>();
  const auto territory = place.value("territory", std::string{});
  if (kind == "home") return "at home";
  if (kind == "exported") return "on the way out";
  if (kind == "in_territory") return "admitted in " + territory;
  if (kind == "left_territory") return "gone from " + territory;
  if (kind == "in_transit") return "in transit through " + territory;
  return "stayed in " + territory + " for good";
}

}  // namespace

std::string as_ranges(const std::vector<int>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size();) {
    std::size_t end = i;
    while (end + 1 < items.size() && items[end + 1] == items[end] + 1) ++end;
    if (!out.empty()) out += ", ";
    out += end == i ? std::to_string(items[i]) : fmt::format("{}-{}", items[i], items[end]);
    i = end + 1;
  }
  return out;
}

Narrator::Narrator(std::ostream& out, bool colour) : out_(out), colour_(colour) {}

std::string Narrator::painted(std::string_view colour, std::string_view text) const {
  return colour_ ? fmt::format("\033[{}m{}\033[0m", colour, text) : std::string(text);
}

void Narrator::chapter(std::string_view title, std::string_view why) {
  out_ << '\n' << painted(bold, fmt::format("{:2}. {}", ++chapter_, title)) << '\n';
  out_ << painted(dim, fmt::format("    {}", why)) << '\n';
}

void Narrator::says(std::string_view who, std::string_view what) {
  out_ << fmt::format("    {} {}\n", painted(cyan, fmt::format("{:<22}", who)), what);
}

void Narrator::result(std::string_view text) {
  out_ << fmt::format("    {:<22} {} {}\n", "", painted(green, "✓"), text);
}

void Narrator::refusal(const nlohmann::json& problem) {
  const auto one = [&](const nlohmann::json& said) {
    const auto rule = said.value("rule", std::string{});
    out_ << fmt::format("    {:<22} {} {}{}\n", "", painted(yellow, "✗"), rule.empty() ? "" : "[" + rule + "] ",
                        said.value("detail", said.value("title", std::string{})));
  };
  const auto errors = problem.value("errors", nlohmann::json::array());
  if (errors.empty()) one(problem);
  for (const auto& error : errors) one(error);
  if (const auto next = problem.value("next", std::string{}); !next.empty() && errors.empty())
    out_ << fmt::format("    {:<22}   {}\n", "", painted(dim, "→ " + next));
}

void Narrator::places(const nlohmann::json& places) {
  std::map<std::string, std::vector<int>> by_place;
  for (const auto& place : places) by_place[place_words(place)].push_back(place.at("item").get<int>());
  std::string line;
  for (const auto& [words, items] : by_place)
    line += fmt::format("{}{} {}", line.empty() ? "" : " · ", as_ranges(items), words);
  out_ << fmt::format("    {} {}\n", painted(dim, fmt::format("{:<22}", "where everything is:")), line);
}

void Narrator::plain(std::string_view text) { out_ << text << '\n'; }

}  // namespace opencarnet::tour
