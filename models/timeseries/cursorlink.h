// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/timeconductor.h"

namespace desk {

// Joins the cursors of two time bases: the mark in one stands in the other at the same generation time, or at
// that time moved by an offset, so that a moment of the one lies over a moment of the other. GUI thread.
class CursorLink final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CursorLink)

public:
    enum class Mode : std::uint8_t { off, sameTime, aligned };

    // Both must outlive the link.
    CursorLink(TimeConductor &first, TimeConductor &second, QObject *parent = nullptr);
    ~CursorLink() override; // leaves no mark behind that it put

    void setMode(Mode mode);
    // Lays t0 of the first over t0 of the second; mode aligned then.
    void align(Timestamp first, Timestamp second);

    [[nodiscard]] Mode mode() const { return m_mode; }
    // What is added to a time of the second to get that of the first.
    [[nodiscard]] std::chrono::nanoseconds offset() const { return m_offset; }

Q_SIGNALS:
    void modeChanged();

private:
    void carry(const TimeConductor &from, TimeConductor &to, std::chrono::nanoseconds by);

    TimeConductor &m_first;
    TimeConductor &m_second;
    Mode m_mode = Mode::sameTime;
    std::chrono::nanoseconds m_offset{0};
    bool m_carrying = false;
};

} // namespace desk
