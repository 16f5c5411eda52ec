// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/samplereading.h"
#include "models/timeseries/spanstatistics.h"
#include "widgets/charts/chartcontent.h"

#include <QTimer>

#include <memory>

namespace desk {

// Figures of each series of a chart between its two measuring cursors: of all samples there, those of the
// past read from recordings, never of an envelope. They are taken anew when samples of the span came or when
// a replay leapt, not because later ones did. Works only while it is wanted. The content and the time axis
// must outlive it. GUI thread.
class Measurement final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Measurement)

public:
    struct Row
    {
        SeriesId id = noSeries;
        SpanStatistics::Figures figures;
        bool isReading = false;
        bool isDamaged = false; // a recording could not be read in full
        double progress = 0;
    };

    Measurement(const ChartContent &content, SharedTimeAxis &time, QObject *parent = nullptr);
    ~Measurement() override;

    void setWanted(bool wanted);
    void start(); // anew: series or cursors are others
    // In the order of the chart's series; empty while a cursor is missing.
    [[nodiscard]] const std::vector<Row> &rows() const { return m_rows; }
    // Both ends belong to it.
    [[nodiscard]] std::optional<TimeRange> span() const;
    [[nodiscard]] const ChartContent &content() const { return m_content; }

Q_SIGNALS:
    void changed();

private:
    struct Work;
    void measure(std::size_t row, const TimeRange &span);
    void note(const FeedUpdate &update);
    void again();
    void show(std::size_t row);
    [[nodiscard]] bool mayGrow(std::size_t row, const TimeRange &span) const;

    const ChartContent &m_content;
    SharedTimeAxis &m_time;
    std::vector<Row> m_rows;
    std::vector<std::unique_ptr<Work>> m_work; // one for each row
    QTimer m_soon;                             // a cursor that is dragged
    QTimer m_again;                            // samples came that belong to the span
    bool m_isWanted = false;
};

} // namespace desk
