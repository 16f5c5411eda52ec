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

    // Every sample of [begin, end) by time, the last of equal times.
    struct Piece
    {
        std::int64_t begin = 0;
        std::int64_t end = 0;
        std::vector<Sample> samples;
        bool isDamaged = false; // a recording could not be read or not in full: some may be missing
    };
    // Returns whether it wants the next one.
    using PieceReceiver = std::function<bool(const Piece &)>;
    struct RecordedSample
    {
        Sample sample;
        std::optional<Timestamp> reception; // as far as it is known
        bool operator==(const RecordedSample &) const = default;
    };
    using SampleReceiver = std::function<void(const std::optional<RecordedSample> &)>;

    using QObject::QObject;

    // The receiver is called unless the asker goes before. A new question of the same asker about the same
    // series takes the place of one that was not answered yet.
    virtual void ask(const QObject *asker, SeriesId series, const HistorySpan &span, Receiver receiver) = 0;
    // All samples of [begin, end), in pieces of bounded size one after the other, none left out; the next is
    // read once the receiver has taken the one before. Others are answered in between.
    virtual void read(const QObject *asker, SeriesId series, std::int64_t begin, std::int64_t end,
                      PieceReceiver receiver) = 0;
    // The sample nearest to a time, no farther than so many ns; nothing: there is none.
    virtual void askNearest(const QObject *asker, SeriesId series, std::int64_t time, std::int64_t within,
                            SampleReceiver receiver) = 0;
    // What was the past is not any more (a replay leapt): questions that wait are dropped, and answers of an
    // epoch before this one are not to be used.
    void restart()
    {
        ++m_epoch;
        dropQuestions();
        Q_EMIT restarted();
    }
    [[nodiscard]] std::uint64_t epoch() const { return m_epoch; }

Q_SIGNALS:
    void restarted();

protected:
    virtual void dropQuestions() = 0;

private:
    std::uint64_t m_epoch = 0;
};

} // namespace desk
