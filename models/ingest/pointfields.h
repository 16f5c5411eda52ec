// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/pointchecks.h"
#include "models/telemetry/result.h"
#include "models/telemetry/samplebatch.h"
#include "models/telemetry/seriesdictionary.h"

#include <array>
#include <string_view>

namespace desk {

// One telemetry point as read from any encoding, before names are ids: views into the body, checked as they
// come, then added to a batch as a whole. Reused from point to point. Ingest thread.
class PointFields
{
public:
    void clear();

    // Each refuses what the API does not allow, naming field and allowed values.
    Result<void> setTimestamp(std::string_view text);
    Result<void> setNode(std::string_view name);
    Result<void> setNodeType(std::string_view word);
    Result<void> setDst(std::string_view name);
    Result<void> setHealth(std::string_view word);
    void setSource(std::string_view name) { m_source = name; }
    Result<void> addNumber(std::string_view metric, double value);
    Result<void> addInteger(std::string_view metric, std::int64_t value);
    Result<void> addBoolean(std::string_view metric, bool value);
    Result<void> addText(std::string_view metric, std::string_view text);

    // Appends the point; fails when a required field is missing or the dictionary is full.
    Result<void> appendTo(SampleBatch &batch, SeriesDictionary &dictionary);

private:
    static constexpr std::size_t maxMetrics = 64;
    struct Metric
    {
        std::string_view name;
        double value = 0;
        std::int64_t wide = 0;
        std::string_view text;
        ValueKind kind = ValueKind::number;
    };
    Result<Metric *> add(std::string_view metric, ValueKind kind);

    std::string_view m_node;
    std::string_view m_dst;
    std::string_view m_source;
    NodeType m_type = NodeType::device;
    bool m_hasType = false;
    bool m_hasTimestamp = false;
    bool m_hasDst = false;
    std::int64_t m_generation = 0;
    TimestampReader m_times;
    std::size_t m_count = 0;
    std::array<Metric, maxMetrics> m_metrics;
};

} // namespace desk
