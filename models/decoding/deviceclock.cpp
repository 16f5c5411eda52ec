// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/decoding/deviceclock.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr std::int64_t second = 1'000'000'000;
// 126 years: sums and differences of two such times fit.
constexpr std::int64_t farAway = std::int64_t{4'000'000'000} * second;

bool isFar(std::int64_t time)
{
    return time > farAway || time < -farAway;
}

} // namespace

DeviceClock::DeviceClock(std::chrono::nanoseconds window)
    : m_slotLength(std::max<std::int64_t>(1, window.count() / static_cast<std::int64_t>(slotCount)))
{
}

void DeviceClock::reset()
{
    m_first = m_count = m_records = 0;
    m_strays = 0;
    m_fitted = false;
}

void DeviceClock::add(std::chrono::nanoseconds device, Timestamp arrival)
{
    constexpr std::int64_t jump = second;
    constexpr int jumpsThatCount = 3;
    const std::int64_t now = nanoseconds(arrival);
    if (isFar(now) || isFar(device.count()) || isFar(now - device.count()))
        return;
    const std::int64_t offset = now - device.count();
    if (m_fitted) {
        // Late ones are delayed; ones that come before they can have been sent, or later for long, are not.
        const double expected = static_cast<double>(m_anchor.offset) +
                                m_slope * static_cast<double>(device.count() - m_anchor.device);
        if (std::abs(static_cast<double>(offset) - expected) > static_cast<double>(jump)) {
            if (++m_strays < jumpsThatCount)
                return;
            reset();
            ++m_jumps;
        }
        m_strays = 0;
    }
    const Pair pair{device.count(), offset};
    if (m_count == 0 || now - m_slotStart >= m_slotLength || now < m_slotStart) {
        m_slotStart = now;
        if (m_count == slotCount) {
            m_first = (m_first + 1) % slotCount;
            --m_count;
        }
        m_best[(m_first + m_count++) % slotCount] = pair;
    } else if (Pair &best = m_best[(m_first + m_count - 1) % slotCount]; pair.offset <= best.offset) {
        best = pair;
    } else {
        m_newest = std::max(m_newest, device.count());
        ++m_records;
        return;
    }
    m_newest = m_records == 0 ? device.count() : std::max(m_newest, device.count());
    ++m_records;
    fit();
}

void DeviceClock::fit()
{
    // The lower convex hull of the slotCount' best, and of its edges the one nearest to all.
    std::array<Pair, slotCount> sorted{};
    for (std::size_t i = 0; i < m_count; ++i)
        sorted[i] = m_best[(m_first + i) % slotCount];
    std::sort(sorted.begin(), sorted.begin() + static_cast<std::ptrdiff_t>(m_count),
              [](const Pair &a, const Pair &b) { return a.device < b.device; });
    std::array<Pair, slotCount> hull{};
    std::size_t corners = 0;
    const auto rise = [](const Pair &a, const Pair &b) {
        return static_cast<double>(b.offset - a.offset) / static_cast<double>(b.device - a.device);
    };
    for (std::size_t i = 0; i < m_count; ++i) {
        const Pair &one = sorted[i];
        if (corners > 0 && hull[corners - 1].device == one.device) {
            hull[corners - 1].offset = std::min(hull[corners - 1].offset, one.offset);
            continue;
        }
        while (corners > 1 && rise(hull[corners - 2], hull[corners - 1]) >= rise(hull[corners - 1], one))
            --corners;
        hull[corners++] = one;
    }
    double centre = 0;
    for (std::size_t i = 0; i < m_count; ++i)
        centre += static_cast<double>(sorted[i].device - sorted[0].device) / static_cast<double>(m_count);
    // The edge above which the others' mean lies stands over the mean of their times.
    std::size_t edge = 0;
    while (edge + 2 < corners && static_cast<double>(hull[edge + 1].device - sorted[0].device) < centre)
        ++edge;
    m_anchor = hull[edge];
    m_slope = corners > 1 ? rise(hull[edge], hull[edge + 1]) : 0;
    double sum = 0;
    for (std::size_t i = 0; i < m_count; ++i)
        sum += static_cast<double>(sorted[i].offset - m_anchor.offset) -
               m_slope * static_cast<double>(sorted[i].device - m_anchor.device);
    m_scatter = m_count > 1 ? sum / static_cast<double>(m_count) : 0;
    m_fitted = m_records > 1;
}

std::optional<ClockEstimate> DeviceClock::estimate() const
{
    if (!m_fitted)
        return std::nullopt;
    ClockEstimate made;
    const double along = m_slope * static_cast<double>(m_newest - m_anchor.device);
    made.offset = std::chrono::nanoseconds(m_anchor.offset + std::llround(along));
    made.drift = m_count > 2 ? m_slope : std::nan("");
    made.uncertainty = std::chrono::nanoseconds(std::llround(m_scatter));
    made.records = m_records;
    made.span = std::chrono::nanoseconds(m_newest - m_best[m_first].device);
    return made;
}

std::optional<Timestamp> DeviceClock::toOurs(std::chrono::nanoseconds device) const
{
    if (!m_fitted || isFar(device.count()))
        return std::nullopt;
    const double along = m_slope * static_cast<double>(device.count() - m_anchor.device);
    const std::int64_t ours = device.count() + m_anchor.offset;
    if (std::abs(along) > static_cast<double>(farAway) || isFar(ours))
        return std::nullopt;
    return fromNanoseconds(ours + std::llround(along));
}

} // namespace desk
