#include "base/time.h"

#include <charconv>

#include <fmt/format.h>

namespace opencarnet {
namespace {

// Exactly `count` digits at `at`, as a number; nothing else is a number here (no sign, no blank).
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (text.size() < at + count) return {};
  int value = 0;
  for (char c : text.substr(at, count)) {
    if (c < '0' || c > '9') return {};
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::string to_text(Day day) {
  const date::year_month_day ymd{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

std::optional<Day> parse_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
  if (!year || !month || !day) return {};
  const date::year_month_day ymd{date::year{*year}, date::month{static_cast<unsigned>(*month)},
                                 date::day{static_cast<unsigned>(*day)}};
  if (!ymd.ok()) return {};
  return Day{ymd};
}

std::string to_text(Instant instant) {
  const Day day = std::chrono::floor<date::days>(instant);
  const date::hh_mm_ss time{instant - day};
  return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", to_text(day), time.hours().count(), time.minutes().count(),
                     time.seconds().count(), time.subseconds().count());
}

std::optional<Instant> parse_instant(std::string_view text) {
  if (text.size() < 20 || text.size() > 24 || text[10] != 'T' || text.back() != 'Z') return {};
  if (text[13] != ':' || text[16] != ':') return {};
  const auto day = parse_day(text.substr(0, 10));
  const auto hours = digits(text, 11, 2), minutes = digits(text, 14, 2), seconds = digits(text, 17, 2);
  if (!day || !hours || !minutes || !seconds || *hours > 23 || *minutes > 59 || *seconds > 59) return {};
  int millis = 0;
  if (const auto fraction = text.substr(19, text.size() - 20); !fraction.empty()) {
    if (fraction[0] != '.' || fraction.size() < 2) return {};
    const auto value = digits(fraction, 1, fraction.size() - 1);
    if (!value) return {};
    millis = *value;
    for (auto size = fraction.size(); size < 4; ++size) millis *= 10;
  }
  return Instant{*day} + std::chrono::hours{*hours} + std::chrono::minutes{*minutes} + std::chrono::seconds{*seconds} +
         std::chrono::milliseconds{millis};
}

Day add_months(Day day, int months) {
  const date::year_month_day from{day};
  const auto month = date::year_month{from.year(), from.month()} + date::months{months};
  const auto last = date::year_month_day_last{month.year(), date::month_day_last{month.month()}}.day();
  return Day{month / std::min(from.day(), last)};
}

}  // namespace opencarnet
