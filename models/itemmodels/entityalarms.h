// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"
#include "models/telemetry/eventlog.h"

namespace desk {

// A figure that is outside its limits now.
struct StandingAlarm
{
    SeriesId series = noSeries;
    MonitoringResult result;

    bool operator==(const StandingAlarm &) const = default;
};

// Of a node and its links in both directions, or of a link in both; the worst first. GUI thread.
[[nodiscard]] std::vector<StandingAlarm> standingAlarms(const ParameterFeed &feed, EntityId entity);
// Whether an event is about the node: itself, a series of it, a link of it or a series of such a link.
[[nodiscard]] bool isAbout(const Event &event, std::string_view node);
// Whether an event is about the link between two nodes, in either direction, or a series of it.
[[nodiscard]] bool isAbout(const Event &event, std::string_view node, std::string_view dst);

} // namespace desk
