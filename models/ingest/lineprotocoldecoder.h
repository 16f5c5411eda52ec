// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/pointrules.h"
#include "models/ingest/tagset.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

#include <boost/unordered/unordered_flat_map.hpp>
#include <deque>
#include <memory>
#include <span>

namespace desk {

// InfluxDB's line protocol: bytes -> rows of a SampleBatch, or an Error whose index is the line (from 1) and
// whose offset is the byte of the body. What a line is about (measurement and tags as written) and its fields
// are resolved once and known by their bytes from then on. Ingest thread, like PointDecoder.
// https://docs.influxdata.com/influxdb/v2/reference/syntax/line-protocol/
class LineProtocolDecoder
{
public:
    static constexpr std::size_t maxApiMetrics = 64; // of a point
    static constexpr std::size_t maxForeignMetrics = 4096;
    static constexpr std::size_t maxListed = 100; // rejections that are kept word for word

    struct Options
    {
        std::int64_t unit = 1;   // ns that one count of the time column stands for
        Timestamp now{};         // time of lines that have none
        std::string_view sender; // names the node of foreign lines without one
        bool partial = false;    // keep the good lines, list the others
    };
    struct Outcome
    {
        std::size_t points = 0;
        std::size_t rejectedLines = 0;
        std::vector<Error> rejected; // the first maxListed
    };

    // Without a mapping: the API's own lines (node_id required, the field is the metric). With one: foreign
    // lines, whose metric is measurement.field, or the field alone where the measurement is "telemetry".
    LineProtocolDecoder(SeriesDictionary &dictionary, std::optional<NodeMapping> mapping);

    // On failure batch is empty and the dictionary is as it was. No bytes behind the body are read.
    Result<Outcome> decode(std::span<const char> body, const Options &options, SampleBatch &batch);

    // ns of ns, us (u), ms, s; foreign clients also say n, m and h. 0 = unknown.
    static std::int64_t unitOf(std::string_view precision, bool foreign);

private:
    struct Field // of the line being read
    {
        std::string_view key;  // as written
        std::string_view text; // as written between the quotes
        double value = 0;
        std::int64_t wide = 0;
        ValueKind kind = ValueKind::number;
    };
    struct KnownField
    {
        std::string key; // as written
        SeriesId series = noSeries;
        bool isText = false;
        const ValueRange *range = nullptr;
    };
    struct Known // what lines beginning with the same bytes are about
    {
        std::string key;
        std::string prefix; // of the metrics
        std::string labels;
        std::optional<NodeType> type; // as the tag said
        NodeId node = noNode;
        EntityId entity = noEntity;
        bool isFresh = true; // not yet known to be in the journal
        std::size_t bytes = 0;
        std::vector<KnownField> fields; // by their place in the line
    };

    Result<Outcome> decodeLines(const Options &options, SampleBatch &batch);
    Result<void> readLine(const Options &options, SampleBatch &batch);
    void skipLine(); // to behind its end, wherever the reader stopped in it
    Result<std::string_view> readKey();
    Result<void> readFields();
    Result<void> readValue(Field &field);
    Result<void> readTime(const Options &options, std::int64_t &generation);
    Result<Known *> known(std::string_view key, const Options &options);
    Result<void> describe(Known &known, const Options &options);
    Result<const KnownField *> resolve(Known &known, std::size_t position, const Field &field);
    Result<void> append(Known &known, std::int64_t generation, SampleBatch &batch);
    Result<void> appendField(Known &known, std::size_t position, SampleBatch &batch);
    void forgetFresh();
    [[nodiscard]] Error placed(Error error) const;
    [[nodiscard]] tl::unexpected<Error> wrong(const std::string &message, std::string_view field = {}) const;

    SeriesDictionary &m_dictionary;
    const bool m_isForeign;
    TagSet m_tags;
    boost::unordered_flat_map<std::string_view, std::unique_ptr<Known>> m_known; // keys are views into values
    std::size_t m_knownBytes = 0;
    std::vector<std::string> m_fresh;

    std::string_view m_body; // of the call
    std::size_t m_at = 0;
    std::size_t m_line = 0;
    std::size_t m_lineStart = 0;
    std::vector<Field> m_fields;
    std::string m_unescaped;
};

} // namespace desk
