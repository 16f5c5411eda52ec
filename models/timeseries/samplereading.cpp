// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/samplereading.h"

#include <algorithm>

namespace desk {

SampleReading::SampleReading(Memory memory, SeriesHistory *history, SeriesId series, TimeRange range,
                             Taker taker, QObject *parent)
    : QObject(parent)
    , m_memory(std::move(memory))
    , m_past(history)
    , m_series(series)
    , m_begin(nanoseconds(range.start))
    , m_end(std::max(nanoseconds(range.end), m_begin))
    , m_taker(std::move(taker))
    , m_position(m_begin)
{
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &SampleReading::next);
    if (m_past)
        connect(m_past, &SeriesHistory::restarted, this, [this] {
            if (m_isFinished || m_isOver)
                return;
            abandon();
            Q_EMIT lapsed();
        });
}

void SampleReading::start()
{
    next();
}

void SampleReading::abandon()
{
    m_isOver = true;
    m_later.stop();
}

double SampleReading::progress() const
{
    return m_isFinished || m_end <= m_begin ? 1 : double(m_position - m_begin) / double(m_end - m_begin);
}

// Memory lets its oldest go meanwhile; they are in a recording by then.
std::int64_t SampleReading::pastEnd() const
{
    const TimeSeries *series = m_memory();
    return m_past ? std::min(m_end, series ? series->completeFrom() : m_end) : m_begin;
}

void SampleReading::next()
{
    if (const std::int64_t end = pastEnd(); m_position < end) {
        m_asked = end;
        m_past->read(this, m_series, m_position, end,
                     [this](const SeriesHistory::Piece &piece) { return take(piece); });
        return;
    }
    deliverMemory();
    if (m_position < m_end) {
        m_later.start();
        Q_EMIT progressed();
        return;
    }
    m_isFinished = true;
    Q_EMIT finished();
}

// Whoever was asked goes on no farther than he was asked; memory may have let go of more meanwhile.
bool SampleReading::take(const SeriesHistory::Piece &piece)
{
    if (m_isOver)
        return false;
    m_isDamaged |= piece.isDamaged;
    deliver(piece.end, piece.samples);
    if (m_position >= m_asked) {
        next();
        return false;
    }
    Q_EMIT progressed();
    return !m_isOver;
}

// In pieces: of one series there may be millions, and the window has to go on.
void SampleReading::deliverMemory()
{
    const TimeSeries *series = m_position < m_end ? m_memory() : nullptr;
    if (!series) {
        m_position = m_end;
        return;
    }
    std::vector<Sample> samples;
    series->samples({fromNanoseconds(m_position), fromNanoseconds(m_end)}, samples, mostAtOnce);
    m_position = samples.size() < mostAtOnce ? m_end : nanoseconds(samples.back().generation) + 1;
    if (!samples.empty())
        m_taker(samples);
}

// With those in memory up to there: late ones lie among those of the past, of equal times they are newer.
void SampleReading::deliver(std::int64_t end, std::vector<Sample> samples)
{
    if (const TimeSeries *series = m_memory()) {
        const auto middle = static_cast<std::ptrdiff_t>(samples.size());
        series->samples({fromNanoseconds(m_position), fromNanoseconds(end)}, samples);
        const auto earlier = [](const Sample &a, const Sample &b) { return a.generation < b.generation; };
        const auto same = [](const Sample &a, const Sample &b) { return a.generation == b.generation; };
        std::inplace_merge(samples.begin(), samples.begin() + middle, samples.end(), earlier);
        const auto kept = std::unique(samples.rbegin(), samples.rend(), same);
        samples.erase(samples.begin(), kept.base());
    }
    m_position = end;
    if (!samples.empty())
        m_taker(samples);
}

} // namespace desk
