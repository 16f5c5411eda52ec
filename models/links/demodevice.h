// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <QObject>
#include <QTimer>

#include <string>

namespace desk {

// A simulated board for whoever has none at hand: the far end of a pseudo-terminal that a serial link can be
// opened on. Ten times a second it sends a line, "T=21.53 P=1013.2 U=4.98 mode=run". Thread of its maker,
// which runs an event loop.
class DemoDevice final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(DemoDevice)

public:
    explicit DemoDevice(QObject *parent = nullptr);
    ~DemoDevice() override;

    // Opens the pseudo-terminal; an error says why the system has none.
    Result<void> start();
    [[nodiscard]] const std::string &path() const { return m_path; } // "/dev/pts/7"; empty = not started

private:
    void send();

    QTimer m_timer;
    int m_master = -1;
    int m_slave = -1; // held open, so that the far end may come and go
    std::string m_path;
    int m_step = 0;
};

} // namespace desk
