// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/network/analysisrunner.h"

#include <QtConcurrentRun>

#include <utility>

namespace desk {

AnalysisRunner::AnalysisRunner(QObject *parent)
    : QObject(parent)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_isBusy = true;
        Q_EMIT busyChanged(true);
    });
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &AnalysisRunner::deliver);
}

AnalysisRunner::~AnalysisRunner()
{
    m_stop.request_stop();
    m_watcher.waitForFinished();
}

void AnalysisRunner::request(Work work, bool urgent)
{
    if (!m_isRunning) {
        start(std::move(work));
        return;
    }
    if (urgent)
        m_stop.request_stop();
    m_next = std::move(work); // started when the one that runs has come home
}

void AnalysisRunner::cancel()
{
    m_stop.request_stop();
    m_next.reset();
}

bool AnalysisRunner::isRested() const
{
    return !isRunning() && (!m_clock.isValid() || m_clock.elapsed() >= m_restMs);
}

void AnalysisRunner::start(Work work)
{
    m_isRunning = true;
    m_stop = std::stop_source();
    if (!m_isBusy && !m_patience.isActive())
        m_patience.start();
    m_clock.start();
    m_watcher.setFuture(
        QtConcurrent::run([work = std::move(work), stop = m_stop.get_token()] { return work(stop); }));
}

void AnalysisRunner::deliver()
{
    const Answer answer = m_watcher.result();
    const bool wanted = answer && !m_stop.stop_requested();
    m_isRunning = false;
    m_restMs = 9 * m_clock.restart();
    if (m_next)
        start(*std::exchange(m_next, std::nullopt));
    else
        m_patience.stop();
    if (wanted)
        answer();
    if (isRunning())
        return;
    if (std::exchange(m_isBusy, false))
        Q_EMIT busyChanged(false);
    Q_EMIT finished();
}

} // namespace desk
