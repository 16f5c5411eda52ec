// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/topology/layoutquality.h"

#include "models/topology/hopdistances_p.h"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace desk {
namespace {

constexpr double gridSteps = 1 << 30; // differences of products of differences then fit into 63 bits

struct GridPoint
{
    std::int64_t x = 0;
    std::int64_t y = 0;
};

struct Segment
{
    GridPoint a;
    GridPoint b;
    std::uint32_t first = 0;
    std::uint32_t second = 0;

    [[nodiscard]] std::int64_t left() const { return std::min(a.x, b.x); }
    [[nodiscard]] std::int64_t right() const { return std::max(a.x, b.x); }
    [[nodiscard]] std::int64_t top() const { return std::min(a.y, b.y); }
    [[nodiscard]] std::int64_t bottom() const { return std::max(a.y, b.y); }
};

std::vector<LayoutEdge> simple(std::size_t nodes, std::span<const LayoutEdge> edges)
{
    std::vector<LayoutEdge> kept;
    kept.reserve(edges.size());
    for (const auto &[a, b] : edges) {
        if (a != b && a < nodes && b < nodes)
            kept.emplace_back(std::min(a, b), std::max(a, b));
    }
    std::sort(kept.begin(), kept.end());
    kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
    return kept;
}

// The sign of the area of the triangle.
int side(const GridPoint &a, const GridPoint &b, const GridPoint &c)
{
    const std::int64_t area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
    return area > 0 ? 1 : area < 0 ? -1 : 0;
}

// The boxes are known to overlap: then collinear segments touch.
bool meet(const Segment &s, const Segment &t)
{
    return side(s.a, s.b, t.a) * side(s.a, s.b, t.b) <= 0 && side(t.a, t.b, s.a) * side(t.a, t.b, s.b) <= 0;
}

bool shareNode(const Segment &s, const Segment &t)
{
    return s.first == t.first || s.first == t.second || s.second == t.first || s.second == t.second;
}

std::vector<Segment> segmentsOf(std::span<const LayoutEdge> edges, std::span<const LayoutPoint> places)
{
    LayoutPoint least{1e300, 1e300};
    LayoutPoint most{-1e300, -1e300};
    for (const LayoutPoint &p : places) {
        least = {std::min(least.x, p.x), std::min(least.y, p.y)};
        most = {std::max(most.x, p.x), std::max(most.y, p.y)};
    }
    const double extent = std::max({most.x - least.x, most.y - least.y, 1e-300});
    const auto onGrid = [&](std::uint32_t node) {
        return GridPoint{std::llround((places[node].x - least.x) / extent * gridSteps),
                         std::llround((places[node].y - least.y) / extent * gridSteps)};
    };
    std::vector<Segment> segments;
    for (const auto &[a, b] : simple(places.size(), edges))
        segments.push_back({onGrid(a), onGrid(b), a, b});
    return segments;
}

// Square cells, about as many as segments, each with the segments whose box touches it.
class SegmentCells
{
public:
    explicit SegmentCells(std::span<const Segment> segments)
        : m_side(std::clamp<std::int64_t>(std::llround(std::sqrt(double(segments.size()))), 1, 1024))
        , m_begin(static_cast<std::size_t>(m_side * m_side) + 1)
    {
        for (const Segment &s : segments)
            forCells(s, [&](std::size_t cell) { ++m_begin[cell + 1]; });
        for (std::size_t cell = 1; cell < m_begin.size(); ++cell)
            m_begin[cell] += m_begin[cell - 1];
        m_segments.resize(m_begin.back());
        auto next = m_begin;
        for (std::uint32_t i = 0; i < segments.size(); ++i)
            forCells(segments[i], [&](std::size_t cell) { m_segments[next[cell]++] = i; });
    }

    [[nodiscard]] std::int64_t cellOf(std::int64_t coordinate) const
    {
        return std::min(m_side - 1, coordinate * m_side >> 30);
    }
    [[nodiscard]] std::size_t cellAt(std::int64_t x, std::int64_t y) const
    {
        return static_cast<std::size_t>(cellOf(y) * m_side + cellOf(x));
    }
    [[nodiscard]] std::size_t count() const { return m_begin.size() - 1; }
    [[nodiscard]] std::span<const std::uint32_t> in(std::size_t cell) const
    {
        return std::span(m_segments).subspan(m_begin[cell], m_begin[cell + 1] - m_begin[cell]);
    }

private:
    template <class Visit>
    void forCells(const Segment &s, Visit visit) const
    {
        for (std::int64_t y = cellOf(s.top()); y <= cellOf(s.bottom()); ++y) {
            for (std::int64_t x = cellOf(s.left()); x <= cellOf(s.right()); ++x)
                visit(static_cast<std::size_t>(y * m_side + x));
        }
    }

    std::int64_t m_side;
    std::vector<std::size_t> m_begin;
    std::vector<std::uint32_t> m_segments;
};

} // namespace

double normalisedStress(std::size_t nodes, std::span<const LayoutEdge> edges,
                        std::span<const LayoutPoint> places)
{
    const auto links = simple(nodes, edges);
    HopDistances hops(nodes, links);
    double ratios = 0;
    double squares = 0;
    double pairs = 0;
    for (std::uint32_t i = 0; i < nodes; ++i) {
        const auto distance = hops.from(i);
        for (std::uint32_t j = i + 1; j < nodes; ++j) {
            if (distance[j] == HopDistances::unreachable)
                continue;
            const double dx = places[i].x - places[j].x;
            const double dy = places[i].y - places[j].y;
            const double ratio = std::sqrt(dx * dx + dy * dy) / double(distance[j]);
            ratios += ratio;
            squares += ratio * ratio;
            ++pairs;
        }
    }
    // Mean of (k r - 1)^2; k = sum r / sum r^2 makes it 1 - (sum r)^2 / (n sum r^2).
    return pairs == 0 ? 0 : squares > 0 ? std::max(0.0, 1 - ratios * ratios / (squares * pairs)) : 1;
}

std::uint64_t edgeCrossings(std::span<const LayoutEdge> edges, std::span<const LayoutPoint> places)
{
    const auto segments = segmentsOf(edges, places);
    const SegmentCells cells(segments);
    std::uint64_t crossings = 0;
    for (std::size_t cell = 0; cell < cells.count(); ++cell) {
        const auto here = cells.in(cell);
        for (std::size_t i = 0; i < here.size(); ++i) {
            const Segment &s = segments[here[i]];
            for (std::size_t j = i + 1; j < here.size(); ++j) {
                const Segment &t = segments[here[j]];
                const std::int64_t left = std::max(s.left(), t.left());
                const std::int64_t top = std::max(s.top(), t.top());
                if (left > std::min(s.right(), t.right()) || top > std::min(s.bottom(), t.bottom()))
                    continue;
                // Two segments meet in several cells: they count in the one of their boxes' common corner.
                if (cells.cellAt(left, top) == cell && meet(s, t) && !shareNode(s, t))
                    ++crossings;
            }
        }
    }
    return crossings;
}

} // namespace desk
