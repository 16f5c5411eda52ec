// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>

#include <csignal>

namespace desk {

// A worker in Python (foreignworker.py) as a process of its own. The test's thread.
class ForeignWorker
{
public:
    explicit ForeignWorker(quint16 port, const QStringList &options = {})
    {
        QStringList arguments{QStringLiteral(DESK_SOURCE_DIR "/tests/integration/foreignworker.py"),
                              QString::number(port)};
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral("/usr/bin/python3"), arguments + options);
    }
    ~ForeignWorker() { kill(); }
    ForeignWorker(const ForeignWorker &) = delete;
    ForeignWorker &operator=(const ForeignWorker &) = delete;

    // All its connections stand.
    bool isReady(int patience = 60'000) { return waitFor("ready", patience); }
    bool waitFor(const QByteArray &line, int patience = 10'000)
    {
        while (!m_lines.contains(line)) {
            if (m_process.bytesAvailable() == 0 && !m_process.waitForReadyRead(patience))
                return false;
            take();
        }
        return true;
    }
    // How often it was asked for the path so far.
    qsizetype seen(const QByteArray &path)
    {
        m_process.waitForReadyRead(0);
        take();
        return m_lines.count(QByteArray("seen " + path));
    }
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    void signal(int number) const { ::kill(static_cast<pid_t>(m_process.processId()), number); }

private:
    void take()
    {
        m_bytes += m_process.readAllStandardOutput();
        for (qsizetype end = m_bytes.indexOf('\n'); end >= 0; end = m_bytes.indexOf('\n')) {
            m_lines += m_bytes.first(end);
            m_bytes.remove(0, end + 1);
        }
    }

    QProcess m_process;
    QByteArray m_bytes;
    QByteArrayList m_lines;
};

} // namespace desk
