// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/gpurow.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

#include <deque>
#include <map>
#include <memory>
#include <optional>

namespace desk {

// The GPUs that the collector saw: of each what it is and its last 1,000 values, fewer where there are more
// than 1,000 GPUs (a million values in all, 40 bytes each). Answers the stored-GPU routes until recordings
// exist. A restart fills it from the journal: what a GPU is stands there as texts of its node (see
// labelMetrics), and so do the exporter's own labels of a metric (see rawMetrics). Ingest thread.
class GpuMemory
{
public:
    static constexpr std::size_t mostValues = 1'000'000;
    static constexpr std::size_t mostValuesOfGpu = 1'000;

    struct Value
    {
        Timestamp time{};
        double value = 0;
        std::shared_ptr<const std::string> metric;
        std::shared_ptr<const GpuLabels> labels;
    };
    struct Gpu
    {
        GpuLabels labels; // newest, without raw
        std::deque<Value> values;
        // By metric, shared by the values that have them.
        std::map<std::string, std::shared_ptr<const GpuLabels>, std::less<>> lastLabels;
    };

    // The names under which a GPU's labels are texts of its node, and where each is kept.
    struct LabelMetric
    {
        std::string_view metric;
        std::string GpuLabels::*label;
    };
    static constexpr std::size_t labelCount = 7;
    static const std::array<LabelMetric, labelCount> labelMetrics;
    // The exporter's own labels are cut to texts of these names, in this order; they are in the point of the
    // metric they belong to. Longer ones are not kept.
    static constexpr std::size_t rawPart = 1000; // bytes
    static constexpr std::array<std::string_view, 4> rawMetrics{"labels_raw", "labels_raw.2", "labels_raw.3",
                                                                "labels_raw.4"};
    // The exporter's own labels as they came last with this metric; empty when they never did.
    [[nodiscard]] std::string_view lastRaw(std::string_view uuid, std::string_view metric) const;

    void add(const GpuRow &row);
    // A batch found in the journal, in order.
    void restore(const SampleBatch &batch, const SeriesDictionary &dictionary);
    // Null when no row came from it.
    [[nodiscard]] const Gpu *find(std::string_view uuid) const;
    [[nodiscard]] const std::map<std::string, Gpu, std::less<>> &gpus() const { return m_gpus; }
    // Newest first, start <= time < end, at most limit.
    [[nodiscard]] std::vector<Value> values(std::string_view uuid, std::optional<Timestamp> start,
                                            std::optional<Timestamp> end, std::size_t limit) const;
    // How many GPUs carry each value of a label; those without one are left out.
    [[nodiscard]] std::map<std::string, std::size_t> countBy(std::string GpuLabels::*label) const;

private:
    std::shared_ptr<const std::string> shared(std::string_view metric);
    void addValue(Gpu &gpu, Value value);

    std::map<std::string, Gpu, std::less<>> m_gpus;
    std::map<std::string, std::shared_ptr<const std::string>, std::less<>> m_metrics;
};

} // namespace desk
