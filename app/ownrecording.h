// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/sessionlog.h"
#include "models/telemetry/result.h"

#include <QObject>

#include <filesystem>
#include <thread>

namespace desk {

// What a live window's own session file knows of the time before this window: gaps with their causes and the
// marks of operators. Read once, on a thread of its own; a file that cannot be read is one without them, the
// recorder says what is wrong with it. GUI thread.
class OwnRecording final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(OwnRecording)

public:
    explicit OwnRecording(std::filesystem::path file, QObject *parent = nullptr);

Q_SIGNALS:
    // Gaps in the order in which they were known.
    void read(const desk::SessionLog &log);

private:
    std::jthread m_reading; // last
};

} // namespace desk
