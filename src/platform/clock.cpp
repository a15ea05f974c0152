#include "platform/clock.h"

namespace opencarnet::platform {
namespace {

Instant of_the_machine() { return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()); }

}  // namespace

Instant Clock::now() const { return of_the_machine() + std::chrono::milliseconds(offset_ms_.load()); }

void Clock::set(Instant instant) { offset_ms_ = (instant - of_the_machine()).count(); }

}  // namespace opencarnet::platform
