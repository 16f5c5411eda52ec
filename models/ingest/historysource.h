// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"
#include "models/telemetry/samplebatch.h"

#include <limits>
#include <memory>
#include <string_view>
#include <vector>

namespace desk {

// What was received between two times cannot be told.
struct HistoryGap
{
    Timestamp from{}; // reception times of what is known before and after it
    Timestamp to{};
    std::string_view cause; // a word of the contract
    bool operator==(const HistoryGap &) const = default;
};

// Where the past is kept: the journal, later also the session file. Asked on one thread, the history's.
class HistorySource
{
public:
    // What a question may need: points with start <= generation < end and a number below `before`.
    struct Range
    {
        std::int64_t start = std::numeric_limits<std::int64_t>::min(); // ns since 1970
        std::int64_t end = std::numeric_limits<std::int64_t>::max();
        std::uint64_t before = std::numeric_limits<std::uint64_t>::max();
    };
    struct Step
    {
        SampleBatchPtr batch;   // null: nothing more, or the budget is used up
        bool exhausted = false; // nothing more
    };
    // One reading. It may give more than the range, never less, each point once and in any order.
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
