// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <filesystem>

namespace desk {

// What a window remembers between starts: desk.ini in the config folder. The only place that uses QSettings.
// GUI thread.
class WindowSettings
{
public:
    explicit WindowSettings(const std::filesystem::path &folder);

    [[nodiscard]] QByteArray geometry() const { return value(QStringLiteral("window/geometry")).toUtf8(); }
    void setGeometry(const QByteArray &geometry) { setValue(QStringLiteral("window/geometry"), geometry); }
    [[nodiscard]] QByteArray docks() const { return value(QStringLiteral("window/docks")).toUtf8(); }
    void setDocks(const QByteArray &docks) { setValue(QStringLiteral("window/docks"), docks); }
    // State of one panel, by its object name.
    [[nodiscard]] QJsonObject panel(const QString &name) const;
    void setPanel(const QString &name, const QJsonObject &state);
    [[nodiscard]] QString theme() const { return value(QStringLiteral("view/theme")); }
    void setTheme(const QString &name) { setValue(QStringLiteral("view/theme"), name.toUtf8()); }
    [[nodiscard]] QString language() const { return value(QStringLiteral("view/language")); }
    void setLanguage(const QString &code) { setValue(QStringLiteral("view/language"), code.toUtf8()); }

private:
    [[nodiscard]] QString value(const QString &key) const;
    void setValue(const QString &key, const QByteArray &text);
    QString m_file;
};

} // namespace desk
