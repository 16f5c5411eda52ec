// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/archive/packedpoints.h"

namespace desk {

namespace session {
struct PointsRow;
}

// A row of points with all its series, a point's values side by side again. A value; any one thread.
class UnpackedRow
{
public:
    struct Wide
    {
        std::uint32_t point = 0;
        std::uint32_t series = 0;
        std::int64_t value = 0;
    };

    // The shape must outlive it. False when the row is damaged.
    [[nodiscard]] bool read(const session::PointsRow &row, const Shape &shape, BlockCodec &codec);
    void take(const TailEntry &entry, const Shape &shape);

    [[nodiscard]] const Shape &shape() const { return *m_shape; }
    [[nodiscard]] std::uint64_t last() const { return m_last; } // the highest number
    [[nodiscard]] std::span<const std::uint64_t> sequence() const { return m_sequence; }
    [[nodiscard]] std::span<const std::int64_t> generation() const { return m_generation; }
    [[nodiscard]] std::span<const double> values(std::size_t point) const
    {
        return {m_values.data() + point * m_shape->series.size(), m_shape->series.size()};
    }
    [[nodiscard]] std::span<const Quality> qualities(std::size_t point) const
    {
        return {m_qualities.data() + point * m_shape->series.size(), m_shape->series.size()};
    }
    [[nodiscard]] std::span<const Wide> wide() const { return m_wide; }

private:
    void setTimes(const BlockCodec::Times &times, const Shape &shape);
    void setSeries(const BlockCodec::Samples &samples, std::size_t series);

    const Shape *m_shape = nullptr;
    std::uint64_t m_last = 0;
    std::vector<std::uint64_t> m_sequence;
    std::vector<std::int64_t> m_generation;
    std::vector<double> m_values;
    std::vector<Quality> m_qualities;
    std::vector<Wide> m_wide;
};

} // namespace desk
