// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/commandrunner.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;

// The commands as processes against a `constellation serve` that speaks TLS with its self-made certificate.
class TstCommandLineTls : public QObject
{
    Q_OBJECT

    CommandRunner m_runner;
    std::unique_ptr<QProcess> m_server;

    // Options that hide whose data folder it is, so that nothing is trusted by itself.
    [[nodiscard]] QStringList elsewhere() const
    {
        return {u"--url"_s,       m_runner.url(), u"--token"_s,
                m_runner.token(), u"--data"_s,    m_runner.folder() + u"/other"_s};
    }

    [[nodiscard]] QString certificate() const { return m_runner.folder() + u"/data/tls-certificate.pem"_s; }

    // Messages of the doctor's check of the certificate with their results, "WARN …".
    QStringList findings(const QString &check = u"certificate"_s)
    {
        const Ran ran = m_runner.run({u"doctor"_s, u"--json"_s});
        QStringList list;
        for (const QJsonValue each : QJsonDocument::fromJson(ran.out)["checks"_L1].toArray()) {
            if (each["check"_L1].toString() == check)
                list += each["result"_L1].toString() + u' ' + each["message"_L1].toString() + u" -> "_s +
                        each["remedy"_L1].toString();
        }
        return list;
    }

private Q_SLOTS:
    void initTestCase()
    {
        QFile file(m_runner.folder() + u"/config/config.toml"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("[tls]\nenabled = true\n");
        file.close();
        m_server = m_runner.serve();
        QVERIFY(m_server);
        QVERIFY2(m_runner.url().startsWith(u"https://"_s), qPrintable(m_runner.url()));
    }

    void cleanupTestCase()
    {
        if (!m_server)
            return;
        m_server->terminate();
        QCOMPARE(CommandRunner::finish(*m_server).code, 0);
    }

    void theOwnDataFoldersCertificateIsTrusted_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::newRow("token") << QStringList{u"token"_s, u"list"_s};
        QTest::newRow("topology") << QStringList{u"topology"_s, u"pull"_s};
        QTest::newRow("post") << QStringList{u"post"_s, QStringLiteral(DESK_TEST_DATA "/post/elapsed.csv")};
        QTest::newRow("simulate") << QStringList{u"simulate"_s, u"--satellites"_s, u"3"_s, u"--speed"_s,
                                                 u"max"_s,      u"--duration"_s,   u"2"_s};
    }

    void theOwnDataFoldersCertificateIsTrusted()
    {
        QFETCH(const QStringList, command);
        const Ran ran = m_runner.run(command);
        QVERIFY2(ran.code == 0, ran.err.constData());
        const Ran named = m_runner.run(command + QStringList{u"--url"_s, m_runner.url()});
        QVERIFY2(named.code == 0, named.err.constData());
    }

    void aStrangersCertificateIsRefusedWithTheRemedy()
    {
        const Ran ran = m_runner.run(QStringList{u"token"_s, u"list"_s} + elsewhere());
        QVERIFY(ran.code != 0);
        QVERIFY2(ran.err.contains("certificate is not trusted") && ran.err.contains("--ca"),
                 ran.err.constData());
    }

    void aNamedCertificateIsTrusted()
    {
        const Ran ran =
            m_runner.run(QStringList{u"token"_s, u"list"_s, u"--ca"_s, certificate()} + elsewhere());
        QVERIFY2(ran.code == 0, ran.err.constData());
    }

