// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace desk {

// Metrics that are angles go on where they began: from 180° a longitude goes to -180°, and no method that
// looks at a straight line may see a jump there. So a window is laid out without jumps, forecasts are made
// and judged on that, and what is shown is brought back. Plain functions, any thread.

inline constexpr double fullCircle = 360; // degrees

// By the metric's name: longitudes, azimuths, headings, bearings, courses, yaw; with or without a unit of
// degrees (lon, longitude_deg, azimuth, …).
bool isAngle(std::string_view metric);
// Whole circles are added so that neighbours differ by half a circle at most; the newest value stays as it
// is, NaN too.
void layOutAngles(std::span<double> values);
// The same angle within half a circle of another.
double angleNear(double angle, double other);
// As the metric counts: longitudes from -180 to 180; others from 0 to 360, from -180 where `current` is below
// 0.
double angleAsCounted(std::string_view metric, double angle, double current);

} // namespace desk
