// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/windowedsegment.h"

#include "models/analysis/spectrum.h"

#include <cmath>
#include <numbers>

namespace desk {

std::vector<double> hannWindow(std::size_t size)
{
    std::vector<double> out(size);
    for (std::size_t n = 0; n < size; ++n)
        out[n] =
            0.5 * (1 - std::cos(2 * std::numbers::pi * static_cast<double>(n) / static_cast<double>(size)));
    return out;
}

WindowedSegment::WindowedSegment(std::size_t size)
    : m_transform(size)
    , m_window(hannWindow(size))
{
    for (const double weight : m_window) {
        m_sum += weight;
        m_sumOfSquares += weight * weight;
    }
}

std::span<const double> WindowedSegment::squares(std::span<const double> values)
{
    // The straight line of least squares, about the middle: mean and slope are independent there.
    const double middle = (static_cast<double>(values.size()) - 1) / 2;
    double mean = 0;
    double slope = 0;
    for (std::size_t n = 0; n < values.size(); ++n) {
        mean += values[n];
        slope += values[n] * (static_cast<double>(n) - middle);
    }
    if (std::isnan(mean))
        return {};
    const double size = static_cast<double>(values.size());
    mean /= size;
    slope *= 12 / (size * (size * size - 1)); // sum of (n - middle)² = size · (size² - 1) / 12
    const std::span<double> in = m_transform.input();
    for (std::size_t n = 0; n < values.size(); ++n)
        in[n] = (values[n] - mean - slope * (static_cast<double>(n) - middle)) * m_window[n];
    return m_transform.squares();
}

} // namespace desk
