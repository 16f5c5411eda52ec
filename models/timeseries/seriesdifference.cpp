// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/seriesdifference.h"

#include "models/timeseries/timeoffset.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace desk {
namespace {

constexpr std::size_t around = 5; // samples before and after that tell what is usual

double distance(const ComparedSample &before, const ComparedSample &after)
{
    return double(static_cast<std::uint64_t>(after.time) - static_cast<std::uint64_t>(before.time));
}

// Median distance of neighbours among [from, to); 0 = too few to tell.
double usualDistance(std::span<const ComparedSample> samples, std::size_t from, std::size_t to)
{
    std::array<double, around> found{};
    std::size_t count = 0;
    for (std::size_t i = from + 1; i < to && count < found.size(); ++i) {
        if (samples[i].time != samples[i - 1].time)
            found[count++] = distance(samples[i - 1], samples[i]);
    }
    if (count < 2)
        return 0;
    const auto middle = found.begin() + static_cast<std::ptrdiff_t>(count / 2);
    std::nth_element(found.begin(), middle, found.begin() + static_cast<std::ptrdiff_t>(count));
    return *middle;
}

// Correctly rounded, without an overflow.
double exactDifference(std::int64_t a, std::int64_t b)
{
    const auto x = static_cast<std::uint64_t>(a);
    const auto y = static_cast<std::uint64_t>(b);
    return a >= b ? static_cast<double>(x - y) : -static_cast<double>(y - x);
}

} // namespace

// Whether nothing is known between the sample and the one before. As for the holes in a chart's curve, a
// change of rate is none.
bool SeriesDifference::isGap(std::size_t after) const
{
    const std::size_t size = m_reference.size();
    const double before = usualDistance(m_reference, after > around ? after - around : 0, after);
    const double behind = usualDistance(m_reference, after, std::min(size, after + around));
    double usual = std::max(before, behind);
    if (usual <= 0)
        usual = m_cadence > 0 ? m_cadence * 1e9 : std::numeric_limits<double>::infinity();
    return distance(m_reference[after - 1], m_reference[after]) > gapFactor * usual;
}

std::optional<SeriesDifference::Found> SeriesDifference::find(std::int64_t time) const
{
    const std::int64_t moved = TimeOffset::subtract(time, m_offset);
    const auto next = std::upper_bound(
        m_reference.begin(), m_reference.end(), moved,
        [](std::int64_t wanted, const ComparedSample &sample) { return wanted < sample.time; });
    if (next == m_reference.begin())
        return std::nullopt;
    const ComparedSample &before = *std::prev(next);
    if (before.time == moved) {
        if (!std::isfinite(before.value))
            return std::nullopt;
        return Found{before.value, before.integer};
    }
    if (next == m_reference.end() || !std::isfinite(before.value) ||
        isGap(static_cast<std::size_t>(next - m_reference.begin())))
        return std::nullopt;
    if (m_values == Values::states)
        return Found{before.value, before.integer};
    if (!std::isfinite(next->value))
        return std::nullopt;
    if (before.integer && before.integer == next->integer)
        return Found{before.value, before.integer};
    const double share = double(static_cast<std::uint64_t>(moved) - static_cast<std::uint64_t>(before.time)) /
                         distance(before, *next);
    return Found{std::lerp(before.value, next->value, share), std::nullopt};
}

std::optional<double> SeriesDifference::referenceAt(std::int64_t time) const
{
    const auto found = find(time);
    return found ? std::optional(found->value) : std::nullopt;
}

std::optional<SeriesDifference::Point> SeriesDifference::at(const ComparedSample &sample) const
{
    if (!std::isfinite(sample.value))
        return std::nullopt;
    const auto found = find(sample.time);
    if (!found)
        return std::nullopt;
    Point point{sample.time, sample.value, found->value, sample.value - found->value};
    const bool exact = sample.integer && found->integer;
    if (m_values == Values::states)
        point.difference =
            (exact ? *sample.integer == *found->integer : sample.value == found->value) ? 0 : 1;
    else if (exact) // beyond 2^53 the doubles may be equal where the integers are not
        point.difference = exactDifference(*sample.integer, *found->integer);
    if (!std::isfinite(point.difference))
        return std::nullopt;
    return point;
}

std::vector<SeriesDifference::Point> SeriesDifference::of(std::span<const Sample> samples) const
{
    std::vector<Point> points;
    points.reserve(samples.size());
    for (const Sample &sample : samples) {
        if (const auto point = at({nanoseconds(sample.generation), sample.value, std::nullopt}))
            points.push_back(*point);
    }
    return points;
}

} // namespace desk
