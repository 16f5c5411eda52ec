// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/timeconductor.h"

#include <algorithm>

namespace desk {

TimeConductor::TimeConductor(const TimeService &time, QObject *parent)
    : QObject(parent)
    , m_time(time)
{
}

Timestamp TimeConductor::now() const
{
    if (m_mode == TimeMode::replay)
        return m_head->now();
    return m_mode == TimeMode::live && m_paused ? m_pausedAt : m_time.now();
}

TimeRange TimeConductor::bounds() const
{
    if (m_mode == TimeMode::fixed)
        return m_fixed;
    const Timestamp end = now();
    if (m_all && m_extent)
        return {std::min(std::max(m_extent->start, end - longestSpan), end - shortestSpan), end};
    return {end - m_span, end};
}

std::chrono::seconds TimeConductor::span() const
{
    if (m_mode != TimeMode::fixed && !m_all)
        return m_span;
    const TimeRange shown = bounds();
    return std::clamp(std::chrono::ceil<std::chrono::seconds>(shown.end - shown.start), shortestSpan,
                      longestSpan);
}

void TimeConductor::setHome(TimeMode home)
{
    if (home == TimeMode::fixed || (home == TimeMode::replay && !m_head))
        return;
    m_home = home;
    if (m_mode != TimeMode::fixed)
        enter(home);
}

void TimeConductor::setMode(TimeMode mode)
{
    if (mode == TimeMode::live)
        mode = m_home;
    if (mode == TimeMode::fixed && m_mode != mode)
        setFixed(bounds());
    else if (mode != TimeMode::replay || m_head)
        enter(mode);
}

void TimeConductor::enter(TimeMode mode)
{
    if (mode == m_mode)
        return;
    const bool wasPaused = isPaused();
    const std::chrono::seconds before = span();
    m_mode = mode;
    m_paused = false;
    if (mode == TimeMode::fixed)
        m_all = false;
    Q_EMIT modeChanged(mode);
    if (isPaused() != wasPaused)
        Q_EMIT pausedChanged(isPaused());
    if (span() != before)
        Q_EMIT spanChanged(span());
    Q_EMIT boundsChanged();
}

void TimeConductor::setFixed(TimeRange bounds)
{
    // A far end or start would leave what a time can hold.
    const Timestamp last = Timestamp::max() - longestSpan;
    bounds.end = std::clamp(bounds.end, Timestamp{} + shortestSpan, last);
    bounds.start =
        std::clamp(bounds.start, std::max(Timestamp{}, bounds.end - longestSpan), bounds.end - shortestSpan);
    if (m_mode == TimeMode::fixed && bounds == m_fixed)
        return;
    const std::chrono::seconds before = span();
    m_fixed = bounds;
    if (m_mode != TimeMode::fixed) {
        enter(TimeMode::fixed);
        return;
    }
    if (span() != before)
        Q_EMIT spanChanged(span());
    Q_EMIT boundsChanged();
}

void TimeConductor::setReplayTime(const TimeService *head)
{
    if (!head)
        m_home = TimeMode::live;
    if (!head && m_mode == TimeMode::replay)
        enter(TimeMode::live);
    m_head = head;
    if (m_mode == TimeMode::replay)
        Q_EMIT boundsChanged();
}

void TimeConductor::setSpan(std::chrono::seconds span)
{
    span = std::clamp(span, shortestSpan, longestSpan);
    if (m_mode == TimeMode::fixed) {
        m_span = span;
        setFixed({m_fixed.end - span, m_fixed.end});
        return;
    }
    if (span == m_span && !m_all)
        return;
    m_span = span;
    m_all = false;
    Q_EMIT spanChanged(span);
    Q_EMIT boundsChanged();
}

void TimeConductor::setExtent(std::optional<TimeRange> extent)
{
    if (extent && extent->end <= extent->start)
        extent.reset();
    if (extent == m_extent)
        return;
    const std::chrono::seconds before = span();
    m_extent = extent;
    m_all = m_all && extent;
    if (span() != before)
        Q_EMIT spanChanged(span());
    Q_EMIT boundsChanged();
}

void TimeConductor::showAll()
{
    if (!m_extent)
        return;
    if (m_mode == TimeMode::fixed) {
        setFixed(*m_extent);
        return;
    }
    if (m_all)
        return;
    m_all = true;
    Q_EMIT spanChanged(span());
    Q_EMIT boundsChanged();
}

void TimeConductor::setPaused(bool paused)
{
    if (paused == isPaused())
        return;
    if (m_mode == TimeMode::fixed) {
        enter(m_home);
        return;
    }
    m_pausedAt = m_time.now();
    m_paused = paused;
    Q_EMIT pausedChanged(paused);
    Q_EMIT boundsChanged();
}

void TimeConductor::setCursor(std::optional<Timestamp> cursor)
{
    if (cursor == m_cursor)
        return;
    m_cursor = cursor;
    Q_EMIT cursorChanged();
}

} // namespace desk
