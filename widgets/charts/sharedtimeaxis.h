// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/timeconductor.h"

#include <QObject>

#include <optional>

namespace desk {

// The time axis that the charts of one panel have in common: the conductor's span, moved by what the user
// panned while the view is held, and one cursor. All times are generation times. GUI thread.
class SharedTimeAxis final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SharedTimeAxis)

public:
    static constexpr std::chrono::seconds defaultSpan{15 * 60};

    explicit SharedTimeAxis(TimeConductor &conductor, QObject *parent = nullptr);

    [[nodiscard]] TimeRange bounds() const;
    [[nodiscard]] Timestamp now() const { return m_conductor.now(); }
    [[nodiscard]] std::chrono::seconds span() const { return m_conductor.span(); }
    [[nodiscard]] bool isPaused() const { return m_conductor.isPaused(); }
    [[nodiscard]] bool isPanned() const { return m_pan.count() != 0; }
    [[nodiscard]] std::optional<Timestamp> cursor() const { return m_cursor; }

    void setPaused(bool paused) { m_conductor.setPaused(paused); }
    void setSpan(std::chrono::seconds span) { m_conductor.setSpan(span); }
    // Only while held; a live view always ends at now. Positive = later.
    void pan(std::chrono::nanoseconds by);
    // Changes the span for all views. While held, anchor stays at its place on the screen; live, now does.
    void zoom(double factor, std::optional<Timestamp> anchor = std::nullopt);
    // The default span, not panned.
    void reset();
    void setCursor(std::optional<Timestamp> cursor);

Q_SIGNALS:
    void boundsChanged();
    void cursorChanged();

private:
    void setPan(std::chrono::nanoseconds pan);

    TimeConductor &m_conductor;
    std::chrono::nanoseconds m_pan{0};
    std::optional<Timestamp> m_cursor;
};

} // namespace desk
