// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace desk {

// What a finished program left.
struct Ran
{
    int code = -1; // -2: it was ended by a signal
    QByteArray out;
    QByteArray err;
};

// What it printed with --json.
[[nodiscard]] QJsonObject jsonOf(const Ran &ran);

// Runs the program `constellation` with a home, configuration and data folder of its own. Test thread.
class CommandRunner
{
public:
    CommandRunner();

    // Empties the folders.
    void clear();
    Ran run(const QStringList &arguments, const QByteArray &input = {});
    // Still running; its output is the caller's to read.
    std::unique_ptr<QProcess> start(const QStringList &arguments);
    // `constellation serve` on the data folder at a port (0 = any), ready; null when it does not get so.
    std::unique_ptr<QProcess> serve(const QString &port = QStringLiteral("0"));
    // Points that the server acknowledged since its start, by its own metrics; -1 when it does not answer.
    [[nodiscard]] qint64 accepted() const;
    static Ran finish(QProcess &process);

    [[nodiscard]] QString folder() const { return m_folder->path(); }
    [[nodiscard]] QString token() const;                // of the data folder, for everything
    [[nodiscard]] QString url() const { return m_url; } // of the server started last

private:
    QProcessEnvironment m_environment;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_url;
};

} // namespace desk
