// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/analysis/plotscale.h"

#include <QPainter>
#include <QStringList>

#include <optional>

namespace desk {

class Theme;

// Where values lie in a plot, in logical pixels. Plain value.
struct PlotMapping
{
    QRectF plot;
    PlotScale x;
    PlotScale y;

    [[nodiscard]] double xOf(double value) const { return plot.left() + x.fraction(value) * plot.width(); }
    [[nodiscard]] double yOf(double value) const { return plot.bottom() - y.fraction(value) * plot.height(); }
    [[nodiscard]] QPointF at(double xValue, double yValue) const { return {xOf(xValue), yOf(yValue)}; }
};

// The result of an analysis as something to look at: extents, titles, how it is painted, what can be pointed
// at, and the same as rows of a table. Items are what the cursor goes along: pairs, bins, lines of a
// spectrum. It never changes once it was made. GUI thread.
class PlotFigure
{
public:
    struct Axis
    {
        double low = 0;
        double high = 1;
        PlotScale::Form form = PlotScale::Form::linear;
        QString name;
        QString unit;
        bool takesPrefix = false;                      // the unit does
        std::vector<std::pair<double, QString>> names; // of states, in place of numbers

        [[nodiscard]] PlotScale scale() const { return {low, high, form, names.empty() ? isExact : true}; }
        bool isExact = false; // ends where the values end
    };
    // What its colours stand for; the name is empty where they stand for nothing.
    struct ColourBar
    {
        QString name;
        QString unit;
        double low = 0;
        double high = 1;
        PlotScale::Form form = PlotScale::Form::linear;
        bool forMarks = false; // only what stands out from the ground
    };

    virtual ~PlotFigure() = default;

    [[nodiscard]] virtual bool isEmpty() const = 0;
    [[nodiscard]] virtual Axis xAxis() const = 0;
    [[nodiscard]] virtual Axis yAxis() const = 0;
    [[nodiscard]] virtual ColourBar colourBar() const { return {}; }
    // Into mapping.plot, to which the painter is clipped.
    virtual void paint(QPainter &painter, const PlotMapping &mapping, const Theme &theme) const = 0;

    // Items by their order, 0 … itemCount() - 1.
    [[nodiscard]] virtual std::size_t itemCount() const = 0;
    [[nodiscard]] virtual std::optional<std::size_t> itemAt(const QPointF &position,
                                                            const PlotMapping &mapping) const = 0;
    [[nodiscard]] virtual QPointF placeOf(std::size_t item, const PlotMapping &mapping) const = 0;
    // Its exact values in one line.
    [[nodiscard]] virtual QString itemText(std::size_t item) const = 0;
    // What is read off the whole.
    [[nodiscard]] virtual QString figures() const = 0;
    // How it was made of what, and what was left out.
    [[nodiscard]] virtual QStringList notes() const = 0;

    // One row for each item: for the table, the clipboard and CSV.
    [[nodiscard]] virtual QStringList columns() const = 0;
    [[nodiscard]] virtual QStringList row(std::size_t item) const = 0; // numbers with all digits and a point
};

// A parameter as figures name it. Plain value.
struct PlottedParameter
{
    QString name; // node and metric
    QString unit;
    std::string metric;
    bool isNumber = true;
    std::vector<std::pair<double, QString>> states; // of one that is none; names by code
};

// With the metric's decimals and unit, or a state's name.
[[nodiscard]] QString textOf(const PlottedParameter &parameter, double value);
// All digits and a point.
[[nodiscard]] QString exactText(double value);

} // namespace desk
