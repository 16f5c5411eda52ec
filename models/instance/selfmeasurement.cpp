// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/selfmeasurement.h"

#include "models/ingest/processfigures.h"

#include <algorithm>
#include <array>

namespace desk {
namespace {

constexpr std::string_view ownNode = "desk";

double milliseconds(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

} // namespace

SelfMeasurement::SelfMeasurement(SeriesDictionary &dictionary, ServerMetrics &metrics, SteadyTime start)
    : m_dictionary(dictionary)
    , m_metrics(metrics)
    , m_before{start, metrics.totals(), 0, ProcessFigures::now().cpuSeconds}
{
}

Result<SampleBatch> SelfMeasurement::measure(Timestamp now, SteadyTime steady, const Outside &outside)
{
    const ProcessFigures process = ProcessFigures::now();
    const ServerMetrics::Totals &totals = m_metrics.totals();
    const double seconds = std::max(1e-3, std::chrono::duration<double>(steady - m_before.at).count());
    const auto rate = [&](std::uint64_t after, std::uint64_t before) {
        return double(after - before) / seconds;
    };
    const std::uint64_t answers = totals.acknowledgements - m_before.totals.acknowledgements;
    const auto waited = totals.acknowledging - m_before.totals.acknowledging;
    const std::array<std::pair<std::string_view, double>, 12> figures{{
        {"points_per_second", rate(totals.points, m_before.totals.points)},
        {"samples_per_second", rate(totals.samples, m_before.totals.samples)},
        {"requests_per_second", rate(totals.requests, m_before.totals.requests)},
        {"rejected_per_second", rate(totals.rejected, m_before.totals.rejected)},
        {"dropped_samples_per_second", rate(outside.droppedSamples, m_before.droppedSamples)},
        {"acknowledgement_mean_ms", answers == 0 ? 0 : milliseconds(waited) / double(answers)},
        {"acknowledgement_max_ms", milliseconds(m_metrics.takeLongestAcknowledgement())},
        {"connections", double(outside.connections)},
        {"journal_bytes", double(outside.journalBytes)},
        {"memory_bytes", double(process.residentBytes)},
        {"cpu_percent", 100 * (process.cpuSeconds - m_before.cpuSeconds) / seconds},
        {"open_files", double(process.openDescriptors)},
    }};
    m_before = {steady, totals, outside.droppedSamples, process.cpuSeconds};

    const auto node = m_dictionary.node(ownNode, NodeType::device);
    const auto entity = node ? m_dictionary.entity(*node) : Result<EntityId>(tl::unexpected(node.error()));
    if (!entity) {
        m_dictionary.rollback();
        return tl::unexpected(entity.error());
    }
    SampleBatch batch;
    batch.reception = now;
    std::uint32_t hint = 0;
    for (const auto &[metric, value] : figures) {
        const auto series = m_dictionary.series(*entity, metric, hint);
        if (!series) {
            m_dictionary.rollback();
            return tl::unexpected(series.error());
        }
        batch.addSample(*series, value, Quality::good);
    }
    batch.endPoint(*entity, nanoseconds(now));
    return batch;
}

} // namespace desk
