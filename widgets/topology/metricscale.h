// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/topology/fleetpicture.h"

#include <QColor>

namespace desk {

class Theme;

// Turns a link's figure into one of a few colours of one hue, the worse the brighter, and says what range
// they stand for. The range has round ends and follows the figures only when it no longer suits them, so
// that colours stand still. GUI thread.
class MetricScale
{
public:
    static constexpr int steps = 7;

    void setColouring(LinkColouring colouring);
    // Looks at the figures of the active links; true when the range changed.
    bool fit(const std::vector<PictureEdge> &edges);

    [[nodiscard]] bool isKnown() const { return m_high > m_low; }
    [[nodiscard]] double low() const { return m_low; }
    [[nodiscard]] double high() const { return m_high; }
    // 0 = best ... steps - 1 = worst; beyond the range counts as its end.
    [[nodiscard]] int step(double value) const;
    [[nodiscard]] static QColor color(const Theme &theme, int step);

private:
    LinkColouring m_colouring = LinkColouring::state;
    double m_low = 0;
    double m_high = 0;
};

// A share of one colour over another, for what the tokens have no colour of its own.
QColor blend(const QColor &over, const QColor &ground, double share);

} // namespace desk
