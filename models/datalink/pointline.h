// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/filepoint.h"

namespace desk {

// Appends the point as a line of InfluxDB's line protocol (measurement "telemetry", time in ns, line feed at
// the end), with that generation time: the form that has a place for labels and texts. Labels are tags. Pure.
void appendPointLine(std::string &out, const FilePoint &point, Timestamp time);

} // namespace desk
