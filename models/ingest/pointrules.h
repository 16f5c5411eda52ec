// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <string_view>

namespace desk {

// What the API allows in names and values of a point, whatever encoding it came in. Pure, any thread.
struct ValueRange
{
    std::string_view metric;
    double min;
    double max;
    const char *words; // "must be 0 to 1"

    [[nodiscard]] bool contains(double value) const { return value >= min && value <= max; }
};

// invalidArgument about a field: "field: message".
tl::unexpected<Error> refusedField(std::string_view field, const std::string &message);

// field: what the name stands for, node_id or link.dst.
Result<void> checkNodeName(std::string_view field, std::string_view name);
Result<void> checkMetricName(std::string_view name);
Result<void> checkHealthWord(std::string_view word);
// Null for a metric without one.
const ValueRange *valueRange(std::string_view metric);

bool isUtf8(std::string_view text);
// A name that a compatibility route keeps as it was sent: 1 to 200 bytes of UTF-8; control characters become
// \xNN. Appends to kept.
Result<void> keepForeignName(std::string_view what, std::string_view name, std::string &kept);
// The same for a label's value, of any length: " and \\ are escaped besides.
Result<void> keepForeignText(std::string_view what, std::string_view text, std::string &kept);

} // namespace desk
