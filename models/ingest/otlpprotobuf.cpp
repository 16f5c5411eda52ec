// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/otlpdecoder.h"
#include "models/ingest/protobufreader_p.h"

namespace desk {
namespace {

using Reader = ProtobufReader;

// Field numbers of opentelemetry/proto/metrics/v1/metrics.proto and common/v1/common.proto.
constexpr Reader::Tag gauge = 5, sum = 7, histogram = 9, exponential = 10, summary = 11;
constexpr int deepestArray = 16;

std::string anyValue(Reader value, int depth);

std::string arrayText(Reader array, int depth)
{
    std::string all = "[";
    while (array.next()) {
        if (array.tag() != 1) {
            array.skip();
            continue;
        }
        all.append(all.size() > 1 ? "," : "").append(anyValue(array.message(), depth + 1));
    }
    return all + "]";
}

// Empty for maps and bytes, which are no label.
std::string anyValue(Reader value, int depth)
{
    std::string found;
    while (value.next()) {
        switch (value.tag()) {
        case 1:
            found = value.text();
            break;
        case 2:
            found = value.boolean() ? "true" : "false";
            break;
        case 3:
            found = std::to_string(value.int64());
            break;
        case 4: {
            found = std::to_string(value.number());
            break;
        }
        case 5: {
            const Reader array = value.message();
            found = depth < deepestArray ? arrayText(array, depth) : std::string();
            break;
        }
        default:
            value.skip();
        }
    }
    return found;
}

void readAttribute(Reader pair, std::vector<std::pair<std::string, std::string>> &attributes)
{
    std::string key;
    std::string value;
    while (pair.next()) {
        if (pair.tag() == 1)
            key = pair.text();
        else if (pair.tag() == 2)
            value = anyValue(pair.message(), 0);
        else
            pair.skip();
    }
    if (!key.empty() && !value.empty())
        attributes.emplace_back(std::move(key), std::move(value));
}

void readNumber(Reader data, OtlpPoint &point)
{
    while (data.next()) {
        switch (data.tag()) {
        case 3:
            point.time = data.fixed64();
            break;
        case 4:
            point.value = data.number();
            break;
        case 6:
            point.integer = data.sfixed64();
            break;
        case 7:
            readAttribute(data.message(), point.attributes);
            break;
        case 8:
            point.hasValue = (data.uint32() & 1U) == 0;
            break;
        default:
            data.skip();
        }
    }
}

// What the points of histograms and of summaries have alike; whether this field was of it.
bool readTotals(Reader &data, OtlpPoint &point)
{
    switch (data.tag()) {
    case 3:
        point.time = data.fixed64();
        return true;
    case 4:
        point.count = data.fixed64();
        return true;
    case 5:
        point.sum = data.number();
        return true;
    default:
        return false;
    }
}

void readHistogram(Reader data, OtlpPoint &point)
{
    while (data.next()) {
        if (readTotals(data, point))
            continue;
        switch (data.tag()) {
        case 6:
            data.eachFixed64([&](std::uint64_t count) { point.buckets.push_back(count); });
            break;
        case 7:
            data.eachNumber([&](double bound) { point.bounds.push_back(bound); });
            break;
        case 9:
            readAttribute(data.message(), point.attributes);
            break;
        case 10:
            point.hasValue = (data.uint32() & 1U) == 0;
            break;
        case 11:
            point.min = data.number();
            break;
        case 12:
            point.max = data.number();
            break;
        default:
            data.skip();
        }
    }
}

// Its buckets are on a scale of their own and are passed over; the sink counts that.
void readExponential(Reader data, OtlpPoint &point)
{
    while (data.next()) {
        if (readTotals(data, point))
            continue;
        switch (data.tag()) {
        case 1:
            readAttribute(data.message(), point.attributes);
            break;
        case 10:
            point.hasValue = (data.uint32() & 1U) == 0;
            break;
        case 12:
            point.min = data.number();
            break;
        case 13:
            point.max = data.number();
            break;
        default:
            data.skip();
        }
    }
}

void readSummary(Reader data, OtlpPoint &point)
{
    while (data.next()) {
        if (readTotals(data, point))
            continue;
        switch (data.tag()) {
        case 6: {
            std::pair<double, double> quantile;
            for (Reader entry = data.message(); entry.next();) {
                if (entry.tag() == 1)
                    quantile.first = entry.number();
                else if (entry.tag() == 2)
                    quantile.second = entry.number();
                else
                    entry.skip();
            }
            point.quantiles.push_back(quantile);
            break;
        }
        case 7:
            readAttribute(data.message(), point.attributes);
            break;
        case 8:
            point.hasValue = (data.uint32() & 1U) == 0;
            break;
        default:
            data.skip();
        }
    }
}

void readData(Reader data, Reader::Tag kind, const std::string &name, OtlpDecoder::Sink &sink)
{
    bool isDelta = false; // stands behind the points
    for (Reader ahead = data; ahead.next();) {
        if (ahead.tag() == 2 && kind != gauge && kind != summary)
            isDelta = ahead.enumerated() == 1;
        else
            ahead.skip();
    }
    while (data.next()) {
        if (data.tag() != 1) {
            data.skip();
            continue;
        }
        const Reader message = data.message();
        sink.point.clear();
        sink.point.metric = name;
        sink.point.isDelta = isDelta;
        sink.point.kind = kind == gauge || kind == sum ? OtlpPoint::Kind::number
                          : kind == summary            ? OtlpPoint::Kind::summary
                                                       : OtlpPoint::Kind::histogram;
        const auto read = kind == histogram     ? readHistogram
                          : kind == exponential ? readExponential
                          : kind == summary     ? readSummary
                                                : readNumber;
        sink.point.isExponential = kind == exponential;
        read(message, sink.point);
        sink.take();
    }
}

void readMetric(Reader metric, OtlpDecoder::Sink &sink)
{
    std::string name;
    for (Reader ahead = metric; ahead.next();) {
        if (ahead.tag() == 1)
            name = ahead.text();
        else
            ahead.skip();
    }
    while (metric.next()) {
        const auto tag = metric.tag();
        if (tag == gauge || tag == sum || tag == histogram || tag == exponential || tag == summary)
            readData(metric.message(), tag, name, sink);
        else
            metric.skip();
    }
}

void readResource(Reader metrics, OtlpDecoder::Sink &sink)
{
    sink.resource.clear();
    for (Reader ahead = metrics; ahead.next();) {
        if (ahead.tag() != 1) {
            ahead.skip();
            continue;
        }
        for (Reader resource = ahead.message(); resource.next();) {
            if (resource.tag() == 1)
                readAttribute(resource.message(), sink.resource);
            else
                resource.skip();
        }
    }
    while (metrics.next()) {
        if (metrics.tag() != 2) {
            metrics.skip();
            continue;
        }
        for (Reader scope = metrics.message(); scope.next();) {
            if (scope.tag() == 2)
                readMetric(scope.message(), sink);
            else
                scope.skip();
        }
    }
}

} // namespace

Result<SampleWriter::Outcome> OtlpDecoder::decodeProtobuf(std::span<const char> body, std::string_view sender,
                                                          SampleBatch &batch)
{
    m_sink.begin(batch, sender);
    std::int64_t at = 0;
    std::int64_t resource = 0;
    try {
        for (Reader request(std::string_view(body.data(), body.size())); request.next();) {
            if (request.tag() != 1) {
                request.skip();
                continue;
            }
            const std::string_view message = request.text();
            at = message.data() - body.data();
            readResource(Reader(message), m_sink);
            ++resource;
        }
    } catch (const protozero::exception &error) {
        batch.clear();
        m_dictionary.rollback();
        return failure(ErrorCode::parseError,
                       "not an ExportMetricsServiceRequest: " + std::string(error.what()) +
                           " in resource_metrics " + std::to_string(resource) + ", which begins at byte " +
                           std::to_string(at),
                       {}, at, resource);
    }
    return m_sink.finish();
}

} // namespace desk
