// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/ownmeasurementservice.h"

#include "models/telemetry/names.h"

#include <algorithm>

namespace desk {
namespace {

constexpr std::chrono::milliseconds leastInterval{500};

} // namespace

OwnMeasurementService::OwnMeasurementService(IngestServer &server, SeriesDictionary &dictionary,
                                             EventLog &events, const TimeService &time, Accept accept)
    : m_server(server)
    , m_dictionary(dictionary)
    , m_events(events)
    , m_time(time)
    , m_accept(std::move(accept))
{
}

Result<void> OwnMeasurementService::put(OwnPoint point)
{
    if (!isNodeName(point.node))
        return failure(ErrorCode::invalidArgument, "\"" + point.node + "\" cannot be the name of a node");
    const auto isMetric = [](const OwnPoint::Figure &figure) { return isMetricName(figure.metric); };
    if (point.figures.empty() || !std::ranges::all_of(point.figures, isMetric))
        return failure(ErrorCode::invalidArgument, "a point needs figures whose names are those of metrics");
    m_server.post([this, point = std::move(point)] { take(point); });
    return {};
}

// Lost when the storage fails, like any other point then; its alarm stands already.
void OwnMeasurementService::take(const OwnPoint &point)
{
    const SteadyTime now = m_time.steadyNow();
    const auto last = m_last.find(point.node);
    if (last != m_last.end() && now - last->second < leastInterval)
        return;
    m_last[point.node] = now;
    auto batch = batchOf(point);
    if (batch) {
        static_cast<void>(m_accept(*std::move(batch)));
        return;
    }
    m_dictionary.rollback();
    m_events.report(m_time.now(), Severity::caution, EventCode::cardinalityLimit, point.node,
                    batch.error().message);
}

Result<SampleBatch> OwnMeasurementService::batchOf(const OwnPoint &point)
{
    const auto node = m_dictionary.node(point.node, NodeType::device);
    if (!node)
        return tl::unexpected(node.error());
    const auto entity = m_dictionary.entity(*node);
    if (!entity)
        return tl::unexpected(entity.error());
    SampleBatch batch;
    batch.reception = m_time.now();
    std::uint32_t hint = 0;
    for (const OwnPoint::Figure &figure : point.figures) {
        const auto series = m_dictionary.series(*entity, figure.metric, hint);
        if (!series)
            return tl::unexpected(series.error());
        batch.addSample(*series, figure.value, figure.quality);
    }
    batch.endPoint(*entity, nanoseconds(point.time));
    return batch;
}

} // namespace desk
