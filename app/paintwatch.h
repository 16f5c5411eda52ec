// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/latencyhistogram.h"
#include "models/telemetry/ids.h"
#include "models/telemetry/timeservice.h"

#include <QElapsedTimer>
#include <QObject>

#include <array>
#include <vector>

namespace desk {

class ChartView;

// Counts the frames that are painted, and how old a sample is when a chart shows it first: generation time to
// the end of the frame, the newest sample of each curve; not in the first seconds with new samples, in which
// a load that begins makes its series known. It sees every event of the program, so it is made
// only when somebody asks. GUI thread.
class PaintWatch final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaintWatch)

public:
    explicit PaintWatch(const TimeService &time, QObject *parent = nullptr);

    // The median of the seconds in which charts showed new samples; 0 = there was none.
    [[nodiscard]] int framesPerSecond() const;
    [[nodiscard]] const LatencyHistogram &delays() const { return m_delays; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    static constexpr std::chrono::milliseconds settlingTime{6000};

    void look(const ChartView &chart);
    void endFrame();

    const TimeService &m_time;
    LatencyHistogram m_delays;
    std::vector<std::int64_t> m_shown;   // by SeriesId: generation time of the newest sample that was painted
    std::vector<std::int64_t> m_painted; // in this frame, for the first time
    QElapsedTimer m_settling;            // since the first sample
    QElapsedTimer m_clock;
    qint64 m_second = 0; // since the start
    std::size_t m_framesOfSecond = 0;
    bool m_showedNew = false;             // in this second
    std::array<quint32, 256> m_seconds{}; // with new samples, by how many frames they had
    bool m_inFrame = false;
};

} // namespace desk
