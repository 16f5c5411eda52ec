// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/pointformat.h"
#include "models/telemetry/result.h"
#include "models/topology/csvreader.h"

#include <chrono>
#include <map>
#include <span>

namespace desk {

struct PointFileOptions;

// What the columns of a CSV file mean. Plain value.
struct CsvColumns
{
    enum class Time : std::uint8_t { none, ofDay, elapsed };
    enum class Kind : std::uint8_t { number, maybeNumber, boolean };
    struct Value
    {
        std::size_t column = 0;
        std::string metric;
        Kind kind = Kind::number;
    };
    static constexpr std::size_t none = ~std::size_t{0};

    PointFormat format = PointFormat::wideCsv;
    std::size_t count = 0;
    bool hasHeader = true;
    bool hasUnits = false; // the row after the header
    Time timeKind = Time::none;
    std::size_t time = none;
    std::chrono::nanoseconds elapsedUnit{};
    std::size_t node = none;
    std::size_t nodeType = none;
    std::size_t dst = none;
    std::size_t source = none;
    std::size_t health = none;
    std::size_t metric = none; // of long files, with value
    std::size_t value = none;
    std::vector<Value> values;                // of wide files
    std::map<std::string, std::string> units; // by metric
    std::string defaultType = "device";
    std::vector<std::string> notes; // what was decided or left out, in words for people

    // From the first records of a file. Errors when there is nothing to post in them, or no such time column.
    static Result<CsvColumns> understand(std::span<const CsvRecord> records, const PointFileOptions &options);
};

// A cell that means "no value": empty, NaN, null, NA, n/a, none, -, infinities.
bool isMissing(std::string_view cell);
// A metric's name as the API takes it, made from a column's.
std::string metricName(std::string_view column);
// A node's name as the API takes it, made from a file's.
std::string nodeName(std::string_view file);

} // namespace desk
