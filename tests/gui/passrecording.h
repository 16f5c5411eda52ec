// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionbuilder.h"
#include "models/telemetry/gapsubject.h"
#include "models/telemetry/time.h"

#include <cmath>

// Eight minutes of a satellite and its ground link, 1 Hz, in a session file; with three holes: the link was
// down, the stream's reader was too slow, and the recorder was off; and one of the ground link alone. Two
// marks.
namespace passrecording {

inline const desk::Timestamp begin = *desk::parseTimestamp("2026-11-20T09:00:00Z");
inline constexpr int seconds = 480;

struct Hole
{
    int from;
    int to;
    const char *cause;
};
inline constexpr Hole holes[] = {
    {60, 100, "link_down"}, {220, 300, "recorder_off"}, {370, 386, "slow_client"}};

inline bool isMissing(int second)
{
    for (const Hole &hole : holes) {
        if (second > hole.from && second < hole.to)
            return true;
    }
    return false;
}

// The ground link alone: noticed 10 s after its last point.
inline constexpr int linkFrom = 130;
inline constexpr int linkTo = 160;

// What a source sends at a second: SNR and latency of a link, and temperature and battery of the satellite.
template <class Batch>
void addPoints(desk::SeriesDictionary &dictionary, Batch &batch, desk::Timestamp at, int second,
               bool withLink = true)
{
    using namespace desk;
    const NodeId satellite = *dictionary.node("sat-0412", NodeType::satellite);
    const NodeId station = *dictionary.node("gs-tokyo", NodeType::groundStation);
    const EntityId link = *dictionary.entity(satellite, station);
    const EntityId bus = *dictionary.entity(satellite, noNode);
    const auto series = [&](EntityId about, std::string_view metric) {
        return *dictionary.seriesByName(about, metric, ValueKind::number, {});
    };
    const double t = second;
    if (withLink) {
        batch.addSample(series(link, "snr_db"), 9 + 4 * std::sin(t / 70) + 0.4 * std::sin(t * 1.7),
                        Quality::good);
        batch.addSample(series(link, "latency_ms"), 24 + 3 * std::cos(t / 90) + 0.5 * std::sin(t * 2.3),
                        Quality::good);
        batch.endPoint(link, nanoseconds(at));
    }
    batch.addSample(series(bus, "temperature_c"), 18 + t / 60, Quality::good);
    batch.addSample(series(bus, "battery_pct"), 90 - t / 30, Quality::good);
    batch.endPoint(bus, nanoseconds(at));
}

inline desk::Result<void> write(const std::filesystem::path &file)
{
    using namespace desk;
    auto builder = SessionBuilder::open(file);
    if (!builder)
        return tl::unexpected(builder.error());
    for (int second = 0; second < seconds; ++second) {
        if (isMissing(second))
            continue;
        SampleBatch batch;
        const Timestamp at = begin + std::chrono::seconds{second};
        addPoints((*builder)->dictionary(), batch, at, second, second <= linkFrom || second >= linkTo);
        batch.reception = at;
        if (auto added = (*builder)->append(std::move(batch)); !added)
            return added;
    }
    SessionLog log;
    for (const Hole &hole : holes)
        log.gaps.push_back({{},
                            begin + std::chrono::seconds{hole.from},
                            begin + std::chrono::seconds{hole.to},
                            1,
                            0,
                            hole.cause});
    const std::string link = linkSubject("sat-0412", "gs-tokyo");
    const auto at = [](int second) { return begin + std::chrono::seconds{second}; };
    log.gaps.push_back({link, at(linkFrom), at(linkFrom + 10), 1, 0, "link_down"});
    log.gaps.push_back({link, at(linkFrom + 10), SessionGap::open, 1, 0, "link_down"});
    log.gaps.push_back({link, at(linkFrom + 10), at(linkTo), 1, 0, "link_down"});
    log.notes.push_back({at(120), at(120), at(121), "op", "Pass begins: antenna 2"});
    log.notes.push_back({at(330), at(330), at(335), "op", "handed over & <b>checked</b>"});
    log.events.push_back(
        {1, at(40), Severity::caution, EventCode::limitViolated, "sat-0412 snr_db", "5.1", 1});
    log.events.push_back(
        {2, at(55), Severity::nominal, EventCode::limitCleared, "sat-0412 snr_db", "9.0", 1});
    log.events.push_back(
        {3, at(410), Severity::critical, EventCode::limitViolated, "sat-0412 battery_pct", "76", 1});
    if (auto logged = (*builder)->log(std::move(log)); !logged)
        return logged;
    return (*builder)->finish();
}

} // namespace passrecording
