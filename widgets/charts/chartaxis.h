// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/charts/axisscale.h"

#include <QStringList>

#include <optional>
#include <utility>

namespace desk {

// How the user wants a value axis: with a range of its own (low, high), or as its data need it.
struct AxisSetting
{
    std::optional<std::pair<double, double>> range;
    bool logarithmic = false;
    bool operator==(const AxisSetting &) const = default;
};

// A value axis: all series of one unit. Series without a unit share one only when they are the same metric;
// each series of states has its own.
struct ChartAxis
{
    QString key;
    QString title;
    bool codes = false; // ticks are names of states
    bool strip = false; // states in a strip below the plot: no axis is drawn
    AxisSetting setting = {};
    bool hasValuesOff = false; // logarithmic, and some in sight are not greater than zero
    QString note;              // behind the title: what the setting is
    AxisScale scale;
    // One for each of scale.ticks(), all different; none where states are too many to be named beside the
    // plot.
    QStringList tickLabels;
};

} // namespace desk
