// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/sharedtimeaxis.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr std::chrono::seconds shortestSpan{1};
constexpr std::chrono::seconds longestSpan{24 * 60 * 60};
constexpr std::chrono::nanoseconds farthestPan = std::chrono::days{3660};

} // namespace

SharedTimeAxis::SharedTimeAxis(TimeConductor &conductor, QObject *parent)
    : QObject(parent)
    , m_conductor(conductor)
{
    connect(&conductor, &TimeConductor::modeChanged, this, [this] { m_pan = {}; });
    connect(&conductor, &TimeConductor::pausedChanged, this, [this](bool paused) {
        if (!paused)
            m_pan = {};
    });
    connect(&conductor, &TimeConductor::boundsChanged, this, &SharedTimeAxis::boundsChanged);
    connect(&conductor, &TimeConductor::cursorChanged, this, &SharedTimeAxis::cursorChanged);
}

TimeRange SharedTimeAxis::bounds() const
{
    const TimeRange live = m_conductor.bounds();
    return {live.start + m_pan, live.end + m_pan};
}

void SharedTimeAxis::panFurther(std::chrono::nanoseconds by)
{
    if (by.count() == 0)
        return;
    if (mode() == TimeMode::fixed) {
        const TimeRange shown = m_conductor.bounds();
        m_conductor.setFixed({shown.start + by, shown.end + by});
        return;
    }
    const auto pan = std::clamp(m_pan + by, -farthestPan, farthestPan);
    if (pan == m_pan)
        return;
    m_pan = pan;
    Q_EMIT boundsChanged();
}

void SharedTimeAxis::pan(std::chrono::nanoseconds by)
{
    if (isPaused())
        panFurther(std::clamp(by, -farthestPan, farthestPan));
}

void SharedTimeAxis::zoom(double factor, std::optional<Timestamp> anchor)
{
    const TimeRange before = bounds();
    const auto seconds = double(span().count());
    auto wanted = std::chrono::seconds{std::llround(seconds * factor)};
    if (wanted == span()) // a short span still has to move
        wanted += std::chrono::seconds{factor > 1 ? 1 : -1};
    // A span set elsewhere beyond the limits may stay as it is, but zooming leads back into them.
    wanted = std::clamp(wanted, shortestSpan, std::max(longestSpan, factor > 1 ? span() : longestSpan));
    m_conductor.setSpan(wanted);
    if (!isPaused() || !anchor || !before.contains(*anchor))
        return;
    const double behind =
        double((before.end - *anchor).count()) / double((before.end - before.start).count());
    const auto end = *anchor + std::chrono::nanoseconds{std::llround(behind * double(wanted.count()) * 1e9)};
    panFurther(end - before.end);
}

void SharedTimeAxis::reset()
{
    panFurther(-m_pan);
    m_conductor.setSpan(defaultSpan);
}

} // namespace desk
