// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/decoding/calibration.h"
#include "models/decoding/framingdefinition.h"

#include <limits>

namespace desk {

enum class FieldType : std::uint8_t {
    automatic, // text formats: whatever it looks like
    number,
    integer,
    boolean,
    text,
    // binary: unsignedInteger, signedInteger (two's complement) and ieeeFloat of `bits`
    unsignedInteger,
    signedInteger,
    ieeeFloat, // of 32 or 64 bits
    blank,     // taken by nobody: padding
};

// Limits that a definition brings along, from the inside to the outside: advisory, caution, warning,
// critical; NaN = not set.
struct DeclaredLimits
{
    static constexpr double unset = std::numeric_limits<double>::quiet_NaN();
    double low[4] = {unset, unset, unset, unset};
    double high[4] = {unset, unset, unset, unset};

    [[nodiscard]] bool isEmpty() const;
    bool operator==(const DeclaredLimits &other) const;
};

// One field as a definition names it. Plain value.
struct FieldDefinition
{
    // Where it is: JSON path (power.bus.voltage, cells.0), key, column, field of the line protocol. Not used
    // by fixed layouts, whose fields follow one another.
    std::string source;
    std::string name; // the metric; empty = made from source
    std::string unit;
    std::string description;
    FieldType type = FieldType::automatic;
    Calibration calibration;
    DeclaredLimits limits;
    bool ignored = false;

    // Fixed layout
    std::uint32_t bits = 0;     // 1 to 64; text and blank: any multiple of 8 (blank: any)
    std::int64_t firstBit = -1; // from the frame's beginning; -1 = after the field before
    ByteOrder order = ByteOrder::big;

    bool operator==(const FieldDefinition &) const = default;
};

} // namespace desk
