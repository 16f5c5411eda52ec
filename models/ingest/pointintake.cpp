// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/pointintake.h"

#include <algorithm>

namespace desk {

PointIntake::PointIntake(IngestServer &server, SeriesDictionary &dictionary, const TimeService &time,
                         EventLog &events, DataLinkStatistics &statistics, BatchSink sink, Density density)
    : m_server(server)
    , m_dictionary(dictionary)
    , m_time(time)
    , m_events(events)
    , m_statistics(statistics)
    , m_sink(std::move(sink))
    , m_density(density)
{
}

SampleBatch PointIntake::freshBatch(std::size_t bodyBytes) const
{
    SampleBatch batch;
    batch.reserve(static_cast<std::size_t>(double(bodyBytes) * m_density.points * 1.1) + 4,
                  static_cast<std::size_t>(double(bodyBytes) * m_density.samples * 1.1) + 16);
    batch.reception = m_time.now();
    return batch;
}

Result<void> PointIntake::take(SampleBatch &&batch, std::size_t bodyBytes, const IdempotentAnswer *answer)
{
    const std::size_t points = batch.points();
    const std::size_t samples = batch.samples();
    if (points == 0) {
        m_dictionary.rollback();
        return {};
    }
    const std::int64_t newest = *std::max_element(batch.generation.begin(), batch.generation.end());
    if (auto taken = m_sink(std::move(batch), answer); !taken)
        return taken;
    m_density = {double(points) / double(bodyBytes), double(samples) / double(bodyBytes)};
    m_server.clients().count(points, newest);
    count(points, samples, bodyBytes);
    return {};
}

void PointIntake::count(std::size_t points, std::size_t samples, std::size_t bytes)
{
    m_server.metrics().countPoints(points, samples, bytes);
    m_statistics.count(points, bytes, m_time.steadyNow());
    m_statistics.setState(DataLinkState::up);
}

void PointIntake::reject(const HttpRequest &request, const Error &error, std::size_t points)
{
    const bool cardinality = error.code == ErrorCode::cardinalityLimit;
    const bool storage = error.code == ErrorCode::storageUnavailable || error.code == ErrorCode::overloaded;
    m_statistics.countError();
    m_server.clients().reject(error, points);
    m_server.metrics().countRejected(cardinality ? "cardinality"
                                     : storage   ? "storage"
                                                 : "validation",
                                     points);
    m_events.report(m_time.now(), Severity::caution,
                    cardinality ? EventCode::cardinalityLimit : EventCode::refused,
                    std::string(request.remote), error.message);
}

void PointIntake::leaveOut(std::string_view reason, std::size_t samples)
{
    if (samples > 0)
        m_server.metrics().countRejected(reason, samples);
}

} // namespace desk
