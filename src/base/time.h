// Days and instants. A day is a calendar day in some office's time zone (rule C2); an instant is UTC to the
// millisecond.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <date/date.h>

namespace opencarnet {

using Day = date::sys_days;
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// "2027-01-09"; parsing refuses anything else, impossible days included.
[[nodiscard]] std::string to_text(Day day);
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);

/// "2026-11-22T14:03:07.123Z"; parsing takes seconds with zero to three decimals, always with Z.
[[nodiscard]] std::string to_text(Instant instant);
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

/// Same day of the month `months` later; the month's last day where that day does not exist.
[[nodiscard]] Day add_months(Day day, int months);

}  // namespace opencarnet
