// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

namespace desk {

// Times as operators type, paste and read them. Pure, any thread, UTC throughout.

enum class TimeNotation : std::uint8_t { calendar, dayOfYear };

// Reads a time; blanks around and inside it do not matter:
//   2026-11-21T14:03:07.250Z, with an offset, with a blank for T, without a zone (= UTC), the date alone
//   2026-325T14:03:07Z       day of year, with the same liberties
//   14:03:07, 14:03          today in UTC
//   now, -15m, now-1h30m, +90s, 250 ms   relative to now; ms, s, m or min, h, d; a sign or "now" leads
//   1795269787               seconds since 1970 (to 11 digits, may have a fraction), milliseconds (12 to 14),
//                            microseconds (15 to 17) or nanoseconds (18 and 19)
// now: what "now" and "today" mean. An error has the byte in text as offset and names the place and what is
// allowed.
[[nodiscard]] Result<Timestamp> parseTimeText(std::string_view text, Timestamp now);

// 2026-11-21T14:03:07.250Z or 2026-325T14:03:07.250Z; what it prints parseTimeText reads.
[[nodiscard]] std::string formatTimeText(Timestamp t, TimeNotation notation,
                                         Fraction fraction = Fraction::none);

} // namespace desk
