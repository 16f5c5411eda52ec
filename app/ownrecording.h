// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionlog.h"
#include "models/telemetry/result.h"
#include "models/timeseries/sessionoverview.h"

#include <QObject>
#include <QTimer>

#include <filesystem>
#include <functional>
#include <thread>

namespace desk {

// What a live window's own session files know: of the time before this window gaps with their causes and the
// marks of operators, read once; and every few seconds to a minute an overview of what there is in it. Read
// on a thread of its own; a file that cannot be read is one without them, the recorder says what is wrong
// with it. GUI thread.
class OwnRecording final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OwnRecording)

public:
    // file: asked for on the GUI thread each time; a recorder goes on in another one. Empty: nothing is
    // recorded.
    explicit OwnRecording(std::function<std::filesystem::path()> file, QObject *parent = nullptr);

Q_SIGNALS:
    // Gaps in the order in which they were known.
    void read(const desk::SessionLog &log);
    void surveyed(const desk::SessionOverview &overview);

private:
    void survey();
    void finish(std::function<void()> done);

    const std::function<std::filesystem::path()> m_file;
    QTimer m_timer;
    bool m_isReading = true;
    std::jthread m_reading; // last
};

} // namespace desk
