// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/axisscale.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr double narrowBelow = 0.35; // share of the axis that data must fill
constexpr double padding = 0.06;     // of the data's extent, at each end
constexpr double zeroWithin = 0.3;   // values that start this near to zero are shown from zero

struct Extent
{
    double low;
    double high;
};

// A constant, or noise of a few quantisation steps, gets a range in which it looks like one.
Extent widened(double low, double high, double resolution)
{
    const double magnitude = std::max(std::abs(low), std::abs(high));
    double least = std::max(10 * resolution, magnitude * 1e-9);
    if (high - low <= magnitude * 1e-12)
        least = std::max({least, magnitude * 0.1, resolution > 0 ? 0.0 : magnitude > 0 ? 0.0 : 2.0});
    if (high - low < least) {
        const double middle = low / 2 + high / 2;
        return {middle - least / 2, middle + least / 2};
    }
    return {low, high};
}

// The next of 1, 2, 5, 10, 20, … that is not less.
double niceStep(double atLeast)
{
    const double power = std::pow(10.0, std::floor(std::log10(atLeast)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= atLeast * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

} // namespace

bool AxisScale::fit(double low, double high, double resolution, int maxTicks)
{
    const Extent data = widened(low, high, resolution);
    if (isValid() && m_maxTicks == maxTicks && low >= m_min && high <= m_max &&
        data.high - data.low >= narrowBelow * (m_max - m_min))
        return false;
    const double pad = padding * (data.high - data.low);
    double from = data.low - pad;
    double to = data.high + pad;
    if (low >= 0 && (from < 0 || data.low < zeroWithin * data.high))
        from = 0;
    else if (high <= 0 && (to > 0 || data.high > zeroWithin * data.low))
        to = 0;
    AxisScale fitted;
    fitted.m_maxTicks = maxTicks;
    for (double atLeast = (to - from) / maxTicks; std::isfinite(atLeast) && atLeast > 0;) {
        const double step = niceStep(atLeast);
        const double half = step / 2; // ends between two ticks waste less room
        fitted.m_step = step;
        fitted.m_min = std::floor(from / half + 1e-9) * half;
        fitted.m_max = std::ceil(to / half - 1e-9) * half;
        if (std::floor(fitted.m_max / step + 1e-9) - std::ceil(fitted.m_min / step - 1e-9) < maxTicks)
            break;
        atLeast = step * 1.01;
    }
    if (!fitted.isValid() || !std::isfinite(fitted.m_max - fitted.m_min) || fitted == *this)
        return false;
    *this = fitted;
    return true;
}

bool AxisScale::fitCodes(double low, double high)
{
    AxisScale fitted;
    fitted.m_min = std::floor(low) - 0.5;
    fitted.m_max = std::ceil(high) + 0.5;
    fitted.m_step = 1;
    // Codes come and stay: a state that left the window keeps its place.
    if (isValid()) {
        fitted.m_min = std::min(fitted.m_min, m_min);
        fitted.m_max = std::max(fitted.m_max, m_max);
    }
    if (fitted == *this)
        return false;
    *this = fitted;
    return true;
}

std::vector<double> AxisScale::ticks() const
{
    std::vector<double> out;
    if (!isValid())
        return out;
    const double first = std::ceil(m_min / m_step - 1e-9);
    const double last = std::floor(m_max / m_step + 1e-9);
    for (double n = first; n <= last && out.size() < 1000; ++n)
        out.push_back(n * m_step);
    return out;
}

int AxisScale::decimals() const
{
    return m_step > 0 ? std::clamp(int(-std::floor(std::log10(m_step) + 1e-9)), 0, 12) : 0;
}

} // namespace desk
