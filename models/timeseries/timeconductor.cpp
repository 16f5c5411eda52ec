// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/timeconductor.h"

#include <algorithm>

namespace desk {

TimeConductor::TimeConductor(const TimeService &time, QObject *parent)
    : QObject(parent)
    , m_time(time)
{
}

void TimeConductor::setSpan(std::chrono::seconds span)
{
    span = std::clamp<std::chrono::seconds>(span, std::chrono::seconds{1}, std::chrono::days{366});
    if (span == m_span)
        return;
    m_span = span;
    Q_EMIT spanChanged(span);
}

void TimeConductor::setPaused(bool paused)
{
    if (paused == m_paused)
        return;
    m_pausedAt = m_time.now();
    m_paused = paused;
    Q_EMIT pausedChanged(paused);
}

} // namespace desk
