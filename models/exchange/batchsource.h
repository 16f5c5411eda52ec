// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionnames.h"
#include "models/telemetry/samplebatch.h"

namespace desk {

// Where the points of an export come from: a session file, or what a window shows. One thread.
class BatchSource
{
public:
    virtual ~BatchSource() = default;

    // Does not change any more.
    [[nodiscard]] virtual const SessionNames &names() const = 0;
    // The next points in ascending order of their numbers, without a hole within the batch; null at the end.
    virtual Result<SampleBatchPtr> next() = 0;
};

// Where the points of an import go. One thread.
class BatchSink
{
public:
    virtual ~BatchSink() = default;

    // Where names are resolved that append() then uses.
    [[nodiscard]] virtual SeriesDictionary &dictionary() = 0;
    // Unit that a file gives a series.
    virtual void setUnit(SeriesId series, const std::string &unit) = 0;
    // Numbers ascend from call to call; reception is set.
    virtual Result<void> append(SampleBatch batch) = 0;
};

} // namespace desk
