// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace desk {

// A board on a pseudo-terminal: twenty times a second a line of JSON, {"t":21.5,"u":4.98}. Test's thread,
// which runs an event loop.
class PtyBoard final : public QObject
{
    Q_OBJECT

public:
    ~PtyBoard() override { unplug(); }

    // The port is there from now on, under this path. False where the system has no pseudo-terminals.
    bool plugIn(const QString &path);
    void unplug();

private:
    void send() const;

    QTimer m_timer;
    QString m_path;
    int m_master = -1;
    int m_slave = -1; // held open, so that the far end may come and go
};

} // namespace desk
