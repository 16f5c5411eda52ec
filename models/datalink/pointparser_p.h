// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/filepoint.h"
#include "models/telemetry/result.h"

#include <memory>
#include <string_view>

namespace desk {

struct PointFileOptions;
struct CsvColumns;

// How one text format is read: record by record, each on its own. Inside models/datalink only; one thread.
class PointParser
{
public:
    static constexpr std::size_t longestRecord = 1U << 20U;

    virtual ~PointParser() = default;

    // Bytes of the first record with its end; 0 while the text does not hold all of it (last: nothing
    // follows).
    [[nodiscard]] virtual std::size_t recordLength(std::string_view text, bool last) const = 0;
    // Nothing where the record is none (blank, comment, header). The error says nothing of the line.
    virtual Result<std::optional<FilePoint>> parse(std::string_view record) = 0;
    // Points without a time have an elapsed time of their own; else each record is a step.
    [[nodiscard]] virtual bool countsElapsed() const { return false; }
};

std::unique_ptr<PointParser> makeCsvPoints(CsvColumns columns, std::chrono::minutes zone);
std::unique_ptr<PointParser> makeJsonPoints(bool lines, std::chrono::minutes zone);
std::unique_ptr<PointParser> makeLinePoints();

// Bytes of the first line with its end; as recordLength().
std::size_t lineLength(std::string_view text, bool last);
// Bytes of the first CSV record with its end, which may be several lines; as recordLength().
std::size_t csvRecordLength(std::string_view text, bool last);
// "12.5", "-3", "1e-9"; no infinities.
std::optional<std::variant<double, std::int64_t, bool, std::string>> parseNumber(std::string_view text);

} // namespace desk
