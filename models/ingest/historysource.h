// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "models/telemetry/samplebatch.h"

#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace desk {

// What was received between two times cannot be told.
struct HistoryGap
{
    Timestamp from{}; // reception times of what is known before and after it
    Timestamp to{};
    std::string cause; // a word of the contract
    bool operator==(const HistoryGap &) const = default;
};

// Samples of one series, in columns; reception is empty when nobody asked for it.
struct HistorySamples
{
    SeriesId series = noSeries;
    std::vector<std::uint64_t> sequence;
    std::vector<std::int64_t> generation; // ns since 1970
    std::vector<std::int64_t> reception;
    std::vector<double> value;
    std::vector<Quality> quality;
    std::vector<SampleBatch::WideInteger> wide; // by position
};

// Where the past is kept: the journal, session files. Asked on one thread, the history's.
class HistorySource
{
public:
    // What a question may need: points with start <= generation < end and a number in [from, before).
    struct Range
    {
        std::int64_t start = std::numeric_limits<std::int64_t>::min(); // ns since 1970
        std::int64_t end = std::numeric_limits<std::int64_t>::max();
        std::uint64_t before = std::numeric_limits<std::uint64_t>::max();
        std::uint64_t from = 0;
        std::vector<SeriesId> series; // those wanted
        std::size_t maxPoints = 0;    // of each series; more may be left out but for extremes. 0 = all
        bool receptions = false;      // reception times are wanted
    };
    struct Step
    {
        SampleBatchPtr batch{};                          // null: nothing more, or the budget is used up
        bool exhausted = false;                          // nothing more
        std::shared_ptr<const HistorySamples> samples{}; // in place of a batch
    };
    // One reading. It may give more than the range, never less but for maxPoints, each point once and in any
    // order.
    class Scan
    {
    public:
        virtual ~Scan() = default;
        // Looks at `budget` bytes at most.
        virtual Result<Step> next(std::size_t budget) = 0;
        // From here on points generated later than this are of no use.
        virtual void endAt(std::int64_t generation) = 0;
        // Of all that was passed so far, ascending.
        [[nodiscard]] virtual const std::vector<HistoryGap> &gaps() const = 0;
    };

    virtual ~HistorySource() = default;
    virtual std::unique_ptr<Scan> scan(const Range &range) = 0;
};

} // namespace desk
