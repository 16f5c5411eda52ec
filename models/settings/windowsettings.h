// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <filesystem>
#include <optional>

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
    // Per cent of the size of everything; takes effect when the program starts. 100 when nothing was chosen.
    static constexpr int smallestScale = 100;
    static constexpr int largestScale = 200;
    [[nodiscard]] int scale() const;
    void setScale(int percent) { setValue(QStringLiteral("view/scale"), QByteArray::number(percent)); }
    [[nodiscard]] bool reducedMotion() const;
    void setReducedMotion(bool on) { setValue(QStringLiteral("view/reducedMotion"), on ? "true" : "false"); }
    // MiB of live data kept in memory; nothing = as config.toml says. Takes effect at the start.
    static constexpr int smallestMemory = 16;
    static constexpr int largestMemory = 65'536;
    [[nodiscard]] std::optional<int> memoryMiB() const;
    void setMemoryMiB(std::optional<int> mib);
    // Keys of a command, by its name, as text; nothing = those it comes with. Empty = none.
    [[nodiscard]] std::optional<QString> shortcut(const QString &command) const;
    void setShortcut(const QString &command, const std::optional<QString> &keys);
    [[nodiscard]] bool firstRunSeen() const;
    void setFirstRunSeen(bool seen)
    {
        setValue(QStringLiteral("view/firstRunSeen"), seen ? "true" : "false");
    }

private:
    [[nodiscard]] QString value(const QString &key) const;
    void setValue(const QString &key, const QByteArray &text);
    QString m_file;
};

} // namespace desk
