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

int WindowSettings::scale() const
{
    const int percent = value(QStringLiteral("view/scale")).toInt();
    return percent >= smallestScale && percent <= largestScale ? percent : 100;
}

bool WindowSettings::reducedMotion() const
{
    return value(QStringLiteral("view/reducedMotion")) == QStringLiteral("true");
}

std::optional<int> WindowSettings::memoryMiB() const
{
    const int mib = value(QStringLiteral("memory/mib")).toInt();
    return mib >= smallestMemory && mib <= largestMemory ? std::optional(mib) : std::nullopt;
}

void WindowSettings::setMemoryMiB(std::optional<int> mib)
{
    setValue(QStringLiteral("memory/mib"), mib ? QByteArray::number(*mib) : QByteArray());
}

std::optional<QString> WindowSettings::shortcut(const QString &command) const
{
    const QVariant keys =
        QSettings(m_file, QSettings::IniFormat).value(QStringLiteral("shortcuts/") + command);
    return keys.isValid() ? std::optional(keys.toString()) : std::nullopt;
}

void WindowSettings::setShortcut(const QString &command, const std::optional<QString> &keys)
{
    QSettings settings(m_file, QSettings::IniFormat);
    if (keys)
        settings.setValue(QStringLiteral("shortcuts/") + command, *keys);
    else
        settings.remove(QStringLiteral("shortcuts/") + command);
}

bool WindowSettings::firstRunSeen() const
{
    return value(QStringLiteral("view/firstRunSeen")) == QStringLiteral("true");
}

} // namespace desk
