// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/ingest/pointchecks.h"
#include "models/telemetry/samplebatch.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace desk {

// A producer writes every point of its arrays alike: the same keys in the same order with the same spacing.
// A template is that text between the values, learned from an array that the JSON parser accepted. Further
// arrays of the same form are then read without a parser: the text between the values is compared, the
// values are read and checked. Whatever differs in a byte, or would be refused, is left to the parser, which
// stays the only one that refuses. Ingest thread.
class PointTemplate
{
public:
    // The form of the first point of an accepted array; nothing when it holds what a template cannot: texts,
    // booleans, nulls, structured extras, escapes.
    static std::optional<PointTemplate> learn(std::span<const char> body, const SeriesDictionary &dictionary);

    // Reads the whole array, at most maxPoints points. False: nothing of it is in the batch, and names that
    // were added to the dictionary are the caller's to take back. padding bytes behind the body are readable.
    bool decode(std::span<const char> body, std::size_t maxPoints, SeriesDictionary &dictionary,
                SampleBatch &batch);

    bool operator==(const PointTemplate &other) const { return m_slots == other.m_slots; }

private:
    enum class Role : std::uint8_t { timestamp, node, nodeType, dst, source, metric };
    struct Slot
    {
        std::string before; // the text between the value before, or the point's {, and this value
        Role role = Role::metric;
        std::string metric;
        double min = 0; // allowed, of a metric
        double max = 0;
        bool operator==(const Slot &) const = default;
    };
    struct Scanner;
    struct Point;

    bool addSlot(std::string_view before, std::string_view path, bool isNumber);
    [[nodiscard]] bool isComplete() const;
    bool readPoint(const char *&at, const char *end, SeriesDictionary &dictionary, SampleBatch &batch);
    bool addPoint(const Point &point, SeriesDictionary &dictionary, SampleBatch &batch) const;

    std::vector<Slot> m_slots;
    std::string m_after;             // from the last value to behind the point's }
    std::vector<MetricId> m_metrics; // of the metric slots, in order
    std::string m_typeWord;          // of the point read last
    NodeType m_type = NodeType::device;
    TimestampReader m_times;
};

} // namespace desk
