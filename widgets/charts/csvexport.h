// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/samplereading.h"
#include "widgets/charts/chartcontent.h"
#include "widgets/charts/chartcsv.h"

#include <memory>

class QIODevice;

namespace desk {

// Writes every sample that a chart showed when it began as CSV (see chartcsv.h), also those of the past,
// which it reads from recordings piece by piece. Without a past a short one is done when start() returns; of
// a longer one the event loop runs between pieces. Deleting it cancels it. The content must outlive it. GUI
// thread.
class CsvExport final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CsvExport)

public:
    enum class Outcome : std::uint8_t {
        written,
        damaged, // written, but a recording could not be read in full
        changed, // series went or a replay leapt meanwhile
        failed,  // of the device
    };

    // The device must be open for writing and outlive it.
    CsvExport(const ChartContent &content, QIODevice &out, QObject *parent = nullptr);
    ~CsvExport() override;

    void start();
    [[nodiscard]] bool isFinished() const { return m_outcome.has_value(); }
    [[nodiscard]] std::optional<Outcome> outcome() const { return m_outcome; }
    [[nodiscard]] double progress() const; // 0…1

Q_SIGNALS:
    void progressed();
    void finished();

private:
    void next();
    void finish(Outcome outcome);

    const ChartContent &m_content;
    const TimeRange m_range; // the chart may move on meanwhile
    ChartCsvWriter m_writer;
    std::vector<SeriesId> m_series;
    std::size_t m_at = 0; // in them
    std::size_t m_rowsAtOnce = 0;
    std::unique_ptr<SampleReading> m_reading;
    bool m_isDamaged = false;
    bool m_hasFailed = false;
    std::optional<Outcome> m_outcome;
};

} // namespace desk
