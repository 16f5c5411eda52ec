// SPDX-License-Identifier: GPL-3.0-or-later
// What an OTLP data point becomes; otlpjson.cpp and otlpprotobuf.cpp read the two encodings.
#include "models/ingest/otlpdecoder.h"

#include "models/ingest/pointrules.h"

#include <charconv>

namespace desk {
namespace {

std::string numberText(double value)
{
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

} // namespace

void OtlpPoint::clear()
{
    metric.clear();
    attributes.clear();
    kind = Kind::number;
    isDelta = false;
    isExponential = false;
    hasValue = true;
    time = count = 0;
    value = 0;
    integer.reset();
    sum.reset();
    min.reset();
    max.reset();
    buckets.clear();
    bounds.clear();
    quantiles.clear();
}

void OtlpDecoder::Sink::begin(SampleBatch &batch, std::string_view sender)
{
    m_writer.begin(batch);
    m_sender = sender;
    resource.clear();
}

void OtlpDecoder::Sink::reject(const std::string &message, std::size_t points)
{
    m_writer.reject({ErrorCode::invalidArgument, "metric " + point.metric.substr(0, 200) + ": " + message,
                     point.metric.substr(0, 200), -1, -1},
                    points);
}

void OtlpDecoder::Sink::take()
{
    if (!point.hasValue)
        return m_writer.countStale();
    if (auto written = write(); !written) {
        Error error = std::move(written.error());
        error.message = "metric " + point.metric.substr(0, 200) + ": " + error.message;
        m_writer.reject(std::move(error));
    } else if (point.isExponential && point.count > 0) {
        m_writer.countWithoutBuckets();
    }
}

Result<void> OtlpDecoder::Sink::write()
{
    if (point.time == 0 || point.time > static_cast<std::uint64_t>(INT64_MAX))
        return refusedField("timeUnixNano", "must be between 1970 and 2262");
    const auto time = static_cast<std::int64_t>(point.time);
    m_tags.clear();
    for (const auto &[key, value] : resource)
        m_tags.add(key, value, true);
    for (const auto &[key, value] : point.attributes)
        m_tags.add(key, value);
    if (point.isDelta)
        m_tags.add("temporality", "delta");
    if (auto resolved = m_tags.resolve(m_sender); !resolved)
        return resolved;
    const auto entity = m_writer.entity(m_tags);
    if (!entity)
        return tl::unexpected(entity.error());
    if (point.kind != OtlpPoint::Kind::number)
        return writeHistogram(*entity, time);
    const auto series = m_writer.series(*entity, point.metric, m_tags.labels());
    if (!series)
        return tl::unexpected(series.error());
    if (point.integer)
        m_writer.addInteger(*entity, *series, time, *point.integer);
    else
        m_writer.add(*entity, *series, time, point.value);
    return {};
}

Result<void> OtlpDecoder::Sink::put(EntityId entity, const std::string &name, std::int64_t time, double value)
{
    const auto series = m_writer.series(entity, name, m_tags.labels());
    if (!series)
        return tl::unexpected(series.error());
    m_writer.add(entity, *series, time, value);
    return {};
}

Result<void> OtlpDecoder::Sink::putWith(EntityId entity, const std::string &name, std::string_view key,
                                        double label, std::int64_t time, double value)
{
    const auto labels =
        m_tags.labelsWith(key, label == std::numeric_limits<double>::infinity() ? "+Inf" : numberText(label));
    if (!labels)
        return tl::unexpected(labels.error());
    const auto series = m_writer.series(entity, name, *labels);
    if (!series)
        return tl::unexpected(series.error());
    m_writer.add(entity, *series, time, value);
    return {};
}

Result<void> OtlpDecoder::Sink::writeHistogram(EntityId entity, std::int64_t time)
{
    if (!point.buckets.empty() && point.buckets.size() != point.bounds.size() + 1)
        return refusedField("bucketCounts", "must be one more than explicitBounds");
    if (point.buckets.size() > maxBuckets || point.quantiles.size() > maxBuckets)
        return refusedField("bucketCounts", "at most " + std::to_string(maxBuckets) + " are taken");
    auto written = put(entity, point.metric + ".count", time, double(point.count));
    for (const auto &[value, suffix] :
         {std::pair{&point.sum, ".sum"}, std::pair{&point.min, ".min"}, std::pair{&point.max, ".max"}}) {
        if (written && *value)
            written = put(entity, point.metric + suffix, time, **value);
    }
    std::uint64_t below = 0;
    for (std::size_t i = 0; written && i < point.buckets.size(); ++i) {
        below += point.buckets[i];
        written = putWith(entity, point.metric + ".bucket", "le",
                          i < point.bounds.size() ? point.bounds[i] : std::numeric_limits<double>::infinity(),
                          time, double(below));
    }
    for (const auto &[quantile, value] : point.quantiles) {
        if (written)
            written = putWith(entity, point.metric, "quantile", quantile, time, value);
    }
    return written;
}

} // namespace desk
