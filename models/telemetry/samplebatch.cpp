// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telemetry/samplebatch.h"

namespace desk {

void SampleBatch::append(const SampleBatch &other)
{
    const auto samplesBefore = static_cast<std::uint32_t>(samples());
    const auto add = [](auto &column, const auto &more) {
        column.insert(column.end(), more.begin(), more.end());
    };
    add(entity, other.entity);
    add(generation, other.generation);
    for (const std::uint32_t end : other.pointEnd)
        pointEnd.push_back(samplesBefore + end);
    add(series, other.series);
    add(value, other.value);
    add(quality, other.quality);
    add(monitoring, other.monitoring);
    for (const WideInteger &integer : other.wide)
        wide.push_back({samplesBefore + integer.sample, integer.value});
}

void SampleBatch::dropOpenPoint()
{
    const std::size_t keep = pointEnd.empty() ? 0 : pointEnd.back();
    series.resize(keep);
    value.resize(keep);
    quality.resize(keep);
    while (!wide.empty() && wide.back().sample >= keep)
        wide.pop_back();
}

void SampleBatch::clear()
{
    entity.clear();
    generation.clear();
    pointEnd.clear();
    series.clear();
    value.clear();
    quality.clear();
    monitoring.clear();
    wide.clear();
    firstSequence = 0;
}

void SampleBatch::reserve(std::size_t pointCount, std::size_t sampleCount)
{
    entity.reserve(pointCount);
    generation.reserve(pointCount);
    pointEnd.reserve(pointCount);
    series.reserve(sampleCount);
    value.reserve(sampleCount);
    quality.reserve(sampleCount);
    monitoring.reserve(sampleCount);
}

} // namespace desk
