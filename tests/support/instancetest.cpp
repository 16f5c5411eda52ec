// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/instancetest.h"

#include <QTest>

namespace desk {

using namespace Qt::StringLiterals;

InstanceTest::InstanceTest(const TimeService &time)
    : m_time(time)
{
}

Configuration InstanceTest::configuration() const
{
    Configuration c;
    c.dataFolder = m_folder->path().toStdString();
    c.listenPort = 0;
    c.workersPort = 0;
    return c;
}

void InstanceTest::start(const Configuration &configuration)
{
    m_instance.reset(); // its data folder is locked while it lives
    m_instance = std::make_unique<Instance>(Instance::Options{configuration, "test"}, m_time);
    const auto ready = m_instance->start();
    QVERIFY2(ready, ready ? "" : ready.error().message.c_str());
    m_ready = *ready;
}

void InstanceTest::forget()
{
    m_instance.reset();
    m_folder = std::make_unique<QTemporaryDir>();
}

QByteArray InstanceTest::host() const
{
    return "Host: 127.0.0.1:" + QByteArray::number(m_ready.port) + "\r\n";
}

std::string InstanceTest::certificate() const
{
    return m_folder->filePath(u"tls-certificate.pem"_s).toStdString();
}

QByteArray InstanceTest::authorization() const
{
    return "Authorization: Bearer " + QByteArray::fromStdString(m_instance->token()) + "\r\n";
}

HttpResponse InstanceTest::send(const char *method, const std::string &path, const std::string &body) const
{
    HttpClientOptions options{m_ready.http, m_instance->token()};
    options.longestAnswer = 256U << 20U;
    if (m_ready.http.starts_with("https:"))
        options.caFile = certificate();
    const auto response = HttpClient(options).send(method, path, body);
    return response ? *response : HttpResponse{};
}

} // namespace desk
