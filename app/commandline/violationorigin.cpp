// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/violationorigin.h"

#include <algorithm>

namespace desk {
namespace {

constexpr std::chrono::seconds aftermath{60}; // of a fault: routes and queues settle again

bool isEndOf(const std::string &node, const ViolatedSeries &series)
{
    return node == series.node || (!series.dst.empty() && node == series.dst);
}

bool isLink(const SimulationRecord &record, const ViolatedSeries &series, bool eitherWay)
{
    return (record.node == series.node && record.dst == series.dst) ||
           (eitherWay && record.node == series.dst && record.dst == series.node);
}

bool isWithin(const SimulationRecord &record, Timestamp time, std::chrono::seconds after)
{
    return record.start <= time && (!record.end || *record.end + after >= time);
}

bool isFault(const SimulationRecord &record, const ViolatedSeries &series)
{
    return (record.cause == SimulationCause::nodeFailure && isEndOf(record.node, series)) ||
           (record.cause == SimulationCause::linkFlap && !series.dst.empty() && isLink(record, series, true));
}

bool isSensor(const SimulationRecord &record, const ViolatedSeries &series)
{
    if (record.cause == SimulationCause::clockSkew)
        return record.node == series.node;
    return record.cause == SimulationCause::stuckSensor && record.metric == series.metric &&
           record.node == series.node && (record.dst.empty() || record.dst == series.dst);
}

bool bearsOn(const SimulationRecord &record, const ViolatedSeries &series)
{
    const bool isTraffic = series.metric == "utilization";
    const bool isLoss = series.metric == "packet_loss_rate";
    if (record.cause == SimulationCause::fillingQueue)
        return (isTraffic || isLoss) &&
               (series.dst.empty() ? record.node == series.node : isLink(record, series, false));
    if (series.dst.empty() || !(series.metric == "snr_db" || isLoss || isTraffic))
        return false;
    if (record.cause == SimulationCause::rain)
        return isEndOf(record.node, series);
    return record.cause == SimulationCause::settingPass && isLink(record, series, true);
}

// Rain and a setting pass do nothing to traffic but by the capacity.
bool isBeside(const SimulationRecord &record, const ViolatedSeries &series)
{
    return record.cause != SimulationCause::fillingQueue && series.metric != "snr_db" && !series.byCapacity;
}

ViolationOrigin originOf(SimulationCause cause)
{
    return cause == SimulationCause::rain          ? ViolationOrigin::rain
           : cause == SimulationCause::settingPass ? ViolationOrigin::settingPass
                                                   : ViolationOrigin::fillingQueue;
}

} // namespace

std::string_view violationOriginWord(ViolationOrigin origin)
{
    constexpr std::array<std::string_view, violationOriginCount> words{
        "rain",  "setting pass",    "filling queue",  "young cause", "traffic", "failure or flap",
        "burst", "sensor or clock", "none in the log"};
    return words[static_cast<std::size_t>(origin)];
}

ViolationOrigin violationOrigin(const ViolatedSeries &series, Timestamp time, const SimulationLog &log)
{
    bool isSensors = false;
    bool isBurst = false;
    bool isTrafficBeside = false;
    const SimulationRecord *oldest = nullptr; // of the causes that bear on it
    for (const SimulationRecord &record : log.records()) {
        if (!isWithin(record, time, isInjected(record.cause) ? aftermath : std::chrono::seconds(1)))
            continue;
        if (isFault(record, series))
            return ViolationOrigin::failure;
        isSensors = isSensors || isSensor(record, series);
        isBurst = isBurst || record.cause == SimulationCause::burst;
        if (isInjected(record.cause) || !bearsOn(record, series))
            continue;
        if (isBeside(record, series))
            isTrafficBeside = true;
        else if (!oldest || record.start < oldest->start)
            oldest = &record;
    }
    if (isSensors)
        return ViolationOrigin::sensor;
    if (oldest && time - oldest->start >= foreseeableAge)
        return originOf(oldest->cause);
    const bool isTraffic = series.metric == "utilization" || series.metric == "packet_loss_rate";
    if (isBurst && isTraffic)
        return ViolationOrigin::burst;
    return oldest            ? ViolationOrigin::young
           : isTrafficBeside ? ViolationOrigin::traffic
                             : ViolationOrigin::none;
}

} // namespace desk
