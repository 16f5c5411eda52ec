// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/analysis/plotscale.h"

#include "models/itemmodels/timeticks.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr double padding = 0.04; // of the extent, at each end
constexpr double largestPlain = 1e5;
constexpr double smallestPlain = 1e-2;
constexpr int usualTicks = 8;
constexpr double narrowest = 1e-11; // extent against the magnitude: less is one value to a double
constexpr double halfSecond = 5e8;  // ns
constexpr int mostTicks = 1000;

QChar prefixOf(int power)
{
    return u"pnµm kMGT"_s.at(std::clamp(power, -4, 4) + 4);
}

QLocale plainLocale()
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale;
}

} // namespace

double roundStep(double atLeast)
{
    const double power = std::pow(10.0, std::floor(std::log10(atLeast)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= atLeast * (1 - 1e-9))
            return factor * power;
    }
    return 10 * power;
}

QString withPrefix(double value, const QString &unit)
{
    const double magnitude = std::abs(value);
    const int power =
        magnitude > 0 ? std::clamp(int(std::floor(std::log10(magnitude) / 3 + 1e-9)), -4, 4) : 0;
    const double shown = value / std::pow(1000.0, power);
    const int digits = shown == 0 ? 1 : int(std::floor(std::log10(std::abs(shown)) + 1e-9)) + 1;
    QString out = plainLocale().toString(shown, 'f', std::clamp(4 - digits, 0, 3)) + u' ';
    if (power != 0)
        out += prefixOf(power);
    return out + unit;
}

PlotScale::PlotScale(double low, double high, Form form, bool exact)
    : m_low(low)
    , m_high(high)
    , m_form(form == Form::logarithmic && !(low > 0) ? Form::linear : form)
{
    const double magnitude = std::max(std::abs(m_low), std::abs(m_high));
    if (m_form == Form::time && !(m_low < m_high)) {
        m_low -= halfSecond;
        m_high = m_low + 2 * halfSecond;
    } else if (m_form != Form::time && !(m_high - m_low > narrowest * magnitude)) { // amid something
        const double half = m_low == 0 ? 1 : std::abs(m_low) * 0.05;
        const bool isPositive = m_form == Form::logarithmic;
        m_low = isPositive ? m_low / 2 : m_low - half;
        m_high = isPositive ? m_high * 2 : m_high + half;
    }
    if (exact || m_form == Form::time)
        return;
    if (m_form == Form::logarithmic) {
        const double room = padding * std::log10(m_high / m_low);
        m_low *= std::pow(10.0, -room);
        m_high *= std::pow(10.0, room);
        return;
    }
    const double room = padding * (m_high - m_low);
    const double half = roundStep((m_high - m_low) / usualTicks) / 2;
    const bool fromZero = m_low >= 0 && m_low < 0.3 * m_high;
    m_low = fromZero ? 0 : std::floor((m_low - room) / half) * half;
    m_high = std::ceil((m_high + room) / half) * half;
}

double PlotScale::fraction(double value) const
{
    if (m_form != Form::logarithmic)
        return (value - m_low) / (m_high - m_low);
    return value > 0 ? std::log(value / m_low) / std::log(m_high / m_low) : -1;
}

double PlotScale::valueAt(double fraction) const
{
    return m_form == Form::logarithmic ? m_low * std::pow(m_high / m_low, fraction)
                                       : m_low + fraction * (m_high - m_low);
}

int PlotScale::power() const
{
    const double magnitude = std::max(std::abs(m_low), std::abs(m_high));
    if (m_form == Form::time || (magnitude < largestPlain && magnitude >= smallestPlain) || magnitude == 0)
        return 0;
    if (m_form == Form::logarithmic) // each tick has its own digits
        return 0;
    return std::clamp(int(std::floor(std::log10(magnitude) / 3 + 1e-9)), -4, 4);
}

std::vector<PlotScale::Tick> PlotScale::ticks(double length, double leastSpacing) const
{
    std::vector<Tick> out;
    if (length <= 0 || !(m_low < m_high) || !std::isfinite(m_high - m_low))
        return out;
    if (m_form == Form::time) {
        const TimeRange range{fromNanoseconds(std::llround(m_low)), fromNanoseconds(std::llround(m_high))};
        for (const TimeTick &tick : timeTicks(range, length, std::max(leastSpacing, timeTickSpacing)))
            out.push_back({double(tick.time), tick.label});
        return out;
    }
    const QLocale locale = plainLocale();
    const double most = std::max(1.0, length / leastSpacing);
    if (m_form == Form::logarithmic && m_high > 10 * m_low) {
        const double decades = std::log10(m_high / m_low);
        const int step = std::max(1, int(std::ceil(decades / most)));
        const std::vector<double> parts =
            3 * decades <= most ? std::vector<double>{1, 2, 5} : std::vector<double>{1};
        for (int decade = int(std::floor(std::log10(m_low))); std::pow(10.0, decade) <= m_high;
             decade += step) {
            for (const double part : parts) {
                const double value = part * std::pow(10.0, decade);
                if (value >= m_low && value <= m_high)
                    out.push_back({value, decade >= -3 && decade <= 4
                                              ? locale.toString(value, 'f', std::max(0, -decade))
                                              : locale.toString(value, 'g', 3)});
            }
        }
        return out;
    }
    const double step = roundStep((m_high - m_low) / most);
    const double unit = std::pow(1000.0, power());
    const int decimals = std::clamp(int(-std::floor(std::log10(step / unit) + 1e-9)), 0, 9);
    const double first = std::ceil(m_low / step - 1e-9);
    for (int i = 0; i < mostTicks && (first + i) * step <= m_high + step * 1e-6; ++i) {
        const double at = (first + i) * step;
        const double value = std::abs(at) < step * 1e-6 ? 0 : at;
        out.push_back({value, locale.toString(value / unit, 'f', decimals)});
    }
    return out;
}

QString PlotScale::title(const QString &name, const QString &unit, bool takesPrefix) const
{
    static const QString digits = u"⁰¹²³⁴⁵⁶⁷⁸⁹"_s;
    QString of = unit;
    if (const int p = power(); p != 0 && takesPrefix) {
        of.prepend(prefixOf(p));
    } else if (p != 0) {
        QString exponent = p < 0 ? u"⁻"_s : QString();
        for (const QChar digit : QString::number(std::abs(3 * p)))
            exponent += digits.at(digit.digitValue());
        of = u"10"_s + exponent + (unit.isEmpty() ? QString() : u' ' + unit);
    }
    return of.isEmpty() ? name : u"%1 (%2)"_s.arg(name, of);
}

} // namespace desk
