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
    double mean = 0;
    for (const double value : values)
        mean += value / static_cast<double>(values.size());
    if (std::isnan(mean))
        return {};
    const std::span<double> in = m_transform.input();
    for (std::size_t n = 0; n < values.size(); ++n)
        in[n] = (values[n] - mean) * m_window[n];
    return m_transform.squares();
}

} // namespace desk
