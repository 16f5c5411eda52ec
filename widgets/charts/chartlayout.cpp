// SPDX-License-Identifier: GPL-3.0-or-later
// The part of ChartView that places its parts.
#include "widgets/charts/chartheader.h"
#include "widgets/charts/chartview.h"
#include "widgets/charts/differencearea.h"
#include "widgets/charts/plotarea.h"
#include "widgets/charts/statestrips.h"
#include "widgets/charts/timestrip.h"
#include "widgets/charts/valueaxes.h"

namespace desk {

namespace {
constexpr int aboveThePlot = 6; // half a label of the value axis
constexpr int belowThePlot = 7;
constexpr int leastPlot = 24;
} // namespace

void ChartView::layOut()
{
    const int headerHeight = m_content.isEmpty() ? 0 : m_header->heightForWidth(width());
    m_header->setGeometry(0, 0, width(), headerHeight);
    m_empty->setGeometry(rect().adjusted(3, 0, 0, 0));
    // The time axis lies below all.
    const int stripTop = std::max(headerHeight + 1, height() - TimeStrip::stripHeight);
    const QRect whole(3, headerHeight, width() - 3, stripTop - headerHeight);
    QRect axes = layOutDifference(whole);
    const bool differs = axes != whole;
    const int states = roomOfStates(axes.height());
    m_states->setGeometry(axes.left(), axes.bottom() + 1 - states, axes.width(), states);
    axes.adjust(0, 0, 0, -states);
    m_axes->setGeometry(axes);
    int left = m_axes->leftRoom();
    int right = m_axes->rightRoom();
    if (differs) { // the two plots show the same times
        left = std::max(left, m_differenceAxes->leftRoom());
        right = std::max(right, m_differenceAxes->rightRoom());
    }
    const QRect plot(left, aboveThePlot, std::max(16, axes.width() - left - right),
                     std::max(16, axes.height() - aboveThePlot - belowThePlot));
    m_axes->setPlot(plot);
    m_plot->setGeometry(plot.translated(axes.topLeft()));
    m_states->setPlot(plot.left(), plot.width());
    if (differs) {
        const QRect differences(left, aboveThePlot, plot.width(),
                                std::max(8, m_differenceAxes->height() - aboveThePlot - belowThePlot));
        m_differenceAxes->setPlot(differences);
        m_difference->setGeometry(differences.translated(m_differenceAxes->pos()));
    }
    const int lowest = differs      ? m_difference->geometry().bottom() + belowThePlot
                       : states > 0 ? m_states->geometry().bottom()
                                    : m_plot->geometry().bottom() + belowThePlot;
    m_strip->setGeometry(axes.left(), lowest + 1, axes.width(), TimeStrip::stripHeight);
    m_strip->setPlot(plot.left(), plot.width());
    m_plot->invalidate();
}

// What strips take of a height; where nothing but states is shown, nearly all.
int ChartView::roomOfStates(int height) const
{
    const int lanes = m_states->lanes();
    if (lanes == 0)
        return 0;
    const bool alone = lanes == int(m_content.traces().size());
    const int most = alone ? height - leastPlot : height / 2;
    return std::clamp(most / lanes, 4, alone ? StateStrips::mostLane : StateStrips::leastLane) * lanes;
}

} // namespace desk
