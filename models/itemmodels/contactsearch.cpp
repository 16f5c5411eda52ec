// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/contactsearch.h"

#include <QtConcurrentRun>

#include <utility>

namespace desk {

ContactSearch::ContactSearch(QObject *parent)
    : QObject(parent)
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ContactSearch::deliver);
    connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, this, [this] {
        if (m_wanted)
            Q_EMIT progressed();
    });
}

ContactSearch::~ContactSearch()
{
    m_stop.request_stop();
    m_watcher.waitForFinished();
}

void ContactSearch::request(FleetContactQuery query)
{
    m_stop.request_stop();
    m_wanted = true;
    if (m_watcher.isRunning())
        m_next = std::move(query); // started when the stopped one has come home
    else
        start(std::move(query));
}

void ContactSearch::cancel()
{
    m_stop.request_stop();
    m_next.reset();
    m_wanted = false;
}

void ContactSearch::start(FleetContactQuery query)
{
    m_stop = std::stop_source();
    m_satellites = query.satellites.size();
    m_clock.start();
    m_watcher.setFuture(QtConcurrent::run(
        [query = std::move(query), stop = m_stop.get_token()](QPromise<FleetContactsPtr> &promise) {
            promise.setProgressRange(0, int(query.satellites.size()));
            promise.addResult(findFleetContacts(
                query, stop, [&promise](std::size_t done) { promise.setProgressValue(int(done)); }));
        }));
}

double ContactSearch::share() const
{
    return m_satellites > 0 ? double(m_watcher.progressValue()) / double(m_satellites) : 0;
}

std::optional<double> ContactSearch::secondsLeft() const
{
    const double done = share();
    if (!m_wanted || m_next || done <= 0)
        return std::nullopt;
    return double(m_clock.elapsed()) / 1000 * (1 - done) / done;
}

void ContactSearch::deliver()
{
    if (!m_watcher.future().isFinished())
        return; // told of the one before, which ended just when this one was started
    const FleetContactsPtr contacts = m_watcher.result();
    const bool wanted = contacts && !m_stop.stop_requested();
    if (m_next)
        start(*std::exchange(m_next, std::nullopt));
    if (!wanted)
        return;
    m_wanted = false;
    Q_EMIT finished(contacts);
}

} // namespace desk
