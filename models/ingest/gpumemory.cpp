// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/gpumemory.h"

#include <algorithm>

namespace desk {

const std::array<GpuMemory::LabelMetric, GpuMemory::labelCount> GpuMemory::labelMetrics{
    {{"gpu_id", &GpuLabels::gpuId},
     {"device", &GpuLabels::device},
     {"modelName", &GpuLabels::modelName},
     {"Hostname", &GpuLabels::hostname},
     {"container", &GpuLabels::container},
     {"pod", &GpuLabels::pod},
     {"namespace", &GpuLabels::nameSpace}}};

std::shared_ptr<const std::string> GpuMemory::shared(std::string_view metric)
{
    auto known = m_metrics.find(metric);
    if (known == m_metrics.end())
        known = m_metrics.emplace(std::string(metric), std::make_shared<const std::string>(metric)).first;
    return known->second;
}

void GpuMemory::addValue(Gpu &gpu, Value value)
{
    gpu.values.push_back(std::move(value));
    const std::size_t most = std::min(mostValuesOfGpu, std::max<std::size_t>(mostValues / m_gpus.size(), 1));
    while (gpu.values.size() > most)
        gpu.values.pop_front();
}

void GpuMemory::add(const GpuRow &row)
{
    Gpu &gpu = m_gpus[row.uuid];
    gpu.labels = row.labels;
    gpu.labels.raw.clear();
    auto &labels = gpu.lastLabels[row.metric];
    if (!labels || *labels != row.labels)
        labels = std::make_shared<const GpuLabels>(row.labels);
    addValue(gpu, {row.time, row.value, shared(row.metric), labels});
}

void GpuMemory::restore(const SampleBatch &batch, const SeriesDictionary &dictionary)
{
    for (std::size_t p = 0; p < batch.points(); ++p) {
        const EntityDefinition &entity = dictionary.definition(batch.entity[p]);
        const NodeDefinition &node = dictionary.definition(entity.node);
        if (node.type != NodeType::gpu || entity.dst != noNode)
            continue;
        std::optional<std::string> raw; // told in this point
        for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p]; ++i) {
            const SeriesDefinition &series = dictionary.definition(batch.series[i]);
            if (series.kind != ValueKind::text)
                continue;
            const auto label =
                std::find_if(labelMetrics.begin(), labelMetrics.end(),
                             [&](const LabelMetric &known) { return known.metric == series.metric; });
            const std::string_view text =
                dictionary.text(batch.series[i], static_cast<std::uint32_t>(batch.value[i]));
            if (label != labelMetrics.end())
                m_gpus[node.name].labels.*label->label = text;
            else if (std::find(rawMetrics.begin(), rawMetrics.end(), series.metric) != rawMetrics.end())
                raw = raw.value_or(std::string()).append(text); // its parts stand in their order
        }
        const auto gpu = m_gpus.find(node.name); // labels make it one of the collector's
        for (std::uint32_t i = batch.pointBegin(p); i < batch.pointEnd[p] && gpu != m_gpus.end(); ++i) {
            const SeriesDefinition &series = dictionary.definition(batch.series[i]);
            if (series.kind == ValueKind::text)
                continue;
            auto &last = gpu->second.lastLabels[series.metric];
            GpuLabels now = gpu->second.labels;
            now.raw = raw ? *raw : last ? last->raw : std::string();
            if (!last || *last != now)
                last = std::make_shared<const GpuLabels>(std::move(now));
            addValue(gpu->second,
                     {fromNanoseconds(batch.generation[p]), batch.value[i], shared(series.metric), last});
        }
    }
}

std::string_view GpuMemory::lastRaw(std::string_view uuid, std::string_view metric) const
{
    const Gpu *gpu = find(uuid);
    if (!gpu)
        return {};
    const auto last = gpu->lastLabels.find(metric);
    return last == gpu->lastLabels.end() ? std::string_view{} : std::string_view(last->second->raw);
}

const GpuMemory::Gpu *GpuMemory::find(std::string_view uuid) const
{
    const auto at = m_gpus.find(uuid);
    return at == m_gpus.end() ? nullptr : &at->second;
}

std::vector<GpuMemory::Value> GpuMemory::values(std::string_view uuid, std::optional<Timestamp> start,
                                                std::optional<Timestamp> end, std::size_t limit) const
{
    std::vector<Value> chosen;
    const Gpu *gpu = find(uuid);
    if (!gpu)
        return chosen;
    for (auto value = gpu->values.rbegin(); value != gpu->values.rend(); ++value) {
        if ((!start || value->time >= *start) && (!end || value->time < *end))
            chosen.push_back(*value);
    }
    // Rows may come out of order; of equal times the one that came last is first.
    std::stable_sort(chosen.begin(), chosen.end(),
                     [](const Value &a, const Value &b) { return a.time > b.time; });
    if (chosen.size() > limit)
        chosen.resize(limit);
    return chosen;
}

std::map<std::string, std::size_t> GpuMemory::countBy(std::string GpuLabels::*label) const
{
    std::map<std::string, std::size_t> counts;
    for (const auto &[uuid, gpu] : m_gpus) {
        if (!(gpu.labels.*label).empty())
            ++counts[gpu.labels.*label];
    }
    return counts;
}

} // namespace desk
