// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/telemetry/result.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace desk {

// constellation-desk's command line. Plain value.
struct DeskOptions
{
    bool demo = false;
    QString connect; // a profile or an address: look at another instance
    QString ca;      // of --connect: a file with certificates to trust
    QString data;
    QString listen;
    QString session; // a recording to open
    bool noServer = false;
    QString screenshot;
    std::chrono::milliseconds screenshotAfter{5000};
    QSize size;
    QString panel; // object name or title word of the one panel to picture
    std::optional<std::chrono::milliseconds> exitAfter;
    QString stats;
    QString theme;    // dark, light, high-contrast
    QString language; // de, en
    QString layout;   // of windows, by name
    bool help = false;
    bool version = false;

    // arguments without the program's name. The error names the option and what it takes.
    static Result<DeskOptions> parse(const QStringList &arguments);
    static QString helpText();
};

} // namespace desk
