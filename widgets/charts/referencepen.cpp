// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/referencepen.h"

#include "widgets/theme/theme.h"

#include <cmath>

namespace desk {
namespace {

constexpr double palest = 0.65; // share of the hue
constexpr double leastContrast = 3;

// WCAG 2.2, relative luminance.
double luminance(const QColor &colour)
{
    const auto linear = [](double channel) {
        return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(double(colour.redF())) + 0.7152 * linear(double(colour.greenF())) +
           0.0722 * linear(double(colour.blueF()));
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

QColor mixed(const QColor &hue, const QColor &ground, double share)
{
    const auto channel = [share](float a, float b) {
        return float(share * double(a) + (1 - share) * double(b));
    };
    return QColor::fromRgbF(channel(hue.redF(), ground.redF()), channel(hue.greenF(), ground.greenF()),
                            channel(hue.blueF(), ground.blueF()));
}

} // namespace

QPen referencePen(const Theme &theme, int colour)
{
    QPen pen = theme.seriesPen(colour);
    const bool isDashed = pen.style() == Qt::CustomDashLine;
    const QColor hue = pen.color();
    double share = palest;
    while (share < 1 &&
           contrast(mixed(hue, theme.color(Token::plot), share), theme.color(Token::plot)) < leastContrast)
        share += 0.05;
    pen.setColor(mixed(hue, theme.color(Token::plot), std::min(share, 1.0)));
    if (isDashed) // the series is itself
        pen.setDashPattern({1, 3});
    else
        pen.setDashPattern({4, 3});
    pen.setCapStyle(Qt::FlatCap);
    return pen;
}

} // namespace desk
