// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/ids.h"
#include "models/timeseries/timeseries.h"

#include <QObject>

#include <functional>

namespace desk {

// Pixel columns of equal width: what a picture of the past is asked by. Times are generation times, ns.
struct HistorySpan
{
    std::int64_t begin = 0;
    std::int64_t perColumn = 1;
    int columns = 0;

    [[nodiscard]] std::int64_t end() const { return begin + perColumn * columns; }
    [[nodiscard]] bool covers(std::int64_t from, std::int64_t to) const
    {
        return begin <= from && to <= end();
    }
    bool operator==(const HistorySpan &) const = default;
};

// What a series did before the samples that are in memory, out of recordings. Answers come later, so that no
// frame waits for a disk. GUI thread.
class SeriesHistory : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SeriesHistory)

public:
    struct Answer
    {
        HistorySpan span;
        std::vector<EnvelopeColumn> columns; // ascending, none that is empty; extremes are never lost
        std::vector<Sample> samples;         // all of them by time, where they are no more than mostSamples
        bool isExact = false;                // they are
    };
    static constexpr std::size_t mostSamples = 20'000;
    using Receiver = std::function<void(const Answer &)>;

    using QObject::QObject;

    // The receiver is called unless the asker goes before. A new question of the same asker about the same
    // series takes the place of one that was not answered yet.
    virtual void ask(const QObject *asker, SeriesId series, const HistorySpan &span, Receiver receiver) = 0;
    // What was the past is not any more (a replay leapt): questions that wait are dropped, and answers of an
    // epoch before this one are not to be used.
    void restart()
    {
        ++m_epoch;
        dropQuestions();
    }
    [[nodiscard]] std::uint64_t epoch() const { return m_epoch; }

protected:
    virtual void dropQuestions() = 0;

private:
    std::uint64_t m_epoch = 0;
};

} // namespace desk
