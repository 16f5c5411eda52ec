// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/pointfilereader.h"
#include "models/exchange/namedpoint.h"

namespace desk {

struct PointReaderOptions
{
    PointFileOptions file{}; // of files of others: node, metric, time column, step, zone
    Timestamp begin{};       // what times since the beginning of a file count from
};

// How one format is read. Bytes come in pieces; memory is bounded by the longest record. Knows no file, clock
// or network. One thread.
class PointReader
{
public:
    virtual ~PointReader() = default;

    virtual void append(std::string_view bytes) = 0;
    virtual void finish() = 0;
    // The next point, which may be a part of one (NamedPoint::isSamePoint). Nothing: more bytes are needed,
    // or after finish() it is the end. An error with index >= 0 is of one record, at that line or byte, and
    // reading goes on behind it; any other is of the whole file.
    virtual Result<std::optional<NamedPoint>> next() = 0;
    // What was decided or left out, in words for people.
    [[nodiscard]] virtual std::vector<std::string> notes() const { return {}; }
};

} // namespace desk
