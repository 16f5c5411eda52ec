// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/remotewritedecoder.h"

#include "models/ingest/protobufreader_p.h"

#include <bit>

namespace desk {
namespace {

constexpr std::uint64_t staleMarker = 0x7FF0000000000002ULL; // of Prometheus: the series ended
constexpr std::int64_t maxMilliseconds = INT64_MAX / 1'000'000;

// Field numbers of prometheus/prompb/remote.proto and types.proto.
enum : ProtobufReader::Tag { timeSeries = 1 };
enum : ProtobufReader::Tag { labelName = 1, labelValue = 2 };
enum : ProtobufReader::Tag { seriesLabels = 1, seriesSamples = 2, seriesHistograms = 4 };
enum : ProtobufReader::Tag { sampleValue = 1, sampleTime = 2 };

} // namespace

RemoteWriteDecoder::RemoteWriteDecoder(SeriesDictionary &dictionary, NodeMapping mapping)
    : m_dictionary(dictionary)
    , m_tags(std::move(mapping))
    , m_writer(dictionary)
{
}

Result<SampleWriter::Outcome> RemoteWriteDecoder::decode(std::span<const char> body, std::string_view sender,
                                                         SampleBatch &batch)
{
    m_writer.begin(batch);
    std::int64_t at = 0;
    std::int64_t series = 0;
    const auto placeOf = [&](const char *data) { return data - body.data(); };
    try {
        ProtobufReader request(std::string_view(body.data(), body.size()));
        while (request.next()) {
            at = request.rest().empty() ? static_cast<std::int64_t>(body.size())
                                        : placeOf(request.rest().data());
            if (request.tag() != timeSeries) {
                request.skip();
                continue;
            }
            const std::string_view message = request.text();
            at = placeOf(message.data());
            readSeries(message, sender);
            ++series;
        }
    } catch (const protozero::exception &error) {
        batch.clear();
        m_dictionary.rollback();
        return failure(ErrorCode::parseError,
                       "not a prometheus.WriteRequest: " + std::string(error.what()) + " in series " +
                           std::to_string(series) + " at byte " + std::to_string(at),
                       {}, at, series);
    }
    return m_writer.finish();
}

// Labels may come after samples by the rules of protobuf, so the message is read twice.
void RemoteWriteDecoder::readSeries(std::string_view message, std::string_view sender)
{
    m_tags.clear();
    std::string_view name;
    std::size_t samples = 0;
    std::size_t histograms = 0;
    for (ProtobufReader reader(message); reader.next();) {
        if (reader.tag() == seriesSamples || reader.tag() == seriesHistograms) {
            ++(reader.tag() == seriesSamples ? samples : histograms);
            reader.skip(); // forgets the tag
        } else if (reader.tag() != seriesLabels) {
            reader.skip();
        } else {
            std::string_view key;
            std::string_view value;
            for (ProtobufReader label = reader.message(); label.next();) {
                if (label.tag() == labelName)
                    key = label.text();
                else if (label.tag() == labelValue)
                    value = label.text();
                else
                    label.skip();
            }
            if (key == "__name__")
                name = value;
            else
                m_tags.add(key, value);
        }
    }
    if (histograms > 0)
        m_writer.reject({ErrorCode::unsupported,
                         "metric " + std::string(name.substr(0, 200)) +
                             ": native histograms are not taken; send classic ones",
                         std::string(name.substr(0, 200)), -1, -1},
                        histograms);
    if (samples == 0)
        return;
    const auto rejected = [&](const Error &error) {
        Error named = error;
        named.message = "metric " + std::string(name.substr(0, 200)) + ": " + error.message;
        m_writer.reject(std::move(named), samples);
    };
    if (auto resolved = m_tags.resolve(sender); !resolved)
        return rejected(resolved.error());
    const auto entity = m_writer.entity(m_tags);
    if (!entity)
        return rejected(entity.error());
    const auto series = m_writer.series(*entity, name, m_tags.labels());
    if (!series)
        return rejected(series.error());
    for (ProtobufReader reader(message); reader.next();) {
        if (reader.tag() != seriesSamples) {
            reader.skip();
            continue;
        }
        double value = 0;
        std::int64_t time = 0;
        for (ProtobufReader sample = reader.message(); sample.next();) {
            if (sample.tag() == sampleValue)
                value = sample.number();
            else if (sample.tag() == sampleTime)
                time = sample.int64();
            else
                sample.skip();
        }
        if (std::bit_cast<std::uint64_t>(value) == staleMarker)
            m_writer.countStale();
        else if (time < 0 || time > maxMilliseconds)
            m_writer.reject({ErrorCode::outOfRange,
                             "metric " + std::string(name.substr(0, 200)) + ": the time " +
                                 std::to_string(time) + " ms is not between 1970 and 2262",
                             "timestamp", -1, -1});
        else
            m_writer.add(*entity, *series, time * 1'000'000, value);
    }
}

} // namespace desk
