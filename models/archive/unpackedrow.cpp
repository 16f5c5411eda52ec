// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/unpackedrow.h"

#include "models/archive/sessionrows_p.h"

namespace desk {

void UnpackedRow::setTimes(const BlockCodec::Times &times, const Shape &shape)
{
    m_shape = &shape;
    m_sequence.assign(times.sequence.begin(), times.sequence.end());
    m_generation = times.generation;
    m_last = std::ranges::max(m_sequence);
    m_values.resize(m_sequence.size() * shape.series.size());
    m_qualities.resize(m_values.size());
}

void UnpackedRow::setSeries(const BlockCodec::Samples &samples, std::size_t series)
{
    const std::size_t width = m_shape->series.size();
    for (std::size_t p = 0; p < samples.value.size(); ++p) {
        m_values[p * width + series] = samples.value[p];
        m_qualities[p * width + series] = samples.quality[p];
    }
    for (const SampleBatch::WideInteger &one : samples.wide)
        m_wide.push_back({one.sample, static_cast<std::uint32_t>(series), one.value});
}

bool UnpackedRow::read(const session::PointsRow &row, const Shape &shape, BlockCodec &codec)
{
    thread_local BlockCodec::Times times;
    thread_local BlockCodec::Samples samples;
    const auto part = partOf(row.directory, row.data, 0);
    if (!part || !unpackTimes(*part, row.count, codec, times))
        return false;
    setTimes(times, shape);
    for (std::size_t s = 0; s < shape.series.size(); ++s) {
        const auto column = partOf(row.directory, row.data, 1 + s);
        if (!column || !unpackSeries(*column, row.count, codec, samples))
            return false;
        setSeries(samples, s);
    }
    return true;
}

void UnpackedRow::take(const TailEntry &entry, const Shape &shape)
{
    setTimes(entry.times, shape);
    for (std::size_t s = 0; s < shape.series.size(); ++s)
        setSeries(entry.series[s], s);
}

} // namespace desk
