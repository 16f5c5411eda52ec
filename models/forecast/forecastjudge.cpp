// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/forecastjudge.h"

#include "models/forecast/anglemetric.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

constexpr std::size_t longestReach = 60;
constexpr std::chrono::seconds longestGrace{30};

} // namespace

ForecastJudge::ForecastJudge(Options options)
    : m_options(options)
{
    m_options.mostForecasts = std::max<std::size_t>(1, options.mostForecasts);
    m_options.reach = std::clamp(options.reach, std::chrono::seconds(1), std::chrono::seconds(longestReach));
    m_options.grace = std::clamp(options.grace, std::chrono::seconds(0), longestGrace);
}

void ForecastJudge::add(const IssuedForecast &issued)
{
    if (m_count > 0 && issued.end < at(m_count - 1).end)
        clear();
    if (m_count == m_options.mostForecasts) {
        removeOldest();
        ++m_displaced;
    }
    if (m_count == m_ring.size()) {
        std::rotate(m_ring.begin(), m_ring.begin() + static_cast<std::ptrdiff_t>(m_first), m_ring.end());
        m_first = 0;
        m_ring.resize(std::min(m_options.mostForecasts, std::max<std::size_t>(64, m_ring.size() * 2)));
    }
    ++m_count;
    at(m_count - 1) = issued;
}

void ForecastJudge::judge(Timestamp now, const SecondMeans &means, const Report &report)
{
    for (std::size_t horizon = 0; horizon < forecastHorizons.size(); ++horizon) {
        std::size_t &next = m_judged[horizon];
        while (next < m_count && at(next).end + forecastHorizons[horizon] + m_options.grace <= now) {
            const IssuedForecast &issued = at(next);
            ++next;
            report({issued, horizon, actualOf(issued, horizon, means)});
        }
    }
    // The farthest horizon comes last.
    while (m_count > 0 && m_judged.back() > 0)
        removeOldest();
}

double ForecastJudge::actualOf(const IssuedForecast &issued, std::size_t horizon,
                               const SecondMeans &means) const
{
    std::array<double, longestReach> seconds{};
    const auto reach = std::span(seconds).first(
        std::min(static_cast<std::size_t>(m_options.reach.count()), horizonSeconds(horizon)));
    means.read(issued.series, issued.end + forecastHorizons[horizon], reach);
    const auto newest =
        std::find_if(reach.rbegin(), reach.rend(), [](double mean) { return !std::isnan(mean); });
    // What no arithmetic holds would stay in every record that it goes into.
    if (newest == reach.rend() || std::abs(*newest) > ForecastWindow::greatestMagnitude)
        return QuantileForecast::nothing;
    return issued.isAngle ? angleNear(*newest, issued.current) : *newest;
}

void ForecastJudge::removeOldest()
{
    m_first = (m_first + 1) % m_ring.size();
    --m_count;
    for (std::size_t &judged : m_judged)
        judged -= judged > 0 ? 1 : 0;
}

void ForecastJudge::clear()
{
    m_first = 0;
    m_count = 0;
    m_judged = {};
}

} // namespace desk
