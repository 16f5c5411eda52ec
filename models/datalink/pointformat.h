// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <optional>
#include <string_view>

namespace desk {

// The text formats of telemetry that are read. Plain value.
enum class PointFormat : std::uint8_t {
    jsonLines,
    jsonArray,
    jsonObject,
    gpuCsv,
    wideCsv,
    longCsv,
    lineProtocol
};

// "JSON lines", "CSV with a column for each metric", ...
std::string_view pointFormatWords(PointFormat format);

// From the first bytes of a file; any CSV is wideCsv until its columns are understood. Errors for what is no
// text (compressed, UTF-16, binary), each with the remedy. Pure.
Result<PointFormat> detectPointFormat(std::string_view start);

} // namespace desk
