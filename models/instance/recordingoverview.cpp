// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/recordingoverview.h"

#include "models/archive/sessioncursor.h"
#include "models/archive/sessionlogreader.h"
#include "models/telemetry/gapsubject.h"
#include "models/timeseries/gaprecord.h"

#include <algorithm>
#include <map>

namespace desk {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t mostStretches = 1000;
constexpr std::size_t pointsOfStretch = 8; // on average: with fewer, what comes slowly looks like holes
constexpr std::size_t mostAlarms = 5000;

// Equal parts of the time with the points that came in each.
Result<void> addCoverage(SessionCursor &cursor, std::uint64_t points, SessionOverview &overview)
{
    const std::size_t stretches = std::clamp<std::size_t>(points / pointsOfStretch, 1, mostStretches);
    const Timestamp begin = overview.bounds.start;
    const std::chrono::nanoseconds length = overview.bounds.end - begin;
    std::vector<std::uint64_t> first;
    for (std::size_t i = 0; i <= stretches; ++i) {
        const auto part = static_cast<std::int64_t>(double(length.count()) * double(i) / double(stretches));
        const auto number = cursor.sequenceAt(begin + std::chrono::nanoseconds{part});
        if (!number)
            return tl::unexpected(number.error());
        first.push_back(*number);
    }
    std::uint64_t most = 1;
    for (std::size_t i = 0; i < stretches; ++i)
        most = std::max(most, first[i + 1] - std::min(first[i + 1], first[i]));
    const auto at = [&](std::size_t i) {
        return begin + std::chrono::nanoseconds{
                           static_cast<std::int64_t>(double(length.count()) * double(i) / double(stretches))};
    };
    for (std::size_t i = 0; i < stretches; ++i) {
        if (first[i + 1] <= first[i])
            continue;
        const auto density = float(double(first[i + 1] - first[i]) / double(most));
        overview.coverage.push_back({{at(i), at(i + 1)}, density});
    }
    return {};
}

// A violation lasts until its series is clear or violates anew.
void addAlarms(const std::vector<Event> &events, SessionOverview &overview)
{
    std::map<std::string, std::size_t> open; // by subject
    for (const Event &event : events) {
        const bool limit = event.code == EventCode::limitViolated || event.code == EventCode::limitCleared;
        if (limit) {
            if (const auto before = open.find(event.subject); before != open.end()) {
                overview.alarms[before->second].end = event.time;
                open.erase(before);
            }
        }
        if (event.severity <= Severity::advisory || event.code == EventCode::limitCleared ||
            overview.alarms.size() == mostAlarms)
            continue;
        if (event.code == EventCode::limitViolated)
            open[event.subject] = overview.alarms.size();
        overview.alarms.push_back({event.time, limit ? std::nullopt : std::optional(event.time),
                                   event.severity, event.subject + " " + event.detail});
    }
}

} // namespace

Result<SessionOverview> readOverview(const std::filesystem::path &file)
{
    auto cursor = SessionCursor::open(file);
    if (!cursor)
        return tl::unexpected(cursor.error());
    const auto reader = SessionLogReader::open(file);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto extent = (*cursor)->extent();
    if (!extent)
        return tl::unexpected(extent.error());
    SessionOverview overview;
    if (extent->first > extent->last)
        return overview;
    overview.bounds = {extent->begin, extent->end + 1ns};
    if (auto added = addCoverage(**cursor, extent->last - extent->first + 1, overview); !added)
        return tl::unexpected(added.error());
    const auto log = reader->before(overview.bounds.end, mostAlarms * 4);
    if (!log)
        return tl::unexpected(log.error());
    for (const SessionGap &gap : log->gaps) { // those of single links do not stop what else comes
        if (isWholeSource(gap.source))
            overview.gaps.push_back(
                {{gap.begin, std::min(gap.end, overview.bounds.end)}, gapCauseFromWord(gap.cause)});
    }
    for (const SessionNote &note : log->notes)
        overview.marks.push_back({note.begin, note.text});
    addAlarms(log->events, overview);
    return overview;
}

} // namespace desk
