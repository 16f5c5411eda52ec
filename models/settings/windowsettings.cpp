// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/windowsettings.h"

#include <QJsonDocument>
#include <QSettings>

namespace desk {

WindowSettings::WindowSettings(const std::filesystem::path &folder)
    : m_file(QString::fromStdString((folder / "desk.ini").string()))
{
}

QString WindowSettings::value(const QString &key) const
{
    return QSettings(m_file, QSettings::IniFormat).value(key).toString();
}

void WindowSettings::setValue(const QString &key, const QByteArray &text)
{
    QSettings(m_file, QSettings::IniFormat).setValue(key, QString::fromUtf8(text));
}

QJsonObject WindowSettings::panel(const QString &name) const
{
    return QJsonDocument::fromJson(value(QStringLiteral("panels/") + name).toUtf8()).object();
}

void WindowSettings::setPanel(const QString &name, const QJsonObject &state)
{
    setValue(QStringLiteral("panels/") + name, QJsonDocument(state).toJson(QJsonDocument::Compact));
}

} // namespace desk
