// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/fleetcontacts.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QObject>

#include <optional>
#include <stop_token>

namespace desk {

// Looks for contacts in the thread pool, one search at a time: a newer one stops the older, and only the
// newest is heard of. GUI thread.
class ContactSearch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ContactSearch)

public:
    explicit ContactSearch(QObject *parent = nullptr);
    ~ContactSearch() override;

    void request(FleetContactQuery query);
    // The running one and the waiting one come to nothing.
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_wanted; }
    // Of the running one: 0 to 1, and how long the rest will take; nothing while that cannot be told.
    [[nodiscard]] double share() const;
    [[nodiscard]] std::optional<double> secondsLeft() const;

Q_SIGNALS:
    void progressed();
    void finished(const desk::FleetContactsPtr &contacts); // never null

private:
    void start(FleetContactQuery query);
    void deliver();

    QFutureWatcher<FleetContactsPtr> m_watcher;
    std::stop_source m_stop;
    std::optional<FleetContactQuery> m_next;
    std::size_t m_satellites = 0;
    QElapsedTimer m_clock;
    bool m_wanted = false; // somebody waits for a result
};

} // namespace desk
