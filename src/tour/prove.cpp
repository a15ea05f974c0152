// Chapter 8: every change is in the event log, exactly once, and no row was touched.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "crypto/secrets.h"
#include "tour/cast.h"

namespace opencarnet::tour {
namespace {

// The leaf as docs/formats/events.md defines it, computed here again without the server's code.
std::string leaf(const json& event) {
  json canonical;
  for (const auto* field : {"event_id", "at", "type", "subject", "territory", "payload", "salt"})
    canonical[field] = event.contains(field) ? event.at(field) : json("");
  return crypto::sha256_hex(std::string(1, '\0') + canonical.dump());
}

}  // namespace

void prove(Cast& cast) {
  cast.tell.chapter("The log proves itself",
                    "Each change the clients were told of must stand in the event log exactly once, unaltered.");
  std::map<std::string, json> log;
  std::int64_t after = 0, positions = 0;
  for (;;) {
    const auto page =
        cast.operator_of_core.done("GET", fmt::format("/api/core/v1/events?limit=500&after={}", after)).at("events");
    if (page.empty()) break;
    for (const auto& event : page) {
      const auto position = event.at("position").get<std::int64_t>();
      if (position != after + 1) throw Failed(fmt::format("the log has a gap before position {}", position));
      if (leaf(event) != event.at("leaf")) throw Failed(fmt::format("event {} does not match its leaf", position));
      after = position;
      ++positions;
      log[text(event, "event_id")] = event;
    }
  }
  std::map<std::string, int> kinds;
  const std::set<std::string> told(cast.event_ids.begin(), cast.event_ids.end());
  if (told.size() != cast.event_ids.size()) throw Failed("two requests named the same event");
  for (const auto& id : told) {
    if (!log.contains(id)) throw Failed(fmt::format("event {} is missing in the log", id));
    ++kinds[text(log.at(id), "type")];
  }
  const auto subject = fmt::format("carnet:{}", cast.carnet_id);
  const auto own =
      std::count_if(log.begin(), log.end(), [&](const auto& entry) { return entry.second.at("subject") == subject; });
  const auto named =
      std::count_if(told.begin(), told.end(), [&](const auto& id) { return log.at(id).at("subject") == subject; });
  if (own != named)
    throw Failed(fmt::format("the log holds {} events of the carnet, the clients were told of {}", own, named));
  std::string list;
  for (const auto& [kind, count] : kinds) list += fmt::format("{}{} {}", list.empty() ? "" : ", ", count, kind);
  cast.tell.result(fmt::format("{} positions without a gap, every leaf right.", positions));
  cast.tell.result(fmt::format("{} changes of this story, each exactly once: {}.", told.size(), list));

  const auto history = cast.wallet.done("GET", cast.at("/history"));
  cast.tell.places(history.at("places"));
  for (const auto& place : history.at("places")) {
    const auto item = place.at("item").get<int>();
    const auto expected = item == 12 ? "stayed" : "home";
    if (place.at("place") != expected)
      throw Failed(fmt::format("item {} should be {}: {}", item, expected, place.dump()));
  }
}

}  // namespace opencarnet::tour
