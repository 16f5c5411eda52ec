// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>

#include <memory>

namespace desk {

// A program of another project at the other end of a link, ended with this object. The test's thread.
class PeerProcess
{
public:
    ~PeerProcess();

    // False when it cannot be started; installer/apt-packages.txt names its package.
    bool start(const QString &program, const QStringList &arguments);
    // Ends it as pulling a cable would: at once.
    void kill();
    void write(const QByteArray &bytes);
    // Waits for the end of what it was given.
    bool finish();
    [[nodiscard]] QProcess &process() { return *m_process; }

    // A port that is free now.
    static quint16 freePort();

private:
    std::unique_ptr<QProcess> m_process = std::make_unique<QProcess>();
};

} // namespace desk
