// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace desk {

// From the low to the high end of an axis: the place of values on it, its ticks and their labels. Values of
// very large or small magnitude are shown in powers of a thousand, which the title says: as the prefix of a
// unit that takes one (mHz), else as a factor (10⁶ B). An axis of times has ns since 1970 as its values.
// Plain value.
class PlotScale
{
public:
    enum class Form : std::uint8_t { linear, logarithmic, time };
    struct Tick
    {
        double value = 0;
        QString label; // in the notation of the program's locale
    };

    PlotScale() = default;
    // An axis around values of that extent, with ends on ticks or between two, unless asked to be exact.
    // Logarithmic ones need low > 0, else they are linear.
    PlotScale(double low, double high, Form form, bool exact);

    [[nodiscard]] double low() const { return m_low; }
    [[nodiscard]] double high() const { return m_high; }
    [[nodiscard]] Form form() const { return m_form; }
    [[nodiscard]] double fraction(double value) const; // 0 at the low end; may be outside 0…1
    [[nodiscard]] double valueAt(double fraction) const;
    // As many as there is room for, in pixels.
    [[nodiscard]] std::vector<Tick> ticks(double length, double leastSpacing) const;
    // "Frequency (mHz)"; the unit may be empty.
    [[nodiscard]] QString title(const QString &name, const QString &unit, bool takesPrefix) const;

private:
    [[nodiscard]] int power() const; // of a thousand

    double m_low = 0;
    double m_high = 1;
    Form m_form = Form::linear;
};

// The next of 1, 2, 5, 10, 20, … that is not less. atLeast > 0.
[[nodiscard]] double roundStep(double atLeast);

// "12.3 mHz", "4.00 kHz": four digits and the prefix of the SI.
[[nodiscard]] QString withPrefix(double value, const QString &unit);

} // namespace desk
