// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <array>

namespace desk {

// Measures how fluid the window is: a timer that should fire every 16 ms on the GUI thread; how late it fires
// is how long the thread was busy. Counts from start(). GUI thread; a histogram, so memory does not grow.
class FrameWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FrameWatch)

public:
    struct Figures
    {
        quint64 count = 0;
        double p50Ms = 0;
        double p99Ms = 0;
        double longestStallMs = 0; // time the GUI thread did not answer, beyond the interval
    };

    explicit FrameWatch(QObject *parent = nullptr);
    void start();
    [[nodiscard]] bool isRunning() const { return m_timer.isActive(); }
    [[nodiscard]] Figures figures() const;

Q_SIGNALS:
    void beaten(); // the thread answers

private:
    void beat();

    static constexpr int intervalMs = 16;
    static constexpr double bucketMs = 0.25;
    QTimer m_timer;
    QElapsedTimer m_clock;
    std::array<quint32, 8192> m_histogram{}; // of the busy time, in buckets of bucketMs
    quint64 m_count = 0;
    double m_longestMs = 0;
};

} // namespace desk