    void aWrongCertificateFileIsNamed()
    {
        const QString missing = m_runner.folder() + u"/none.pem"_s;
        Ran ran = m_runner.run(QStringList{u"token"_s, u"list"_s, u"--ca"_s, missing} + elsewhere());
        QVERIFY(ran.code != 0);
        QVERIFY2(ran.err.contains("none.pem is no file"), ran.err.constData());
        QFile file(m_runner.folder() + u"/garbage.pem"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("nothing of that kind\n");
        file.close();
        ran = m_runner.run(QStringList{u"token"_s, u"list"_s, u"--ca"_s, file.fileName()} + elsewhere());
        QVERIFY(ran.code != 0);
        QVERIFY2(ran.err.contains("garbage.pem"), ran.err.constData());
    }

    void aBenchmarkMeasuresOverTls()
    {
        const QStringList bench{u"bench"_s,  u"ingest"_s, u"--seconds"_s, u"0.3"_s,
                                u"--rate"_s, u"20000"_s,  u"--json"_s};
        const qint64 before = m_runner.accepted();
        const Ran ran = m_runner.run(bench + elsewhere() + QStringList{u"--ca"_s, certificate()});
        double points = 0;
        double refused = -1;
        for (const QJsonValue each : QJsonDocument::fromJson(ran.out)["results"_L1].toArray()) {
            if (each["name"_L1].toString() == u"points_per_second"_s)
                points = each["value"_L1].toDouble();
            if (each["name"_L1].toString() == u"refused_requests"_s)
                refused = each["value"_L1].toDouble();
        }
        QVERIFY2(points > 1000, ran.err.constData());
        QCOMPARE(refused, 0.0);
        QVERIFY(before >= 0 && m_runner.accepted() > before);
        const Ran stranger = m_runner.run(bench + elsewhere());
        QCOMPARE(stranger.code, 1);
        QVERIFY2(stranger.err.contains("not trusted") && stranger.err.contains("--ca"),
                 stranger.err.constData());
        const Ran live = m_runner.run(bench + QStringList{u"--subscribers"_s, u"1"_s} + elsewhere());
        QVERIFY2(live.code == 1 && live.err.contains("subscribers speak no TLS"), live.err.constData());
    }

    void theDoctorReachesTheServerAndJudgesTheCertificate()
    {
        QVERIFY2(findings(u"instance"_s).value(0).startsWith(u"OK"_s),
                 qPrintable(findings(u"instance"_s).join(u'\n')));
        QCOMPARE(findings().size(), 1);
        QVERIFY2(findings().first().startsWith(u"OK"_s), qPrintable(findings().first()));
    }

    void theDoctorSeesAKeyThatOthersCanRead()
    {
        QFile key(m_runner.folder() + u"/data/tls-key.pem"_s);
        const auto before = key.permissions();
        QVERIFY(key.setPermissions(before | QFile::ReadOther));
        const QStringList said = findings();
        QVERIFY(key.setPermissions(before));
        QVERIFY2(said.join(u'\n').contains(u"can be read by others -> chmod 600"_s),
                 qPrintable(said.join(u'\n')));
    }

    void theDoctorSeesANameThatIsMissing()
    {
        QFile file(m_runner.folder() + u"/config/config.toml"_s);
        QVERIFY(file.open(QIODevice::Append));
        file.write("[server]\nhosts = [\"lab.example\"]\n");
        file.close();
        const QStringList said = findings();
        QVERIFY2(said.join(u'\n').contains(u"WARN it is not for lab.example"_s),
                 qPrintable(said.join(u'\n')));
    }

    void theDoctorSeesACertificateThatEnds_data()
    {
        QTest::addColumn<QString>("days");
        QTest::addColumn<QString>("said");
        QTest::newRow("soon") << u"5"_s << u"WARN "_s;
        QTest::newRow("past") << u"-1"_s << u"FAIL "_s;
    }

    void theDoctorSeesACertificateThatEnds()
    {
        QFETCH(const QString, days);
        QFETCH(const QString, said);
        const QString folder = m_runner.folder();
        QProcess openssl;
        openssl.start(u"openssl"_s,
                      {u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                       u"ec_paramgen_curve:P-256"_s, u"-nodes"_s, u"-subj"_s, u"/CN=lab"_s, u"-addext"_s,
                       u"subjectAltName=DNS:lab.example"_s, u"-days"_s, u"5"_s, u"-keyout"_s,
                       folder + u"/key.pem"_s, u"-out"_s, folder + u"/cert.pem"_s});
        QVERIFY(openssl.waitForFinished());
        QVERIFY2(openssl.exitCode() == 0, openssl.readAllStandardError().constData());
        // `req` makes none that has ended already, `x509` does.
        openssl.start(u"openssl"_s,
                      {u"x509"_s, u"-in"_s, folder + u"/cert.pem"_s, u"-signkey"_s, folder + u"/key.pem"_s,
                       u"-days"_s, days, u"-out"_s, folder + u"/cert.pem"_s});
        QVERIFY(openssl.waitForFinished());
        QVERIFY2(openssl.exitCode() == 0, openssl.readAllStandardError().constData());
        QFile file(folder + u"/config/config.toml"_s);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const QByteArray made = folder.toUtf8();
        file.write("[tls]\nenabled = true\ncertificate = \"");
        file.write(made);
        file.write("/cert.pem\"\nkey = \"");
        file.write(made);
        file.write("/key.pem\"\n[server]\nhosts = [\"lab.example\"]\n");
        file.close();
        const QString all = findings().join(u'\n');
        QVERIFY2(all.contains(said) && all.contains(u"end"_s) && all.contains(u"get a new certificate"_s),
                 qPrintable(all));
    }
};

DESK_TEST(TstCommandLineTls)
#include "tst_commandlinetls.moc"
