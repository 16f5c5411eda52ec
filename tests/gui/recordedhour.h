// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/replaystate.h"
#include "models/timeseries/sessionoverview.h"

// A recording of an hour with a bit of everything in it, and a "now" on the day after.
namespace recordedhour {

inline const desk::Timestamp now = *desk::parseTimestamp("2026-11-21T14:03:07Z");
inline const desk::Timestamp begin = *desk::parseTimestamp("2026-11-20T09:00:00Z");
inline const desk::ReplaySpan session{begin, begin + std::chrono::hours{1}};

inline desk::SessionOverview overview()
{
    using namespace desk;
    using namespace std::chrono_literals;
    SessionOverview made;
    made.bounds = {session.begin, session.end};
    for (int i = 0; i < 60; ++i) {
        if (i >= 20 && i < 32)
            continue;
        made.coverage.push_back({{begin + i * 1min, begin + (i + 1) * 1min}, 0.3F + 0.01F * float(i)});
    }
    made.gaps.push_back({{begin + 20min, begin + 32min}, SessionOverview::Cause::linkDown});
    made.gaps.push_back({{begin + 45min, begin + 45min + 5s}, SessionOverview::Cause::serverDrop});
    made.marks.push_back({begin + 10min, "antenna <b>moved</b>"});
    made.alarms.push_back({begin + 12min, begin + 15min, Severity::caution, "snr_db LOW 4.1 dB"});
    made.alarms.push_back({begin + 40min, std::nullopt, Severity::critical, "battery LOW"});
    made.alarms.push_back({begin + 50min, begin + 51min, Severity::advisory, "queue HIGH"});
    return made;
}

} // namespace recordedhour
