// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alarms/limitgrader.h"

#include <algorithm>

namespace desk {
namespace {

constexpr std::size_t rank(Severity severity)
{
    return static_cast<std::size_t>(severity) - static_cast<std::size_t>(Severity::nominal);
}

constexpr Severity severityOfRank(std::size_t rank)
{
    return static_cast<Severity>(rank + static_cast<std::size_t>(Severity::nominal));
}

} // namespace

// A sample of an earlier time lengthens a run: it came later, but is of the same stretch.
void LimitGrader::Run::add(bool belongs, std::int64_t time)
{
    if (!belongs) {
        count = 0;
        return;
    }
    since = count == 0 ? time : std::min(since, time);
    ++count;
}

bool LimitGrader::Run::isLong(std::uint32_t samples, std::int64_t delay, std::int64_t now) const
{
    return count >= std::max(1U, samples) && now - since >= delay;
}

MonitoringResult LimitGrader::grade(const Limits &limits, double value, std::int64_t time)
{
    const MonitoringResult found = limits.check(value, m_current);
    if (m_current.severity == Severity::none)
        m_current = {Severity::nominal, LimitSide::inside}; // it has limits now
    const bool waits =
        limits.onDelay > 0 || limits.offDelay > 0 || limits.onSamples > 1 || limits.offSamples > 1;
    if (!waits)
        m_current = found;
    else if (found == m_current)
        m_runs.reset();
    else
        wait(limits, found, time);
    return m_current;
}

// Over to the other side is worse, whatever the grade.
void LimitGrader::wait(const Limits &limits, MonitoringResult found, std::int64_t time)
{
    const bool other = found.side != m_current.side && found.severity > Severity::nominal;
    const bool worse = other || found.severity > m_current.severity;
    if (!m_runs)
        m_runs = std::make_unique<Waiting>();
    Waiting &runs = *m_runs;
    if (worse && found.side != runs.side)
        runs.worse = {};
    if (worse)
        runs.side = found.side;
    const std::size_t least = other ? 1 : rank(m_current.severity) + 1; // that is worse than what stands
    for (std::size_t grade = 1; grade < runs.worse.size(); ++grade)
        runs.worse[grade].add(worse && grade >= least && rank(found.severity) >= grade, time);
    for (std::size_t grade = 0; grade < runs.milder.size(); ++grade)
        runs.milder[grade].add(!worse && grade < rank(m_current.severity) && rank(found.severity) <= grade,
                               time);
    if (worse) {
        for (std::size_t grade = runs.worse.size(); grade-- > least;) {
            if (!runs.worse[grade].isLong(limits.onSamples, limits.onDelay, time))
                continue;
            m_current = {severityOfRank(grade), found.side};
            return;
        }
    } else {
        for (std::size_t grade = 0; grade < rank(m_current.severity); ++grade) {
            if (!runs.milder[grade].isLong(limits.offSamples, limits.offDelay, time))
                continue;
            m_current = {severityOfRank(grade), grade == 0 ? LimitSide::inside : m_current.side};
            return;
        }
    }
}

} // namespace desk
