// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/pointintake.h"

namespace desk {

PointIntake::PointIntake(IngestServer &server, SeriesDictionary &dictionary, const TimeService &time,
                         EventLog &events, DataLinkStatistics &statistics, BatchSink sink)
    : m_server(server)
    , m_dictionary(dictionary)
    , m_time(time)
    , m_events(events)
    , m_statistics(statistics)
    , m_sink(std::move(sink))
{
}

SampleBatch PointIntake::freshBatch(std::size_t bodyBytes) const
{
    SampleBatch batch;
    batch.reserve(static_cast<std::size_t>(double(bodyBytes) * m_pointsPerByte * 1.1) + 4,
                  static_cast<std::size_t>(double(bodyBytes) * m_samplesPerByte * 1.1) + 16);
    batch.reception = m_time.now();
    return batch;
}

Result<void> PointIntake::take(SampleBatch &&batch, std::size_t bodyBytes)
{
    const std::size_t points = batch.points();
    const std::size_t samples = batch.samples();
    if (points == 0) {
        m_dictionary.rollback();
        return {};
    }
    if (auto taken = m_sink(std::move(batch), nullptr); !taken)
        return taken;
    m_pointsPerByte = double(points) / double(bodyBytes);
    m_samplesPerByte = double(samples) / double(bodyBytes);
    m_server.metrics().countPoints(points, samples, bodyBytes);
    m_statistics.count(points, bodyBytes, m_time.steadyNow());
    m_statistics.setState(DataLinkState::up);
    return {};
}

void PointIntake::reject(const HttpRequest &request, const Error &error, std::size_t points)
{
    const bool cardinality = error.code == ErrorCode::cardinalityLimit;
    const bool storage = error.code == ErrorCode::storageUnavailable || error.code == ErrorCode::overloaded;
    m_statistics.countError();
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
