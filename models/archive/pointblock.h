// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/shapedictionary.h"
#include "models/telemetry/samplebatch.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <span>

namespace desk {

// Points of one shape in order of arrival: what becomes one row of points in the session file. A point's
// values lie side by side, so that a point costs one place in memory, not one a series. A value; any one
// thread.
class PointBlock
{
public:
    static constexpr std::size_t maxPoints = 1024;
    // Of generation times. Points that come in their order may be further apart: a wide block.
    static constexpr std::chrono::nanoseconds maxSpan = std::chrono::hours(1);
    static constexpr std::chrono::nanoseconds maxWideSpan = std::chrono::days(30);

    PointBlock(ShapeId shape, std::size_t series)
        : m_shape(shape)
        , m_series(series)
    {
    }

    [[nodiscard]] ShapeId shape() const { return m_shape; }
    [[nodiscard]] std::size_t series() const { return m_series; }
    [[nodiscard]] std::size_t points() const { return m_points; }
    [[nodiscard]] bool isEmpty() const { return m_points == 0; }
    [[nodiscard]] bool isFull() const { return points() == maxPoints; }
    // The time lies within maxSpan of all of ours.
    [[nodiscard]] bool suits(std::int64_t generation) const
    {
        return isEmpty() || reaches(std::min(generation, m_generationMin),
                                    std::max(generation, m_generationMax)) <= maxSpan;
    }
    // The time is later than all of ours, and not too far from them.
    [[nodiscard]] bool isContinuedBy(std::int64_t generation) const
    {
        return !isEmpty() && generation > m_generationMax &&
               reaches(m_generationMin, generation) <= maxWideSpan;
    }
    // Whether its points are further apart than maxSpan, in generation or in reception.
    [[nodiscard]] bool isWide() const
    {
        return reaches(m_generationMin, m_generationMax) > maxSpan || m_cameAnytime ||
               reaches(m_cameFirst, m_cameLast) > maxSpan;
    }
    // When the point came that is appended next.
    void received(std::int64_t reception)
    {
        m_cameFirst = isEmpty() ? reception : std::min(m_cameFirst, reception);
        m_cameLast = isEmpty() ? reception : std::max(m_cameLast, reception);
    }
    void receivedAnytime() { m_cameAnytime = true; } // it is not known when

    // Values and qualities in the order of the shape's series.
    void append(std::uint64_t sequence, std::int64_t generation, const double *values,
                const Quality *qualities)
    {
        if (m_points == m_sequence.size())
            grow();
        m_ordered = m_ordered && (isEmpty() || generation > m_generationMax);
        m_generationMin = isEmpty() ? generation : std::min(m_generationMin, generation);
        m_generationMax = isEmpty() ? generation : std::max(m_generationMax, generation);
        m_sequence[m_points] = static_cast<std::int64_t>(sequence);
        m_generation[m_points] = generation;
        std::copy_n(values, m_series, m_value.data() + m_points * m_series);
        std::copy_n(qualities, m_series, m_quality.data() + m_points * m_series);
        ++m_points;
    }
    // An integer beyond 2^53 of the point that was appended last.
    void setWide(std::size_t series, std::int64_t value);
    void clear(); // keeps its memory

    // Per point.
    [[nodiscard]] std::span<const std::int64_t> sequence() const { return {m_sequence.data(), m_points}; }
    [[nodiscard]] std::span<const std::int64_t> generation() const { return {m_generation.data(), m_points}; }
    [[nodiscard]] std::int64_t generationMin() const { return m_generationMin; }
    [[nodiscard]] std::int64_t generationMax() const { return m_generationMax; }
    [[nodiscard]] bool isOrdered() const { return m_ordered; } // by strictly growing generation time
    // Of one point, per series.
    [[nodiscard]] std::span<const double> values(std::size_t point) const
    {
        return {m_value.data() + point * m_series, m_series};
    }
    [[nodiscard]] std::span<const Quality> qualities(std::size_t point) const
    {
        return {m_quality.data() + point * m_series, m_series};
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
        return sizeof *this + m_sequence.size() * (16 + 9 * m_series);
    }

    // What of it the file has already: a row that will be replaced by one with more points. 0: none.
    std::int64_t row = 0;
    std::size_t written = 0; // points of that row
    std::size_t tailed = 0;  // points that are in that row or in a tail

private:
    void grow();
    static std::chrono::nanoseconds reaches(std::int64_t begin, std::int64_t end)
    {
        std::int64_t span = 0;
        const bool tooFar = __builtin_sub_overflow(end, begin, &span);
        return std::chrono::nanoseconds(tooFar ? std::numeric_limits<std::int64_t>::max() : span);
    }

    ShapeId m_shape;
    std::size_t m_series;
    std::size_t m_points = 0;
    std::int64_t m_generationMin = 0;
    std::int64_t m_generationMax = 0;
    bool m_ordered = true;
    bool m_cameAnytime = false;
    std::int64_t m_cameFirst = 0; // reception
    std::int64_t m_cameLast = 0;
    std::vector<std::int64_t> m_sequence; // as long as there is room for
    std::vector<std::int64_t> m_generation;
    std::vector<double> m_value;
    std::vector<Quality> m_quality;
    std::vector<Wide> m_wide;
};

} // namespace desk
