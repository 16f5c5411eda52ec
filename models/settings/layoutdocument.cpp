// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/layoutdocument.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace desk {

using namespace Qt::StringLiterals;

namespace {

const QString formatName = u"constellation-desk-layout"_s;

} // namespace

QJsonObject layoutOf(const QString &name, const QJsonArray &windows)
{
    return {
        {u"format"_s, formatName}, {u"version"_s, layoutVersion}, {u"name"_s, name}, {u"windows"_s, windows}};
}

Result<QJsonObject> parseLayout(const QByteArray &text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        return failure(ErrorCode::parseError,
                       "it is damaged at byte " + std::to_string(error.offset) + ": " +
                           error.errorString().toStdString(),
                       {}, error.offset);
    const QJsonObject layout = document.object();
    if (layout.value(u"format"_s).toString() != formatName)
        return failure(ErrorCode::parseError,
                       "it is no layout: \"format\" must be \"" + formatName.toStdString() + "\"", "format");
    const int version = layout.value(u"version"_s).toInt();
    if (version > layoutVersion)
        return failure(ErrorCode::unsupported,
                       "it was made by a newer program: its version is " + std::to_string(version) +
                           ", this program reads up to " + std::to_string(layoutVersion),
                       "version");
    if (version < layoutVersion) // version 1 was never a file
        return failure(ErrorCode::parseError, "\"version\" must be " + std::to_string(layoutVersion),
                       "version");
    const QJsonArray windows = layout.value(u"windows"_s).toArray();
    if (windows.isEmpty())
        return failure(ErrorCode::missingField, "\"windows\" must be a list with at least one window",
                       "windows");
    for (const QJsonValue &window : windows) {
        if (!window.isObject())
            return failure(ErrorCode::parseError, "each of \"windows\" must be an object", "windows");
    }
    return layout;
}

QJsonObject layoutFromVersion1(const WindowSettings &settings, const QStringList &panels)
{
    QJsonObject states;
    for (const QString &name : panels) {
        if (const QJsonObject state = settings.panel(name); !state.isEmpty())
            states.insert(name, QJsonObject{{u"state"_s, state}});
    }
    if (settings.geometry().isEmpty() && settings.docks().isEmpty() && states.isEmpty())
        return layoutOf({}, {});
    return layoutOf({}, {QJsonObject{{u"geometry"_s, QString::fromLatin1(settings.geometry())},
                                     {u"docks"_s, QString::fromLatin1(settings.docks())},
                                     {u"panels"_s, states}}});
}

} // namespace desk
