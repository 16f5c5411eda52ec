// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/commandrunner.h"

#include "models/datalink/httpclient.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace desk {
namespace {

constexpr int longestRun = 60'000; // sanitizers are slow

} // namespace

QJsonObject jsonOf(const Ran &ran)
{
    return QJsonDocument::fromJson(ran.out).object();
}

CommandRunner::CommandRunner()
{
    clear();
}

void CommandRunner::clear()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QDir(m_folder->path()).mkdir(u"config"_s);
    m_environment = QProcessEnvironment::systemEnvironment();
    for (const QString &name : m_environment.keys()) {
        if (name.startsWith(u"CONSTELLATION_"_s) || name == u"API_KEY"_s || name == u"SERVICE_TOKEN"_s)
            m_environment.remove(name);
    }
    m_environment.insert(u"HOME"_s, m_folder->path());
    m_environment.insert(u"CONSTELLATION_CONFIG_DIR"_s, m_folder->path() + u"/config"_s);
    m_environment.insert(u"CONSTELLATION_DATA"_s, m_folder->path() + u"/data"_s);
}

std::unique_ptr<QProcess> CommandRunner::start(const QStringList &arguments)
{
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(m_environment);
    process->start(QStringLiteral(DESK_BIN_DIR "/constellation"), arguments);
    process->waitForStarted(longestRun);
    return process;
}

Ran CommandRunner::finish(QProcess &process)
{
    process.closeWriteChannel();
    Ran ran;
    if (process.state() != QProcess::NotRunning && !process.waitForFinished(longestRun)) {
        process.kill();
        process.waitForFinished();
    } else {
        ran.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -2;
    }
    ran.out = process.readAllStandardOutput();
    ran.err = process.readAllStandardError();
    return ran;
}

Ran CommandRunner::run(const QStringList &arguments, const QByteArray &input)
{
    const auto process = start(arguments);
    process->write(input);
    return finish(*process);
}

QString CommandRunner::token() const
{
    QFile file(m_folder->path() + u"/data/credentials"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromLatin1(file.readLine()).section(u':', 1).trimmed();
}

qint64 CommandRunner::accepted() const
{
    HttpClientOptions options{.baseUrl = m_url.toStdString(), .token = {}};
    if (m_url.startsWith(u"https:"_s))
        options.caFile = folder().toStdString() + "/data/tls-certificate.pem";
    const auto answer = HttpClient(options).send("GET", "/metrics");
    if (!answer)
        return -1;
    const QByteArray name = "\nconstellation_points_received_total ";
    const auto text = QByteArray::fromStdString(answer->body);
    const auto at = text.indexOf(name);
    return at < 0 ? -1 : qint64(text.mid(at + name.size(), 30).split('\n').first().toDouble());
}

std::unique_ptr<QProcess> CommandRunner::serve(const QString &port)
{
    auto process = start({u"serve"_s, u"--listen"_s, u"127.0.0.1:"_s + port});
    while (!process->canReadLine()) {
        if (!process->waitForReadyRead(longestRun)) {
            qWarning("the server is not ready: %s", process->readAllStandardError().constData());
            return nullptr;
        }
    }
    m_url = QJsonDocument::fromJson(process->readLine())["http"_L1].toString();
    return process;
}

} // namespace desk
