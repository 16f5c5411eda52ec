// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/links/peerprocess.h"

#include <QStandardPaths>
#include <QTcpServer>

namespace desk {

PeerProcess::~PeerProcess()
{
    kill();
}

bool PeerProcess::start(const QString &program, const QStringList &arguments)
{
    kill();
    m_process = std::make_unique<QProcess>();
    const QString path =
        QStandardPaths::findExecutable(program, {QStringLiteral("/usr/bin"), QStringLiteral("/usr/sbin")});
    m_process->setProcessChannelMode(QProcess::MergedChannels);
    m_process->start(path, arguments);
    return !path.isEmpty() && m_process->waitForStarted();
}

void PeerProcess::kill()
{
    if (m_process->state() == QProcess::NotRunning)
        return;
    m_process->kill();
    m_process->waitForFinished();
}

void PeerProcess::write(const QByteArray &bytes)
{
    m_process->write(bytes);
    while (m_process->bytesToWrite() > 0 && m_process->waitForBytesWritten()) {
    }
}

bool PeerProcess::finish()
{
    m_process->closeWriteChannel();
    return m_process->waitForFinished() && m_process->exitCode() == 0;
}

quint16 PeerProcess::freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace desk
