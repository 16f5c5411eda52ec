// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/fleetpicture.h"

#include <QColor>

namespace desk {

class Theme;

// Turns the figure of a link or node into one of a few colours of one hue, the worse the brighter, and says
// what range they stand for. The range has round ends and follows the figures only when it no longer suits
// them, so that colours stand still. GUI thread.
class MetricScale
{
public:
    static constexpr int steps = 7;

    // What it is a scale of.
    struct Metric
    {
        std::string_view name; // "" = of nothing
        bool greaterIsWorse = true;
        bool isShare = false; // 0 to 1, whatever the figures are
    };
    void setMetric(const Metric &metric);
    [[nodiscard]] const Metric &metric() const { return m_metric; }
    // Looks at the figures, whose order is not kept; true when the range changed.
    bool fit(std::vector<double> &values);
    [[nodiscard]] bool isKnown() const { return m_high > m_low; }
    [[nodiscard]] double low() const { return m_low; }
    [[nodiscard]] double high() const { return m_high; }
    // 0 = best ... steps - 1 = worst; beyond the range counts as its end; -1 for no figure, or without a
    // range.
    [[nodiscard]] int step(double value) const;
    [[nodiscard]] static QColor color(const Theme &theme, int step);

private:
    Metric m_metric;
    double m_low = 0;
    double m_high = 0;
};

// What links and nodes are coloured by.
MetricScale::Metric scaleOf(LinkColouring colouring);
MetricScale::Metric scaleOf(NodeColouring colouring);

// A share of one colour over another, for what the tokens have no colour of its own.
QColor blend(const QColor &over, const QColor &ground, double share);

} // namespace desk
