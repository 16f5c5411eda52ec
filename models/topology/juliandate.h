// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

namespace desk {

// An instant as a Julian date in two parts, so that it keeps its nanoseconds: day ends in .5 (midnight),
// 0 <= fraction < 1 of a day. Scale UTC; where UT1 is meant, UTC stands for it (less than 0.9 s apart).
// Plain value, any thread.
struct JulianDate
{
    double day = 0;
    double fraction = 0;

    bool operator==(const JulianDate &) const = default;
};

// Any two parts, brought to the form above.
JulianDate normalised(double day, double fraction);
JulianDate toJulianDate(Timestamp time);
// Rounded to the nearest nanosecond; valid for the years 1678 to 2261.
Timestamp toTimestamp(const JulianDate &date);
// Leap seconds are not counted, as in the element sets' own epochs.
double minutesBetween(const JulianDate &from, const JulianDate &to);

} // namespace desk
