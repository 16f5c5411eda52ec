// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/analysis/plotfigure.h"

#include "models/itemmodels/valueformatter.h"

#include <charconv>

namespace desk {

QString textOf(const PlottedParameter &parameter, double value)
{
    for (const auto &[code, name] : parameter.states) {
        if (code == value)
            return name;
    }
    const QString number = ValueFormatter(QLocale()).value(value, parameter.metric);
    return parameter.unit.isEmpty() ? number : number + u' ' + parameter.unit;
}

QString exactText(double value)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return QString::fromLatin1(text.data(), end - text.data());
}

} // namespace desk
