// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/datalink/datalinkstatus.h"
#include "models/itemmodels/fleetselection.h"
#include "models/processing/parameterfeed.h"
#include "models/telemetry/eventlog.h"
#include "models/timeseries/gaprecord.h"
#include "models/timeseries/markrecord.h"
#include "models/timeseries/timeconductor.h"

#include <functional>
#include <vector>

namespace desk {

class Comparison;
class LimitDefinitions;
class TelemetrySource;
class TopologyOverlay;
class TopologyRecord;

// What panels are made of: one source of data, live or recorded, and what goes with it. Panels cannot tell
// the two apart. All of it outlives the panels. GUI thread.
struct SourceView
{
    ParameterFeed &feed;
    TimeConductor &conductor;
    FleetSelection &selection;
    EventLog &events;
    const GapRecord &gaps;
    const TelemetrySource *source = nullptr; // null = no server
    std::function<std::vector<DataLinkStatus>()> links;
    Comparison *comparison = nullptr;         // what its charts are compared with
    const MarkRecord *marks = nullptr;        // of operators; null = none are kept
    TopologyOverlay *overlay = nullptr;       // what analyses mark in its pictures
    TopologyRecord *record = nullptr;         // its graphs of before
    const LimitDefinitions *limits = nullptr; // in force; null = not known
};

} // namespace desk
