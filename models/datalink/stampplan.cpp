// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/stampplan.h"

#include <algorithm>

namespace desk {
namespace {

using namespace std::chrono_literals;

Timestamp sum(Timestamp time, std::chrono::nanoseconds by)
{
    constexpr Timestamp latest{std::chrono::sys_days{std::chrono::year{2261} / 12 / 31}};
    if (by > 0ns && time > latest - by)
        return latest;
    return std::max(time + by, Timestamp{});
}

} // namespace

void FileTimes::add(const FilePoint &point)
{
    if (!point.time) {
        hasElapsed = true;
        longest = std::max(longest, point.elapsed);
        return;
    }
    first = std::min(first.value_or(*point.time), *point.time);
    newest = std::max(newest.value_or(*point.time), *point.time);
}

StampPlan StampPlan::decide(std::optional<Stamp> asked, const FileTimes &times, Timestamp now)
{
    const bool far = times.newest && (*times.newest > now + 1h || *times.newest < now - 1h);
    const Stamp stamp = asked.value_or(far || !times.newest ? Stamp::shift : Stamp::file);
    const bool moves = stamp == Stamp::shift && times.first;
    return goOn(stamp, moves ? now - *times.first : 0ns, times, now);
}

StampPlan StampPlan::goOn(Stamp stamp, std::chrono::nanoseconds shift, const FileTimes &times,
                          Timestamp begin)
{
    StampPlan plan;
    plan.m_begin = begin;
    plan.m_stamp = stamp;
    plan.m_shift = shift;
    if (stamp == Stamp::now)
        return plan;
    if (times.newest)
        plan.m_ahead = sum(*times.newest, shift) - begin;
    if (times.hasElapsed)
        plan.m_ahead = std::max(times.newest ? plan.m_ahead : times.longest, times.longest);
    return plan;
}

Timestamp StampPlan::timeOf(const FilePoint &point) const
{
    return point.time ? sum(*point.time, m_shift) : sum(m_begin, point.elapsed);
}

} // namespace desk
