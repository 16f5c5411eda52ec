// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/analysis/analysisreader.h"

#include <algorithm>

namespace desk {

AnalysisReader::AnalysisReader(const ParameterFeed &feed, QObject *parent)
    : QObject(parent)
    , m_feed(feed)
{
}

AnalysisReader::~AnalysisReader() = default;

void AnalysisReader::abandon()
{
    if (!m_reading)
        return;
    m_reading->disconnect(this);
    m_reading->abandon();
    m_reading.release()->deleteLater(); // it may be within its signal
    m_taken[m_at] = {};                 // not all of it is there
}

void AnalysisReader::cancel()
{
    abandon();
    m_taken.clear();
    m_isReading = false;
}

void AnalysisReader::read(const std::vector<SeriesId> &series, TimeRange range)
{
    abandon();
    const std::uint64_t epoch = m_feed.history() ? m_feed.history()->epoch() : 0;
    if (epoch != m_epoch)
        m_taken.clear(); // of another past
    m_epoch = epoch;
    std::vector<Taken> wanted;
    for (const SeriesId id : series) {
        const auto before = std::ranges::find(m_taken, id, &Taken::id);
        wanted.push_back(before == m_taken.end() ? Taken{} : std::move(*before));
        wanted.back().id = id;
    }
    m_taken = std::move(wanted);
    m_range = range;
    m_at = 0;
    m_isReading = true;
    next();
}

double AnalysisReader::progress() const
{
    if (!m_isReading || m_taken.empty())
        return 1;
    return (double(m_at) + (m_reading ? m_reading->progress() : 0)) / double(m_taken.size());
}

void AnalysisReader::next()
{
    if (m_at < m_taken.size())
        return begin(m_taken[m_at]);
    m_isReading = false;
    Q_EMIT finished();
}

void AnalysisReader::begin(Taken &taken)
{
    const auto byTime = [](const Sample &sample, Timestamp t) { return sample.generation < t; };
    TimeRange missing = m_range;
    if (taken.omitted == 0 && taken.range.start <= m_range.start && m_range.start < taken.range.end &&
        taken.range.end <= m_range.end) {
        missing.start = std::max(m_range.start, taken.range.end - lateBy);
        auto &samples = taken.samples;
        samples.erase(std::lower_bound(samples.begin(), samples.end(), missing.start, byTime), samples.end());
        samples.erase(samples.begin(),
                      std::lower_bound(samples.begin(), samples.end(), m_range.start, byTime));
    } else {
        const SeriesId id = taken.id;
        taken = {};
        taken.id = id;
    }
    taken.range = m_range;
    const ParameterFeed &feed = m_feed;
    m_reading = std::make_unique<SampleReading>(
        [&feed, id = taken.id] { return feed.store().series(id); }, feed.history(), taken.id, missing,
        [this](std::span<const Sample> samples) { take(m_taken[m_at], samples); });
    connect(m_reading.get(), &SampleReading::progressed, this, &AnalysisReader::progressed);
    connect(m_reading.get(), &SampleReading::lapsed, this, [this] { // a replay leapt
        cancel();
        Q_EMIT finished();
    });
    connect(m_reading.get(), &SampleReading::finished, this, [this] {
        m_taken[m_at].isDamaged |= m_reading->isDamaged();
        keepNewest(m_taken[m_at]);
        m_reading.release()->deleteLater();
        ++m_at;
        next();
    });
    m_reading->start();
}

// Now and then, so that many pieces do not move what is kept each time.
void AnalysisReader::take(Taken &taken, std::span<const Sample> samples)
{
    auto &kept = taken.samples;
    kept.insert(kept.end(), samples.begin(), samples.end());
    if (kept.size() > mostSamples + mostSamples / 4)
        keepNewest(taken);
}

void AnalysisReader::keepNewest(Taken &taken)
{
    auto &kept = taken.samples;
    if (kept.size() <= mostSamples)
        return;
    const std::size_t more = kept.size() - mostSamples;
    kept.erase(kept.begin(), kept.begin() + std::ptrdiff_t(more));
    taken.omitted += more;
}

} // namespace desk
