// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/axisscale.h"

#include <QStringList>

namespace desk {

// A value axis: all series of one unit. Series without a unit share one only when they are the same metric;
// each series of states has its own.
struct ChartAxis
{
    QString key;
    QString title;
    bool codes = false; // ticks are names of states
    AxisScale scale;
    // One for each of scale.ticks(), all different; none where states are too many to be named beside the
    // plot.
    QStringList tickLabels;
};

} // namespace desk
