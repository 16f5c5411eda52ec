// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/axisscale.h"

#include <algorithm>
#include <cmath>
#include <limits>

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

bool AxisScale::setRange(double low, double high, bool logarithmic, int maxTicks)
{
    if (!(low < high) || !std::isfinite(high - low) || (logarithmic && low <= 0))
        return false;
    AxisScale wanted;
    wanted.m_min = low;
    wanted.m_max = high;
    wanted.m_maxTicks = maxTicks;
    wanted.m_logarithmic = logarithmic;
    wanted.setStep(maxTicks);
    if (wanted == *this)
        return false;
    *this = wanted;
    return true;
}

void AxisScale::setStep(int maxTicks)
{
    m_step = niceStep((m_max - m_min) / maxTicks);
    while (std::floor(m_max / m_step + 1e-9) - std::ceil(m_min / m_step - 1e-9) >= maxTicks)
        m_step = niceStep(m_step * 1.01);
}

bool AxisScale::fitLog(double low, double high, int maxTicks)
{
    if (!(low > 0) || !std::isfinite(high))
        return false;
    const double data = std::max(std::log10(high) - std::log10(low), 0.1); // decades
    if (isValid() && m_logarithmic && m_maxTicks == maxTicks && low >= m_min && high <= m_max &&
        data >= narrowBelow * (std::log10(m_max) - std::log10(m_min)))
        return false;
    const double middle = std::sqrt(low) * std::sqrt(high);
    const double half = std::pow(10.0, data * (0.5 + padding));
    // Ends on 1, 2 or 5 times a power of ten.
    const auto below = [](double value) {
        const double power = std::pow(10.0, std::floor(std::log10(value) + 1e-9));
        return value >= 5 * power ? 5 * power : value >= 2 * power ? 2 * power : power;
    };
    const double from = std::max(below(middle / half), std::numeric_limits<double>::min());
    const double to = std::min(niceStep(middle * half), std::numeric_limits<double>::max() / 4);
    return setRange(from, to, true, maxTicks);
}

double AxisScale::logFraction(double value) const
{
    return value > 0 ? (std::log(m_max) - std::log(value)) / (std::log(m_max) - std::log(m_min)) : 1;
}

double AxisScale::valueAt(double fraction) const
{
    return m_logarithmic ? std::exp(std::log(m_max) + fraction * (std::log(m_min) - std::log(m_max)))
                         : m_max - fraction * (m_max - m_min);
}

std::vector<double> AxisScale::ticks() const
{
    std::vector<double> out;
    if (!isValid())
        return out;
    // Powers of ten; between them 2 and 5 times those where there is room.
    if (const double decades = m_logarithmic ? std::log10(m_max) - std::log10(m_min) : 0; decades > 0.8) {
        const int stride = std::max(1, int(std::ceil(decades / m_maxTicks)));
        const bool fine = 3 * decades <= m_maxTicks;
        const int first = int(std::floor(std::log10(m_min)));
        for (int k = first; k <= int(std::ceil(std::log10(m_max))); ++k) {
            for (const double factor : {1.0, 2.0, 5.0}) {
                const double tick = factor * std::pow(10.0, k);
                const bool wanted = factor == 1.0 ? k % stride == 0 : fine;
                if (wanted && tick >= m_min * (1 - 1e-9) && tick <= m_max * (1 + 1e-9))
                    out.push_back(tick);
            }
        }
        return out;
    }
    const double first = std::ceil(m_min / m_step - 1e-9);
    const double last = std::floor(m_max / m_step + 1e-9);
    for (int n = 0; n <= last - first && n < 1000; ++n) {
        const double tick = (first + n) * m_step;
        if (!out.empty() && tick == out.back()) // doubles tell no more of them apart
            break;
        out.push_back(tick);
    }
    return out;
}

int AxisScale::decimals() const
{
    return m_step > 0 ? std::clamp(int(-std::floor(std::log10(m_step) + 1e-9)), 0, 12) : 0;
}

} // namespace desk
