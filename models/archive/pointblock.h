// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/samplebatch.h"

#include <algorithm>
#include <span>

namespace desk {

// Points of one entity that carry the same series, in order of arrival: what becomes one row of times and one
// block a series in the session file. Columns lie one behind the other with room for capacity() samples each.
// A value; any one thread.
class PointBlock
{
public:
    static constexpr std::size_t maxPoints = 1024;
    static constexpr std::chrono::nanoseconds maxSpan = std::chrono::hours(1); // of generation times

    PointBlock(EntityId entity, std::span<const SeriesId> series);

    [[nodiscard]] EntityId entity() const { return m_entity; }
    [[nodiscard]] std::span<const SeriesId> series() const { return m_series; }
    [[nodiscard]] std::size_t points() const { return m_sequence.size(); }
    [[nodiscard]] bool isEmpty() const { return m_sequence.empty(); }
    [[nodiscard]] bool isFull() const { return points() == maxPoints; }
    // The point has exactly our series in our order, and its time lies within maxSpan of all of ours.
    [[nodiscard]] bool suits(std::span<const SeriesId> series, std::int64_t generation) const
    {
        return (isEmpty() || std::max(generation, m_generationMax) - std::min(generation, m_generationMin) <=
                                 maxSpan.count()) &&
               std::equal(series.begin(), series.end(), m_series.begin(), m_series.end());
    }

    // Values and qualities in the order of our series.
    void append(std::uint64_t sequence, std::int64_t generation, std::span<const double> values,
                std::span<const Quality> qualities);
    // An integer beyond 2^53 of the point that was appended last.
    void setWide(std::size_t series, std::int64_t value);
    void clear(); // keeps its memory

    // Per point.
    [[nodiscard]] std::span<const std::int64_t> sequence() const { return m_sequence; }
    [[nodiscard]] std::span<const std::int64_t> generation() const { return m_generation; }
    [[nodiscard]] std::int64_t generationMin() const { return m_generationMin; }
    [[nodiscard]] std::int64_t generationMax() const { return m_generationMax; }
    [[nodiscard]] bool isOrdered() const { return m_ordered; } // by strictly growing generation time
    // Of one series, per point.
    [[nodiscard]] std::span<const double> values(std::size_t series) const
    {
        return {m_value.data() + series * m_capacity, points()};
    }
    [[nodiscard]] std::span<const Quality> qualities(std::size_t series) const
    {
        return {m_quality.data() + series * m_capacity, points()};
    }
    struct Wide
    {
        std::uint32_t series;
        std::uint32_t point;
        std::int64_t value;
    };
    [[nodiscard]] std::span<const Wide> wide() const { return m_wide; }
    // Bytes it holds.
    [[nodiscard]] std::size_t memory() const
    {
        return sizeof *this + m_capacity * (16 + 9 * m_series.size()) + 4 * m_series.size();
    }

private:
    void grow();

    EntityId m_entity;
    std::vector<SeriesId> m_series;
    std::vector<std::int64_t> m_sequence;
    std::vector<std::int64_t> m_generation;
    std::vector<double> m_value;
    std::vector<Quality> m_quality;
    std::vector<Wide> m_wide;
    std::size_t m_capacity = 0;
    std::int64_t m_generationMin = 0;
    std::int64_t m_generationMax = 0;
    bool m_ordered = true;
};

} // namespace desk
