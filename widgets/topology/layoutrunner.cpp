// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/layoutrunner.h"

#include <QtConcurrentRun>

#include <utility>

namespace desk {

LayoutRunner::LayoutRunner(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &LayoutRunner::deliver);
}

LayoutRunner::~LayoutRunner()
{
    m_stop.request_stop();
    m_watcher.waitForFinished();
}

void LayoutRunner::request(LayoutGraph graph, LayoutKind kind, LayoutOptions options,
                           TopologySnapshotPtr fleet)
{
    Request request{std::move(graph), kind, options, std::move(fleet)};
    m_stop.request_stop();
    if (m_watcher.isRunning())
        m_next = std::move(request); // started when the stopped one has come home
    else
        start(std::move(request));
}

void LayoutRunner::cancel()
{
    m_stop.request_stop();
    m_next.reset();
}

void LayoutRunner::start(Request request)
{
    m_stop = std::stop_source();
    m_isOut = true;
    m_watcher.setFuture(QtConcurrent::run(
        [request = std::move(request), stop = m_stop.get_token()]() mutable -> std::optional<Places> {
            if (request.kind == LayoutKind::orbital && request.fleet)
                addOrbitalSlots(request.graph, *request.fleet);
            GraphLayout layout(std::move(request.graph), request.kind, request.options);
            if (!layout.run(stop))
                return std::nullopt;
            return layout.positions();
        }));
}

void LayoutRunner::deliver()
{
    const std::optional<Places> places = m_watcher.result();
    m_isOut = false;
    const bool wanted = places && !m_stop.stop_requested();
    if (m_next)
        start(*std::exchange(m_next, std::nullopt));
    if (wanted)
        Q_EMIT finished(*places);
}

} // namespace desk
