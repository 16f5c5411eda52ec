// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastwindow.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace desk {
namespace {

// Distances between neighbouring values of a window, in seconds.
class ValueSpacing
{
public:
    explicit ValueSpacing(std::span<const double, ForecastWindow::seconds> values)
    {
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (std::isnan(values[i]))
                continue;
            if (m_values++ > 0)
                m_distances[m_values - 2] = i - m_last;
            else
                m_first = i;
            m_last = i;
        }
    }

    [[nodiscard]] std::size_t values() const { return m_values; }
    // From the beginning of the first value's second to the window's end.
    [[nodiscard]] std::size_t history() const { return ForecastWindow::seconds - m_first; }
    [[nodiscard]] std::size_t age() const { return ForecastWindow::seconds - 1 - m_last; }

    // More than half of the history lies in holes. A series that comes every 10 seconds has none: the usual
    // distance is the median one, and a hole is what goes beyond it.
    [[nodiscard]] bool isMostlyHoles()
    {
        const auto all = std::span(m_distances).first(m_values - 1);
        const auto middle = all.begin() + static_cast<std::ptrdiff_t>(all.size() / 2);
        std::nth_element(all.begin(), middle, all.end());
        const std::size_t usual = *middle;
        std::size_t missing = age() > usual ? age() - usual : 0;
        for (const std::size_t distance : all)
            missing += distance > usual ? distance - usual : 0;
        return missing * 2 > history();
    }

private:
    std::array<std::size_t, ForecastWindow::seconds> m_distances{};
    std::size_t m_values = 0;
    std::size_t m_first = 0;
    std::size_t m_last = 0;
};

} // namespace

ForecastRefusal ForecastWindow::refusal() const
{
    ValueSpacing spacing(values);
    if (spacing.values() == 0)
        return ForecastRefusal::tooLittle;
    double lowest = std::numeric_limits<double>::infinity();
    double highest = -lowest;
    for (const double value : values) {
        if (std::isnan(value))
            continue;
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
    }
    if (lowest < -greatestMagnitude || highest > greatestMagnitude)
        return ForecastRefusal::runaway;
    if (spacing.age() > horizonSeconds(0))
        return ForecastRefusal::stale;
    if (spacing.history() < leastSeconds || spacing.values() < leastValues)
        return ForecastRefusal::tooLittle;
    if (spacing.isMostlyHoles())
        return ForecastRefusal::gappy;
    return lowest == highest ? ForecastRefusal::constant : ForecastRefusal::none;
}

double ForecastWindow::last() const
{
    for (std::size_t i = seconds; i > 0; --i) {
        if (!std::isnan(values[i - 1]))
            return values[i - 1];
    }
    return std::numeric_limits<double>::quiet_NaN();
}

std::optional<Timestamp> ForecastWindow::linkEnd() const
{
    if (!hasGeometry())
        return std::nullopt;
    for (std::size_t ahead = 0; ahead < secondsAhead; ++ahead) {
        if (std::isnan(geometry[seconds + ahead].rangeKm))
            return end + std::chrono::seconds(ahead);
    }
    return std::nullopt;
}

LinkGeometry ForecastWindow::geometryAt(std::size_t horizon) const
{
    constexpr float unknown = std::numeric_limits<float>::quiet_NaN();
    if (!hasGeometry())
        return {unknown, unknown};
    const auto ended = linkEnd();
    if (ended && *ended < end + forecastHorizons[horizon])
        return {unknown, unknown};
    return geometry[seconds + horizonSeconds(horizon) - 1];
}

} // namespace desk
