// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/time.h"

#include <QLocale>
#include <QString>

#include <string_view>

namespace desk {

// Numbers, ages and times as they stand on screen: thin-space (U+2009) thousands, the metric's own decimals,
// an em dash for what is unknown. Decimal marks follow the locale (value: the one given; the static figures:
// the program's default); ages and times are the same everywhere, always UTC. Plain value, any thread.
class ValueFormatter
{
public:
    explicit ValueFormatter(const QLocale &locale = QLocale::c());

    // Decimals as in models/telemetry/units.h, else 6 significant digits.
    [[nodiscard]] QString value(double v, std::string_view metric) const;
    // Rounded to as many significant digits as so many characters hold: "1.235e9". Empty when none does.
    [[nodiscard]] QString narrow(double v, int characters) const;
    // "4.10 dB", "45.000°"; the dash alone where the value is unknown.
    [[nodiscard]] QString valueWithUnit(double v, std::string_view metric) const;
    // The same in a unit that may not be the metric's usual one.
    [[nodiscard]] QString valueWithUnit(double v, std::string_view metric, std::string_view symbol) const;

    // "0.2 s", "12 s", "3 m 04 s", "2 h 10 m", "5 d 21 h". Cut, never rounded up; negative counts as 0.
    [[nodiscard]] static QString age(double seconds);
    // "15 min", "24 h", "90 s", "2 d": a span as people say it.
    [[nodiscard]] static QString span(std::chrono::seconds span);
    [[nodiscard]] static QString timeOfDay(Timestamp time, bool millis = true); // 14:03:07.250Z
    [[nodiscard]] static QString fullTime(Timestamp time);                      // 2026-11-21T14:03:07.250Z
    // "5 412"; from a million on "3.1 M", "2.0 G", cut.
    [[nodiscard]] static QString count(quint64 n);
    // "812 B", "1.4 KiB", "212 MiB"; of a rate the caller appends "/s".
    [[nodiscard]] static QString bytes(double perSecondOrTotal);
    // Events per second, without a unit: "0.2", "1 204", "3.1 M".
    [[nodiscard]] static QString rate(double perSecond);
    [[nodiscard]] static QString unknown(); // —

private:
    QLocale m_locale;
};

} // namespace desk
