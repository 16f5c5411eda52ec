// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/charts/axisnumber.h"

#include "models/itemmodels/valueformatter.h"

#include <algorithm>
#include <cmath>

namespace desk {

using namespace Qt::StringLiterals;

QString axisNumber(double value, const AxisScale &scale)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    const double magnitude = std::max(std::abs(scale.min()), std::abs(scale.max()));
    if (scale.isLogarithmic() && scale.max() > 6 * scale.min()) { // each tick has its own digits
        if (value < 1e-4 || value >= 1e6)
            return locale.toString(value, 'g', 3);
        return locale.toString(value, 'f', std::max(0, int(-std::floor(std::log10(value) + 1e-9))));
    }
    if (std::abs(value) < scale.step() * 1e-6)
        value = 0;
    if (magnitude < 1e-4 || magnitude >= 1e16)
        return locale.toString(value, 'g', 3);
    if (magnitude < 1e6) {
        const int decimals = scale.decimals();
        return decimals == 0 && magnitude >= 1000 ? ValueFormatter(locale).value(std::round(value), "")
                                                  : locale.toString(value, 'f', decimals);
    }
    int power = 0;
    double unit = 1;
    for (; power < 4 && magnitude >= unit * 1e3; ++power)
        unit *= 1e3;
    const int decimals = std::clamp(int(-std::floor(std::log10(scale.step() / unit) + 1e-9)), 0, 9);
    return locale.toString(value / unit, 'f', decimals) + u' ' + u"\u2009kMGT"_s.at(power);
}

} // namespace desk
