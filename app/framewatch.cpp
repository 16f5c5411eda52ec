// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/framewatch.h"

#include <algorithm>

namespace desk {

FrameWatch::FrameWatch(QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(intervalMs);
    connect(&m_timer, &QTimer::timeout, this, &FrameWatch::beat);
}

void FrameWatch::start()
{
    m_clock.start();
    m_timer.start();
}

void FrameWatch::beat()
{
    const double elapsed = double(m_clock.nsecsElapsed()) * 1e-6;
    m_clock.start();
    const double busy = std::max(0.0, elapsed - intervalMs);
    m_longestMs = std::max(m_longestMs, busy);
    ++m_histogram[std::min(m_histogram.size() - 1, std::size_t(busy / bucketMs))];
    ++m_count;
    Q_EMIT beaten();
}

FrameWatch::Figures FrameWatch::figures() const
{
    Figures figures{m_count, 0, 0, m_longestMs};
    const auto quantile = [&](double q) {
        quint64 seen = 0;
        for (std::size_t i = 0; i < m_histogram.size(); ++i) {
            seen += m_histogram[i];
            if (double(seen) >= q * double(m_count))
                return double(i + 1) * bucketMs;
        }
        return m_longestMs;
    };
    if (m_count > 0) {
        figures.p50Ms = quantile(0.5);
        figures.p99Ms = quantile(0.99);
    }
    return figures;
}

} // namespace desk
