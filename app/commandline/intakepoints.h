// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/filepoint.h"
#include "models/telemetry/result.h"

#include <string_view>
#include <utility>
#include <vector>

namespace desk {

// The points of a request to the intake. Plain value.
struct IntakePoints
{
    // Each with a time; line = its element, from 1. A wide element is several points.
    std::vector<FilePoint> points;
    std::vector<std::pair<std::size_t, Error>> refused{}; // elements that are no point, from 0
};

// The API's points: an object or an array. received: of points without a time. Errors: no JSON, nothing that
// could be read. Pure.
Result<IntakePoints> readIntakePoints(std::string_view body, Timestamp received);
// A record of the telemetry stack (see readGpuRow) as a point of its GPU; its labels are no part of it. Pure.
Result<IntakePoints> readIntakeRecord(std::string_view body);

} // namespace desk
