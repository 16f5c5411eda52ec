// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/settings/windowsettings.h"
#include "models/telemetry/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>

namespace desk {

// An arrangement of windows as JSON: {"format", "version", "name", "windows": [state of each window, the main
// one first]}. What is in a state is the window's business. Pure functions.

constexpr int layoutVersion = 2;
// Readers take layouts up to this size.
constexpr qint64 largestLayout = qint64{4} << 20;

[[nodiscard]] QJsonObject layoutOf(const QString &name, const QJsonArray &windows);
// The error says why a text is no layout that can be used: damaged where, or made by which newer version.
[[nodiscard]] Result<QJsonObject> parseLayout(const QByteArray &text);
// What version 1 kept in desk.ini: geometry, docks, and a state for each of these panels. An empty array of
// windows when it kept nothing.
[[nodiscard]] QJsonObject layoutFromVersion1(const WindowSettings &settings, const QStringList &panels);

} // namespace desk
