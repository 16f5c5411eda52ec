// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linkcounters.h"

namespace desk {

LinkCounts LinkCounters::read() const
{
    const auto get = [](const auto &counter) { return counter.load(std::memory_order_relaxed); };
    return {get(bytes),
            get(arrivals),
            get(frames),
            get(refusedFrames),
            get(records),
            get(acceptedRecords),
            get(refusedRecords),
            get(refusedFields),
            get(lostRecords),
            get(lostArrivals),
            get(missing),
            get(connects),
            SteadyTime{SteadyTime::duration{get(lastArrival)}}};
}

} // namespace desk
