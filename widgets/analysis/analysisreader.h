// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/processing/parameterfeed.h"
#include "models/timeseries/samplereading.h"

#include <memory>

namespace desk {

// All samples of some series in a range of generation times, out of memory and of recordings, as charts show
// them. What is there already is not read again: a range that moved on costs its new end only, and the last
// lateBy before it, for samples that came late. Of a series with more than mostSamples the newest ones are
// kept. GUI thread.
class AnalysisReader final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AnalysisReader)

public:
    static constexpr std::size_t mostSamples = 1'000'000; // of one series
    static constexpr std::chrono::seconds lateBy{15};

    struct Taken
    {
        SeriesId id = noSeries;
        TimeRange range;             // asked for
        std::vector<Sample> samples; // ascending
        std::size_t omitted = 0;     // the oldest, beyond mostSamples
        bool isDamaged = false;      // a recording could not be read in full: some may be missing
    };

    explicit AnalysisReader(const ParameterFeed &feed, QObject *parent = nullptr);
    ~AnalysisReader() override;

    // In place of what was being read. finished() may come before it returns; nothing is taken then where a
    // replay leapt meanwhile.
    void read(const std::vector<SeriesId> &series, TimeRange range);
    void cancel(); // forgets what was read, too
    [[nodiscard]] bool isReading() const { return m_isReading; }
    [[nodiscard]] double progress() const; // 0…1
    [[nodiscard]] const std::vector<Taken> &taken() const { return m_taken; }

Q_SIGNALS:
    void progressed();
    void finished();

private:
    void next();
    void begin(Taken &taken);
    static void take(Taken &taken, std::span<const Sample> samples);
    static void keepNewest(Taken &taken);
    void abandon();

    const ParameterFeed &m_feed;
    TimeRange m_range;
    std::vector<Taken> m_taken;
    std::size_t m_at = 0;
    std::uint64_t m_epoch = 0; // of the history
    std::unique_ptr<SampleReading> m_reading;
    bool m_isReading = false;
};

} // namespace desk
