// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/timeseries/spanstatistics.h"

#include <cmath>

namespace desk {

std::optional<double> SpanStatistics::Figures::slope() const
{
    const double seconds = std::chrono::duration<double>(last.generation - first.generation).count();
    return count > 1 && seconds > 0 ? std::optional(difference() / seconds) : std::nullopt;
}

void SpanStatistics::add(const Sample &sample)
{
    if (!std::isfinite(sample.value) || has(sample.quality, Quality::invalid)) {
        ++m_figures.invalid;
        m_joined = false;
        return;
    }
    const long double value = sample.value;
    if (m_figures.count == 0) {
        m_figures.first = sample;
        m_figures.min = m_figures.max = sample.value;
    } else if (m_joined) {
        const long double step =
            std::chrono::duration<long double>(sample.generation - m_figures.last.generation).count();
        const long double before = m_figures.last.value;
        if (m_longestStep <= 0 || step <= m_longestStep) {
            const bool line = m_values == Values::numbers;
            m_integral += (line ? (before + value) / 2 : before) * step;
            m_squares +=
                (line ? (before * before + before * value + value * value) / 3 : before * before) * step;
            m_covered += step;
        }
    }
    ++m_figures.count;
    m_figures.last = sample;
    m_figures.min = std::min(m_figures.min, sample.value);
    m_figures.max = std::max(m_figures.max, sample.value);
    m_sum += value;
    m_sumOfSquares += value * value;
    m_joined = true;
}

SpanStatistics::Figures SpanStatistics::figures() const
{
    Figures out = m_figures;
    if (out.count == 0)
        return out;
    const bool timed = m_covered > 0;
    const long double weight = timed ? m_covered : static_cast<long double>(out.count);
    out.mean = static_cast<double>((timed ? m_integral : m_sum) / weight);
    out.rms = static_cast<double>(std::sqrt((timed ? m_squares : m_sumOfSquares) / weight));
    out.integral = static_cast<double>(m_integral);
    out.covered = static_cast<double>(m_covered);
    return out;
}

} // namespace desk
