// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/itemmodels/valueformatter.h"

#include "models/telemetry/units.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace desk {
namespace {

using namespace Qt::StringLiterals;

constexpr QChar thinSpace{0x2009};
constexpr double exponentFrom = 1e15; // beyond it digits are noise of the double

// text is a C-locale number. Groups its integer digits and sets the locale's decimal mark.
QString localised(const QString &text, const QLocale &locale)
{
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    qsizetype at = text.startsWith(u'-') ? 1 : 0;
    qsizetype end = at;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    const bool zero = std::none_of(text.begin(), text.end(), [](QChar c) { return c >= u'1' && c <= u'9'; });
    QString out;
    out.reserve(text.size() + 6);
    if (at == 1 && !zero)
        out += u'-'; // no "-0.00"
    for (; at < end; ++at) {
        out += text[at];
        if (const qsizetype left = end - at - 1; left > 0 && left % 3 == 0)
            out += thinSpace;
    }
    if (end < text.size() && text[end] == u'.') {
        out += locale.decimalPoint();
        ++end;
    }
    return out + text.mid(end);
}

QString fixed(double v, int decimals, const QLocale &locale)
{
    return localised(QString::number(v, 'f', decimals), locale);
}

QString significant(double v, const QLocale &locale)
{
    const double magnitude = std::abs(v);
    const bool whole = v == std::floor(v) || magnitude >= 1e5;
    if (magnitude < exponentFrom && whole)
        return fixed(v, 0, locale);
    return localised(QString::number(v, 'g', 6), locale);
}

// One decimal, cut: 999 950 000 must not become "1000.0 M".
QString cut(double v, const QLocale &locale)
{
    return fixed(std::floor(v * 10 + 1e-6) / 10, 1, locale);
}

// 12 -> "12", 4 -> "04"
QString twoDigits(qint64 n)
{
    return QString::number(n).rightJustified(2, u'0');
}

} // namespace

ValueFormatter::ValueFormatter(const QLocale &locale)
    : m_locale(locale)
{
}

QString ValueFormatter::unknown()
{
    return u"—"_s;
}

QString ValueFormatter::value(double v, std::string_view metric) const
{
    if (!std::isfinite(v))
        return unknown();
    const int decimals = decimalsOf(metric);
    return decimals >= 0 && std::abs(v) < exponentFrom ? fixed(v, decimals, m_locale)
                                                       : significant(v, m_locale);
}

QString ValueFormatter::narrow(double v, int characters) const
{
    if (!std::isfinite(v))
        return {};
    for (int digits = 6; digits > 0; --digits) {
        QString text = QString::number(v, 'g', digits);
        text.replace(u"e+0"_s, u"e"_s).replace(u"e+"_s, u"e"_s).replace(u"e-0"_s, u"e-"_s);
        if (text.size() <= characters)
            return localised(text, m_locale);
    }
    return {};
}

QString ValueFormatter::valueWithUnit(double v, std::string_view metric) const
{
    return valueWithUnit(v, metric, unitOf(metric));
}

QString ValueFormatter::valueWithUnit(double v, std::string_view metric, std::string_view symbol) const
{
    if (!std::isfinite(v))
        return unknown();
    const QString unit = QString::fromUtf8(symbol.data(), qsizetype(symbol.size()));
    if (unit.isEmpty() || unit == u"°")
        return value(v, metric) + unit;
    return value(v, metric) + u' ' + unit;
}

QString ValueFormatter::age(double seconds)
{
    if (!std::isfinite(seconds))
        return unknown();
    seconds = std::clamp(seconds, 0.0, 1e11);
    if (seconds < 10) // tenths, cut; the small term undoes 0.3 being 0.29999…
        return QString::number(std::floor(seconds * 10 + 1e-6) / 10, 'f', 1) + u" s";
    const auto s = qint64(seconds);
    if (s < 60)
        return QString::number(s) + u" s";
    if (s < 3600)
        return QString::number(s / 60) + u" m " + twoDigits(s % 60) + u" s";
    if (s < 86'400)
        return QString::number(s / 3600) + u" h " + twoDigits(s / 60 % 60) + u" m";
    return QString::number(s / 86'400) + u" d " + twoDigits(s / 3600 % 24) + u" h";
}

QString ValueFormatter::timeOfDay(Timestamp time, bool millis)
{
    const std::string text = formatTimestamp(time, millis ? Fraction::milli : Fraction::none);
    return QString::fromStdString(text.substr(text.find('T') + 1));
}

QString ValueFormatter::fullTime(Timestamp time)
{
    return QString::fromStdString(formatTimestamp(time));
}

QString ValueFormatter::count(quint64 n)
{
    const QLocale locale;
    if (n < 1'000'000)
        return localised(QString::number(n), locale);
    if (n < 1'000'000'000)
        return cut(double(n) / 1e6, locale) + u" M";
    return cut(double(n) / 1e9, locale) + u" G";
}

QString ValueFormatter::bytes(double perSecondOrTotal)
{
    if (!std::isfinite(perSecondOrTotal))
        return unknown();
    static constexpr std::array units{"B", "KiB", "MiB", "GiB", "TiB"};
    double v = std::max(0.0, perSecondOrTotal);
    std::size_t unit = 0;
    // 999.5 and more would be four digits.
    for (; v >= 999.5 && unit + 1 < units.size(); ++unit)
        v /= 1024;
    const int decimals = unit > 0 && v < 9.95 ? 1 : 0;
    return fixed(v, decimals, QLocale()) + u' ' + QLatin1StringView(units[unit]);
}

QString ValueFormatter::rate(double perSecond)
{
    if (!std::isfinite(perSecond))
        return unknown();
    const QLocale locale;
    const double v = std::max(0.0, perSecond);
    if (v >= 999'999.5)
        return v < 1e9 ? cut(v / 1e6, locale) + u" M" : cut(v / 1e9, locale) + u" G";
    return fixed(v, v > 0 && v < 9.95 ? 1 : 0, locale);
}

QString ValueFormatter::span(std::chrono::seconds span)
{
    const auto s = span.count();
    if (s % 86'400 == 0 && s > 86'400)
        return QString::number(s / 86'400) + u" d"_s;
    if (s % 3600 == 0)
        return QString::number(s / 3600) + u" h"_s;
    if (s % 60 == 0)
        return QString::number(s / 60) + u" min"_s;
    if (s > 3600)
        return QString::number(double(s) / 3600, 'f', 1) + u" h"_s;
    if (s > 300)
        return QString::number(double(s) / 60, 'f', 1) + u" min"_s;
    return QString::number(s) + u" s"_s;
}

} // namespace desk
