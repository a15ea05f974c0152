#include "directory/office.h"

#include <array>

#define USE_OS_TZDB 1  // the zones of the system, as the library was built
#include <date/tz.h>

namespace opencarnet::directory {
namespace {

constexpr std::array weekdays{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

// "08:30" as minutes since midnight; "24:00" is the end of the day.
std::optional<int> minutes_of(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') return {};
  for (auto at : {0U, 1U, 3U, 4U})
    if (text[at] < '0' || text[at] > '9') return {};
  const int hours = (text[0] - '0') * 10 + (text[1] - '0'), minutes = (text[3] - '0') * 10 + (text[4] - '0');
  if (minutes > 59 || hours * 60 + minutes > 24 * 60) return {};
  return hours * 60 + minutes;
}

struct Span {
  int from, to;
};

std::optional<Span> span_of(const nlohmann::json& value) {
  if (!value.is_string()) return {};
  const auto text = value.get<std::string>();
  if (text.size() != 11 || text[5] != '-') return {};
  const auto from = minutes_of(std::string_view(text).substr(0, 5)), to = minutes_of(std::string_view(text).substr(6));
  if (!from || !to || *from >= *to) return {};
  return Span{*from, *to};
}

}  // namespace

bool is_time_zone(std::string_view time_zone) {
  const auto& zones = date::get_tzdb().zones;
  return std::any_of(zones.begin(), zones.end(), [&](const auto& zone) { return zone.name() == time_zone; });
}

Day day_at(std::string_view time_zone, Instant now) {
  const auto local = date::locate_zone(time_zone)->to_local(now);
  return Day{date::floor<date::days>(local).time_since_epoch()};
}

Instant instant_at(std::string_view time_zone, Day day, std::chrono::minutes time_of_day) {
  const auto local = date::local_days{day.time_since_epoch()} + std::chrono::milliseconds{time_of_day};
  return date::locate_zone(time_zone)->to_sys(local, date::choose::earliest);
}

bool are_hours(const nlohmann::json& hours) {
  if (!hours.is_object()) return false;
  for (const auto& [weekday, spans] : hours.items()) {
    if (std::find(weekdays.begin(), weekdays.end(), weekday) == weekdays.end() || !spans.is_array()) return false;
    int last = 0;
    for (const auto& value : spans) {
      const auto span = span_of(value);
      if (!span || span->from < last) return false;
      last = span->to;
    }
  }
  return true;
}

bool is_open(const Office& office, Instant now) {
  const auto local = date::locate_zone(office.time_zone)->to_local(now);
  const auto day = date::floor<date::days>(local);
  const auto minute = std::chrono::duration_cast<std::chrono::minutes>(local - day).count();
  const auto weekday = weekdays.at(date::weekday{day}.c_encoding());
  if (!office.hours.contains(weekday)) return false;
  const auto& spans = office.hours.at(weekday);
  return std::any_of(spans.begin(), spans.end(), [&](const auto& value) {
    const auto span = span_of(value);
    return span && span->from <= minute && minute < span->to;
  });
}

}  // namespace opencarnet::directory
