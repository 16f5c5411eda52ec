// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/intakerefusals.h"
#include "models/telemetry/timeservice.h"

#include <atomic>
#include <cstdint>

namespace desk {

// What went through a link since it was made. Plain value.
// Of each frame: frames = decoded + refused. Of each decoded record: accepted, lost or on its way.
struct LinkCounts
{
    std::uint64_t bytes = 0;
    std::uint64_t arrivals = 0; // datagrams, messages, pieces of a stream
    std::uint64_t frames = 0;
    std::uint64_t refusedFrames = 0; // bad checksum, not decodable
    std::uint64_t records = 0;       // decoded
    std::uint64_t acceptedRecords = 0;
    std::uint64_t refusedRecords = 0; // nothing of them can be kept: too many series, no value
    std::uint64_t refusedFields = 0;  // left out of records that were taken otherwise
    std::uint64_t lostRecords = 0;    // the queue to the ingest thread was full
    std::uint64_t lostArrivals = 0;   // the system's receive buffer was full (UDP)
    std::uint64_t missing = 0;        // numbered by the sender and never seen
    std::uint64_t connects = 0;
    SteadyTime lastArrival{}; // epoch = never

    bool operator==(const LinkCounts &) const = default;
};

// The counters behind it: written by the link's thread and the ingest thread, read on any.
struct LinkCounters
{
    using Counter = std::atomic<std::uint64_t>;

    Counter bytes{0};
    Counter arrivals{0};
    Counter frames{0};
    Counter refusedFrames{0};
    Counter records{0};
    Counter acceptedRecords{0};
    Counter refusedRecords{0};
    Counter refusedFields{0};
    Counter lostRecords{0};
    Counter lostArrivals{0};
    Counter missing{0};
    Counter connects{0};
    std::atomic<std::int64_t> lastArrival{0};
    IntakeRefusals refusals;

    static void add(Counter &counter, std::uint64_t more)
    {
        counter.fetch_add(more, std::memory_order_relaxed);
    }
    [[nodiscard]] LinkCounts read() const;
};

} // namespace desk
