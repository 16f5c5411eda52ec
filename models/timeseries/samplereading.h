// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/timeseries/serieshistory.h"

#include <QTimer>

#include <functional>

namespace desk {

// Every sample of one series in a range of generation times, [start, end): those of the past out of
// recordings, piece by piece, then those in memory, ascending and none twice. Where nothing has to be read
// and memory has no more than one piece, it is done when start() returns; else the event loop runs between
// pieces. Deleting it ends it. GUI thread.
class SampleReading final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SampleReading)

public:
    static constexpr std::size_t mostAtOnce = 20'000; // samples out of memory

    // Asked anew each time; null = none in memory.
    using Memory = std::function<const TimeSeries *()>;
    using Taker = std::function<void(std::span<const Sample>)>;

    // history may be null: there is no past then. The taker is called with each piece.
    SampleReading(Memory memory, SeriesHistory *history, SeriesId series, TimeRange range, Taker taker,
                  QObject *parent = nullptr);

    void start();
    // Nothing is taken or said any more: to be called before it is deleted later.
    void abandon();
    [[nodiscard]] double progress() const; // 0…1, of the time
    [[nodiscard]] bool isFinished() const { return m_isFinished; }
    // A part of a recording could not be read: samples may be missing.
    [[nodiscard]] bool isDamaged() const { return m_isDamaged; }

Q_SIGNALS:
    void progressed();
    void finished();
    // The past was replaced by another (a replay leapt); what was taken is void. It does not go on.
    void lapsed();

private:
    void next();
    bool take(const SeriesHistory::Piece &piece);
    void deliver(std::int64_t end, std::vector<Sample> samples);
    void deliverMemory();
    [[nodiscard]] std::int64_t pastEnd() const;

    const Memory m_memory;
    SeriesHistory *const m_past;
    const SeriesId m_series;
    const std::int64_t m_begin;
    const std::int64_t m_end;
    const Taker m_taker;
    std::int64_t m_position = 0;
    std::int64_t m_asked = 0; // up to where the past was asked for
    QTimer m_later;
    bool m_isOver = false; // abandoned or lapsed
    bool m_isDamaged = false;
    bool m_isFinished = false;
};

} // namespace desk
