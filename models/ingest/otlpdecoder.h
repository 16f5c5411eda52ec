// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/samplewriter.h"

#include <memory>
#include <span>

namespace desk {

// One data point of an OTLP metric, from either encoding. Plain value, reused.
struct OtlpPoint
{
    enum class Kind : std::uint8_t { number, histogram, summary };

    std::string metric;
    std::vector<std::pair<std::string, std::string>> attributes;
    Kind kind = Kind::number;
    bool isDelta = false;
    bool isExponential = false; // its buckets are on a scale of their own and are not kept
    bool hasValue = true;       // false: the sender says that it recorded none
    std::uint64_t time = 0;     // ns since 1970
    double value = 0;
    std::optional<std::int64_t> integer;
    std::uint64_t count = 0;
    std::optional<double> sum;
    std::optional<double> min;
    std::optional<double> max;
    std::vector<std::uint64_t> buckets; // not cumulated, one more than bounds
    std::vector<double> bounds;
    std::vector<std::pair<double, double>> quantiles;

    void clear();
};

// OTLP metrics (ExportMetricsServiceRequest, JSON or protobuf): bytes -> rows of a SampleBatch, or an Error
// with the byte. Gauges and sums keep their name; histograms and summaries become name.count, name.sum,
// name.min, name.max, name.bucket{le} (cumulated) and name{quantile}; the buckets of
// exponential histograms are left out and counted. A delta gets the label
// temporality="delta". Attributes of the resource are labels as long as there is room. Ingest thread.
// https://opentelemetry.io/docs/specs/otlp/
class OtlpDecoder
{
public:
    static constexpr std::size_t maxBuckets = 512;

    OtlpDecoder(SeriesDictionary &dictionary, NodeMapping mapping);
    ~OtlpDecoder();
    OtlpDecoder(const OtlpDecoder &) = delete;
    OtlpDecoder &operator=(const OtlpDecoder &) = delete;

    // Good data points are kept, bad ones are in the outcome. On failure batch is empty and the dictionary is
    // as it was. body: with PointDecoder::padding readable bytes behind it.
    Result<SampleWriter::Outcome> decodeJson(std::span<const char> body, std::string_view sender,
                                             SampleBatch &batch);
    Result<SampleWriter::Outcome> decodeProtobuf(std::span<const char> body, std::string_view sender,
                                                 SampleBatch &batch);

    // Takes the data points that a reader of one encoding finds.
    class Sink
    {
    public:
        std::vector<std::pair<std::string, std::string>> resource; // attributes of what comes next
        OtlpPoint point;

        Sink(SeriesDictionary &dictionary, NodeMapping mapping)
            : m_writer(dictionary)
            , m_tags(std::move(mapping))
        {
        }
        void begin(SampleBatch &batch, std::string_view sender);
        void take(); // point
        void reject(const std::string &message, std::size_t points = 1);
        SampleWriter::Outcome finish() { return m_writer.finish(); }

    private:
        Result<void> write();
        Result<void> writeHistogram(EntityId entity, std::int64_t time);
        Result<void> put(EntityId entity, const std::string &name, std::int64_t time, double value);
        Result<void> putWith(EntityId entity, const std::string &name, std::string_view key, double label,
                             std::int64_t time, double value);

        SampleWriter m_writer;
        TagSet m_tags;
        std::string m_sender;
    };

private:
    struct Json; // hides simdjson
    SeriesDictionary &m_dictionary;
    Sink m_sink;
    std::unique_ptr<Json> m_json;
};

} // namespace desk
