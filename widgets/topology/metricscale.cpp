// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/topology/metricscale.h"

#include "widgets/theme/theme.h"

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

// 1, 2 or 5 times a power of ten, not less than the value.
double roundStep(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= value * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

} // namespace

QColor blend(const QColor &over, const QColor &ground, double share)
{
    const auto channel = [share](float a, float b) {
        return float(share * double(a) + (1 - share) * double(b));
    };
    return QColor::fromRgbF(channel(over.redF(), ground.redF()), channel(over.greenF(), ground.greenF()),
                            channel(over.blueF(), ground.blueF()));
}

void MetricScale::setMetric(const Metric &metric)
{
    m_metric = metric;
    m_low = 0;
    m_high = metric.isShare ? 1 : 0;
}

MetricScale::Metric scaleOf(LinkColouring colouring)
{
    return {metricOf(colouring), greaterIsWorse(colouring), colouring == LinkColouring::utilisation};
}

MetricScale::Metric scaleOf(NodeColouring colouring)
{
    if (colouring == NodeColouring::alarms)
        return {"alarms"};
    return {metricOf(colouring), true, colouring == NodeColouring::utilisation};
}

bool MetricScale::fit(std::vector<double> &values)
{
    if (m_metric.name.empty() || m_metric.isShare)
        return false;
    std::erase_if(values, [](double value) { return std::isnan(value); });
    if (values.empty())
        return false;
    // One outlier must not flatten the rest: the middle 96 %.
    const std::size_t cut = values.size() / 50;
    const auto at = [&](std::size_t rank) {
        std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(rank), values.end());
        return values[rank];
    };
    const double least = at(cut);
    const double most = at(values.size() - 1 - cut);
    const double spread = std::max(most - least, std::max(1e-6, std::abs(most) * 0.01));
    const bool fits = isKnown() && least >= m_low && most <= m_high && spread > 0.4 * (m_high - m_low);
    if (fits)
        return false;
    const double unit = roundStep(spread / 4);
    m_low = std::floor(least / unit) * unit;
    m_high = std::ceil(most / unit) * unit;
    if (!(m_high > m_low))
        m_high = m_low + unit;
    return true;
}

int MetricScale::step(double value) const
{
    if (!isKnown() || std::isnan(value))
        return -1;
    double share = std::clamp((value - m_low) / (m_high - m_low), 0.0, 1.0);
    if (!m_metric.greaterIsWorse)
        share = 1 - share;
    return std::min(steps - 1, int(share * steps));
}

QColor MetricScale::color(const Theme &theme, int step)
{
    const double share = double(step) / (steps - 1);
    const QColor accent = theme.color(Token::accent);
    // From faint to the accent, then on to the colour of text: lightness rises all the way.
    if (share < 0.6)
        return blend(accent, theme.color(Token::plot), 0.32 + 0.68 * share / 0.6);
    return blend(theme.color(Token::text), accent, 0.85 * (share - 0.6) / 0.4);
}

} // namespace desk
