// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/paintwatch.h"

#include "widgets/charts/chartview.h"
#include "widgets/charts/plotarea.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <numeric>

namespace desk {

PaintWatch::PaintWatch(const TimeService &time, QObject *parent)
    : QObject(parent)
    , m_time(time)
{
    m_clock.start();
    qApp->installEventFilter(this);
}

// A window paints all that asked for it within one UpdateRequest, so a frame ends with the event behind it.
bool PaintWatch::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::UpdateRequest:
        if (watched->isWidgetType()) {
            endFrame();
            m_inFrame = true;
        }
        break;
    case QEvent::Paint:
        if (const auto *plot = qobject_cast<PlotArea *>(watched))
            if (const auto *chart = qobject_cast<ChartView *>(plot->parentWidget()))
                look(*chart);
        break;
    default:
        if (m_inFrame)
            endFrame();
    }
    return false;
}

void PaintWatch::look(const ChartView &chart)
{
    for (const Trace &trace : chart.content().traces()) {
        if (trace.columns().empty())
            continue;
        const std::int64_t newest = trace.columns().back().lastTime;
        if (index(trace.id()) >= m_shown.size())
            m_shown.resize(index(trace.id()) + 1);
        std::int64_t &shown = m_shown[index(trace.id())];
        if (newest > shown && shown != 0)
            m_painted.push_back(newest);
        shown = std::max(shown, newest);
    }
}

void PaintWatch::endFrame()
{
    if (!m_inFrame)
        return;
    m_inFrame = false;
    const qint64 second = m_clock.elapsed() / 1000;
    if (second != m_second) {
        if (m_showedNew)
            ++m_seconds[std::min(m_framesOfSecond, m_seconds.size() - 1)];
        m_second = second;
        m_framesOfSecond = 0;
        m_showedNew = false;
    }
    ++m_framesOfSecond;
    m_showedNew |= !m_painted.empty();
    if (m_painted.empty())
        return;
    if (!m_settling.isValid())
        m_settling.start();
    const Timestamp now = m_time.now();
    if (!m_settling.hasExpired(settlingTime.count()))
        m_painted.clear();
    for (const std::int64_t generation : m_painted)
        m_delays.record(std::max(now - fromNanoseconds(generation), std::chrono::nanoseconds{0}));
    m_painted.clear();
}

int PaintWatch::framesPerSecond() const
{
    const quint32 all = std::accumulate(m_seconds.begin(), m_seconds.end(), quint32{0});
    quint32 seen = 0;
    for (std::size_t frames = 0; frames < m_seconds.size(); ++frames) {
        seen += m_seconds[frames];
        if (all > 0 && 2 * seen >= all)
            return static_cast<int>(frames);
    }
    return 0;
}

} // namespace desk
