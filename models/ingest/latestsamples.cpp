// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/latestsamples.h"

#include <algorithm>

namespace desk {

void LatestSamples::take(const SampleBatch &batch, const SeriesFilter &filter, std::uint64_t from,
                         std::uint64_t to)
{
    if (m_samples.size() < filter.wanted().size())
        m_samples.resize(filter.wanted().size());
    for (std::size_t p = 0; p < batch.points(); ++p) {
        const std::uint64_t sequence = batch.firstSequence + p;
        if (sequence < from || sequence >= to)
            continue;
        for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
            const SeriesId series = batch.series[i];
            if (!filter.wants(series))
                continue;
            Sample &sample = m_samples[index(series)];
            if (!sample.changed)
                m_changed.push_back(series);
            sample = {sequence, batch.generation[p], batch.value[i], 0, batch.quality[i], false, true};
        }
    }
    for (const SampleBatch::WideInteger &wide : batch.wide) {
        const SeriesId series = batch.series[wide.sample];
        if (!filter.wants(series) || m_samples[index(series)].value != batch.value[wide.sample])
            continue;
        m_samples[index(series)].wide = wide.value;
        m_samples[index(series)].isWide = true;
    }
}

std::vector<StreamFrame> LatestSamples::frames(FrameEncoder &encoder, std::vector<SeriesId> &series,
                                               std::size_t fullAt) const
{
    std::sort(series.begin(), series.end(), [this](SeriesId a, SeriesId b) {
        return m_samples[index(a)].sequence < m_samples[index(b)].sequence;
    });
    std::vector<StreamFrame> all;
    FrameBuilder frame;
    std::uint64_t last = 0;
    for (const SeriesId id : series) {
        const Sample &sample = m_samples[index(id)];
        if (frame.size() >= fullAt && sample.sequence != last)
            all.push_back(frame.take());
        last = sample.sequence;
        frame.add(encoder, sample.sequence, sample.generation, id, sample.value, sample.quality,
                  sample.isWide ? &sample.wide : nullptr);
    }
    if (!frame.empty())
        all.push_back(frame.take());
    return all;
}

std::vector<StreamFrame> LatestSamples::takeChanged(FrameEncoder &encoder, std::size_t fullAt)
{
    for (const SeriesId id : m_changed)
        m_samples[index(id)].changed = false;
    auto all = frames(encoder, m_changed, fullAt);
    m_changed.clear();
    return all;
}

std::vector<StreamFrame> LatestSamples::since(FrameEncoder &encoder, std::uint64_t from,
                                              std::size_t fullAt) const
{
    std::vector<SeriesId> series;
    for (std::size_t i = 0; i < m_samples.size(); ++i) {
        if (m_samples[i].sequence >= from && m_samples[i].sequence != 0)
            series.push_back(SeriesId{static_cast<std::uint32_t>(i)});
    }
    return frames(encoder, series, fullAt);
}

} // namespace desk
