// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/trace.h"

#include <cstdint>
#include <vector>

namespace desk {

// A stretch of time in which a series of states had one state. A value.
struct StateRun
{
    std::int64_t from = 0; // generation times, ns
    std::int64_t to = 0;   // equal to from: one sample between two holes
    double state = 0;
    bool isMixed = false; // several states within the pixels of the run: which, a shorter span tells
    bool operator==(const StateRun &) const = default;
};

// What a trace of states shows of the grid, ascending and without overlap. A state holds until the next
// sample, but not into a hole and not beyond what says that it is invalid.
std::vector<StateRun> stateRuns(const Trace &trace, const PlotGrid &grid);
// Until when the last sample of a trace of states holds, ns.
std::int64_t lastStateHolds(const Trace &trace, const PlotGrid &grid);

} // namespace desk
