// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/timeservice.h"

#include <QObject>

namespace desk {

// The one view-state of time that all views share: which span of generation time they show and where "now"
// is. Live: the span ends at now and moves with it. GUI thread.
class TimeConductor final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeConductor)

public:
    explicit TimeConductor(const TimeService &time, QObject *parent = nullptr);

    void setSpan(std::chrono::seconds span);
    // Live views stop at the moment of the call, or follow now again.
    void setPaused(bool paused);

    [[nodiscard]] std::chrono::seconds span() const { return m_span; }
    [[nodiscard]] bool isPaused() const { return m_paused; }
    [[nodiscard]] Timestamp now() const { return m_paused ? m_pausedAt : m_time.now(); }
    [[nodiscard]] TimeRange bounds() const { return {now() - m_span, now()}; }

Q_SIGNALS:
    void spanChanged(std::chrono::seconds span);
    void pausedChanged(bool paused);

private:
    const TimeService &m_time;
    std::chrono::seconds m_span{15 * 60};
    Timestamp m_pausedAt{};
    bool m_paused = false;
};

} // namespace desk
