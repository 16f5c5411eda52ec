// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/timeconductor.h"
#include "widgets/charts/viewhistory.h"

#include <QObject>

#include <array>
#include <optional>

namespace desk {

// One of two moments between which values are measured.
enum class MeasureCursor : std::uint8_t { a, b };

// The time axis that the charts of one panel have in common: the conductor's span and cursor, moved by what
// the user panned while the view is held. Fixed bounds are panned for all views. What it shows is remembered
// for undoing. All times are generation times. GUI thread.
class SharedTimeAxis final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SharedTimeAxis)

public:
    static constexpr std::chrono::seconds defaultSpan{15 * 60};

    // What is shown, to come back to.
    struct View
    {
        TimeMode mode = TimeMode::live;
        std::chrono::seconds span{};
        bool showsAll = false;
        bool held = false;
        Timestamp end{};                  // of a held or a fixed view
        std::chrono::nanoseconds moved{}; // of a replay, against the play head
        bool operator==(const View &) const = default;
    };

    explicit SharedTimeAxis(TimeConductor &conductor, QObject *parent = nullptr);
    // That of one chart: it is the leader's, which must outlive it, until it gets a span of its own. Cursor,
    // measuring cursors and history are the leader's always.
    explicit SharedTimeAxis(SharedTimeAxis *leader, QObject *parent = nullptr);

    // Shows another part of the time than the leader; nothing = follows it again.
    void setOwnSpan(std::optional<std::chrono::seconds> span);
    [[nodiscard]] std::optional<std::chrono::seconds> ownSpan() const { return m_ownSpan; }

    [[nodiscard]] TimeRange bounds() const;
    [[nodiscard]] Timestamp now() const { return m_conductor.now(); }
    [[nodiscard]] std::chrono::seconds span() const { return m_ownSpan ? *m_ownSpan : m_conductor.span(); }
    [[nodiscard]] bool isPaused() const { return m_conductor.isPaused(); }
    [[nodiscard]] TimeMode mode() const { return m_conductor.mode(); }
    // It does not end at now.
    [[nodiscard]] bool isPanned() const
    {
        return (follows() ? m_leader->m_pan : m_pan).count() != 0 || mode() == TimeMode::fixed;
    }
    [[nodiscard]] std::optional<Timestamp> cursor() const { return m_conductor.cursor(); }

    void setPaused(bool paused) { m_conductor.setPaused(paused); }
    void setSpan(std::chrono::seconds span);
    // Only while held; a live view always ends at now. Positive = later.
    void pan(std::chrono::nanoseconds by);
    // Changes the span for all views. While held, anchor stays at its place on the screen; live, now does.
    void zoom(double factor, std::optional<Timestamp> anchor = std::nullopt);
    // The default span, not panned.
    void reset();
    // This part of the time, widened to whole seconds; a live view is held for it. False when a replay plays:
    // its views end at the play head.
    bool showRange(const TimeRange &range);
    [[nodiscard]] View view() const;
    void show(const View &view);
    // Of this axis and of the value axes of its charts.
    [[nodiscard]] ViewHistory &history() { return m_leader ? m_leader->m_history : m_history; }
    void setCursor(std::optional<Timestamp> cursor) { m_conductor.setCursor(cursor); }

    [[nodiscard]] std::optional<Timestamp> measure(MeasureCursor which) const
    {
        return (m_leader ? m_leader->m_measures : m_measures)[std::size_t(which)];
    }
    void setMeasure(MeasureCursor which, std::optional<Timestamp> time);

Q_SIGNALS:
    void measuresChanged();
    void boundsChanged();
    void cursorChanged();

private:
    void panFurther(std::chrono::nanoseconds by);
    void noteOutside();
    [[nodiscard]] bool follows() const { return m_leader && !m_ownSpan; }
    struct Own
    {
        std::optional<std::chrono::seconds> span;
        std::chrono::nanoseconds pan{};
        bool operator==(const Own &) const = default;
    };
    void showOwn(const Own &own);
    // With the charts held or not, which is for all.
    void showOwnHeld(const Own &own, bool held, Timestamp end);
    // Does something to the view that can be undone.
    template <class F>
    void change(F f);

    TimeConductor &m_conductor;
    SharedTimeAxis *const m_leader = nullptr;
    std::optional<std::chrono::seconds> m_ownSpan;
    ViewHistory m_history;
    std::array<std::optional<Timestamp>, 2> m_measures;
    View m_last;          // as far as it is known to the history
    bool m_isOwn = false; // change of the conductor
    std::chrono::nanoseconds m_pan{0};
};

} // namespace desk
