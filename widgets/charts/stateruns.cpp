// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/stateruns.h"

#include <algorithm>

namespace desk {

std::int64_t lastStateHolds(const Trace &trace, const PlotGrid &grid)
{
    const std::int64_t last = trace.columns().back().lastTime;
    std::int64_t until = std::min({grid.end(), grid.dataEnd, grid.now});
    const auto invalid = std::ranges::upper_bound(trace.invalid(), last);
    if (invalid != trace.invalid().end())
        until = std::min(until, *invalid);
    const bool holds = trace.gaps().empty() || trace.gaps().back().first < last;
    return holds ? std::max(until, last) : last;
}

std::vector<StateRun> stateRuns(const Trace &trace, const PlotGrid &grid)
{
    std::vector<StateRun> runs;
    auto nextBreak = trace.breaks().begin();
    bool isHeld = false; // the last run goes on to what comes next
    const auto add = [&](std::int64_t from, double state, bool isMixed) {
        if (isHeld) {
            StateRun &before = runs.back();
            before.to = from;
            if (before.isMixed == isMixed && (isMixed || before.state == state))
                return;
        }
        runs.push_back({from, from, state, isMixed});
        isHeld = true;
    };
    const std::vector<EnvelopeColumn> &columns = trace.columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const EnvelopeColumn &column = columns[i];
        if (nextBreak != trace.breaks().end() && *nextBreak == i) {
            isHeld = false;
            ++nextBreak;
        }
        if (column.min != column.max) {
            add(column.firstTime, column.first, true);
            runs.back().to = column.lastTime;
        }
        add(column.min != column.max ? column.lastTime : column.firstTime, column.last, false);
        runs.back().to = column.lastTime;
    }
    if (isHeld)
        runs.back().to = std::max(runs.back().to, lastStateHolds(trace, grid));
    return runs;
}

} // namespace desk
