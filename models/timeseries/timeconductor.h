// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/timeservice.h"

#include <QObject>

#include <optional>

namespace desk {

// live: the span ends at now and moves with it. fixed: bounds that stand. replay: the span ends at the play
// head.
enum class TimeMode : std::uint8_t { live, fixed, replay };

// The one view-state of time that all views share: which span they show, where "now" is, and one cursor. GUI
// thread.
class TimeConductor final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TimeConductor)

public:
    static constexpr std::chrono::seconds shortestSpan{1};
    static constexpr std::chrono::seconds longestSpan = std::chrono::days{366};

    explicit TimeConductor(const TimeService &time, QObject *parent = nullptr);

    // The mode that a view goes back to from fixed bounds: live, or replay for a conductor of a recording,
    // which needs a play head first and knows no live then.
    void setHome(TimeMode home);
    // fixed takes what is shown at the moment. replay needs a play head; without one the mode stays.
    void setMode(TimeMode mode);
    // The bounds to show, in mode fixed then. An end at or before the start is moved behind it.
    void setFixed(TimeRange bounds);
    // The clock of the play head, which must live until it is taken away; null = there is no replay (any
    // more), and mode replay becomes live.
    void setReplayTime(const TimeService *head);

    // Ends the showing of all. Fixed bounds keep their end.
    void setSpan(std::chrono::seconds span);
    // What there is, for showing all of it; nothing = unknown, and showAll() does nothing.
    void setExtent(std::optional<TimeRange> extent);
    // From the beginning of what there is; it stays so until a span is set.
    void showAll();
    // live: views stop at the moment of the call, or follow now again. fixed: stands; false = back to live.
    // replay: says what the transport does; the play head is what moves or stands.
    void setPaused(bool paused);
    // A moment that all views mark; nothing = none.
    void setCursor(std::optional<Timestamp> cursor);

    [[nodiscard]] TimeMode mode() const { return m_mode; }
    [[nodiscard]] TimeMode home() const { return m_home; }
    [[nodiscard]] bool hasReplay() const { return m_head != nullptr; }
    [[nodiscard]] std::chrono::seconds span() const;
    [[nodiscard]] bool showsAll() const { return m_all; }
    [[nodiscard]] const std::optional<TimeRange> &extent() const { return m_extent; }
    // The view stands still.
    [[nodiscard]] bool isPaused() const { return m_mode == TimeMode::fixed || m_paused; }
    // To its right nothing has been measured yet. A held view: when it was held; replay: the play head.
    [[nodiscard]] Timestamp now() const;
    [[nodiscard]] TimeRange bounds() const;
    [[nodiscard]] std::optional<Timestamp> cursor() const { return m_cursor; }

Q_SIGNALS:
    void modeChanged(desk::TimeMode mode);
    void spanChanged(std::chrono::seconds span);
    void pausedChanged(bool paused);
    // Set from outside: mode, span, fixed bounds, pausing. Not while time passes.
    void boundsChanged();
    void cursorChanged();

private:
    void enter(TimeMode mode);

    const TimeService &m_time;
    const TimeService *m_head = nullptr;
    TimeMode m_mode = TimeMode::live;
    TimeMode m_home = TimeMode::live;
    std::chrono::seconds m_span{15 * 60};
    TimeRange m_fixed;
    std::optional<TimeRange> m_extent;
    std::optional<Timestamp> m_cursor;
    Timestamp m_pausedAt{};
    bool m_paused = false;
    bool m_all = false;
};

} // namespace desk
