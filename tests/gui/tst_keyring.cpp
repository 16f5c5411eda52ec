// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/linkkeyring.h"
#include "models/links/linkmanager.h"
#include "tests/support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>

using namespace desk;
using namespace Qt::StringLiterals;

// The key ring of a session of the test's own: dbus-daemon and gnome-keyring.
class TstKeyRing : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QProcess m_bus;
    QProcess m_ring;

    static void end(QProcess &process)
    {
        process.terminate();
        if (!process.waitForFinished(3000))
            process.kill();
        process.waitForFinished(3000);
    }
    void startSession()
    {
        m_bus.start(u"dbus-daemon"_s, {u"--session"_s, u"--nofork"_s, u"--print-address=1"_s});
        QVERIFY2(m_bus.waitForStarted(), "install the package dbus-daemon");
        QTRY_VERIFY_WITH_TIMEOUT(m_bus.canReadLine(), 5'000);
        qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus.readLine().trimmed());
        QProcessEnvironment own = QProcessEnvironment::systemEnvironment();
        own.insert(u"XDG_DATA_HOME"_s, m_folder.filePath(u"data"_s));
        own.insert(u"HOME"_s, m_folder.path());
        own.insert(u"XDG_RUNTIME_DIR"_s,
                   m_folder.filePath(u"control"_s)); // else another's daemon may be found
        m_ring.setProcessEnvironment(own);
        m_ring.start(u"gnome-keyring-daemon"_s,
                     {u"--unlock"_s, u"--foreground"_s, u"--components=secrets"_s,
                      u"--control-directory="_s + m_folder.filePath(u"control"_s)});
        QVERIFY2(m_ring.waitForStarted(), "install the package gnome-keyring");
        m_ring.write("word");
        m_ring.closeWriteChannel();
        // It writes where it is listened for once it is there.
        QVERIFY2(QTest::qWaitFor([this] { return m_ring.bytesAvailable() > 0; }, 20'000),
                 m_ring.readAllStandardError().constData());
    }
    template <class Answer>
    static Answer answered(const std::function<void(std::function<void(Answer)>)> &ask)
    {
        std::optional<Answer> answer;
        ask([&answer](Answer given) { answer = std::move(given); });
        if (answer)
            qWarning("it answered at once, so it waited");
        if (!QTest::qWaitFor([&] { return answer.has_value(); }, 20'000))
            return Answer(failure(ErrorCode::timeout, "no answer"));
        return *answer;
    }
    static Result<void> write(KeyRing &ring, const std::string &name, const std::string &secret)
    {
        return answered<Result<void>>([&](auto answer) { ring.write(name, secret, std::move(answer)); });
    }
    static Result<std::string> read(KeyRing &ring, const std::string &name)
    {
        return answered<Result<std::string>>([&](auto answer) { ring.read(name, std::move(answer)); });
    }

private Q_SLOTS:
    void initTestCase()
    {
        QDir().mkpath(m_folder.filePath(u"control"_s));
        QVERIFY(QFile::setPermissions(m_folder.filePath(u"control"_s),
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + m_folder.filePath(u"none"_s).toLocal8Bit());
    }
    void cleanupTestCase()
    {
        end(m_ring);
        end(m_bus);
    }

    void withoutAKeyRingTheVariableIsNamed()
    {
        KeyRing ring;
        const auto kept = write(ring, "lab-broker", "pass word");
        QVERIFY(!kept);
        const QString said = QString::fromStdString(kept.error().message);
        QVERIFY2(said.startsWith(u"this session has no key ring"_s), qPrintable(said));
        QVERIFY2(said.contains(u"CONSTELLATION_LINK_LAB_BROKER"_s), qPrintable(said));
        QVERIFY(!read(ring, "lab-broker"));
    }

    void keepsASecretInTheKeyRing()
    {
        startSession();
        QVERIFY(!QTest::currentTestFailed());
        KeyRing ring;
        const auto unknown = read(ring, "lab-broker");
        QVERIFY(!unknown);
        QVERIFY2(unknown.error().code == ErrorCode::notFound, unknown.error().message.c_str());
        const auto kept = write(ring, "lab-broker", "pass wörd");
        QVERIFY2(kept, kept ? "" : kept.error().message.c_str());
        QCOMPARE(read(ring, "lab-broker").value_or("none"), std::string("pass wörd"));
        QVERIFY(answered<Result<void>>([&](auto answer) { ring.remove("lab-broker", std::move(answer)); }));
        QVERIFY(!read(ring, "lab-broker"));
    }

    // What one program kept, the next one finds for its links; the file has only the name.
    void handsLinksTheirSecrets()
    {
        const SystemTimeService time;
        const EnvironmentLinkSecrets environment;
        EventLog events;
        IntakeQueue queue({}, {});
        std::string file;
        LinkManager::Parts parts{
            queue, environment, events, time,
            [&file](const std::filesystem::path &, std::string_view text) -> Result<void> {
                file = text;
                return {};
            }};
        MqttSettings mqtt;
        mqtt.host = "127.0.0.1";
        mqtt.topics = {"#"};
        mqtt.passwordSecret = "tst-keyring";
        LinkDefinition link;
        link.id = link.name = "broker";
        link.node = link.decoder.node = "bench";
        link.transport = mqtt;
        {
            LinkManager links(parts);
            LinkKeyRing ring(links, nullptr);
            bool isRefused = false;
            ring.keep("tst-keyring", "secret word", [&isRefused](const Error &) { isRefused = true; });
            QCOMPARE(links.secrets().secret("tst-keyring"), std::optional<std::string>("secret word"));
            KeyRing other;
            QTRY_COMPARE(read(other, "tst-keyring").value_or(""), std::string("secret word"));
            QVERIFY(!isRefused);
        }
        LinkManager links(parts);
        QVERIFY(links.put(link));
        QVERIFY(!links.secrets().secret("tst-keyring"));
        LinkKeyRing ring(links, nullptr);
        QTRY_COMPARE_WITH_TIMEOUT(links.secrets().secret("tst-keyring"),
                                  std::optional<std::string>("secret word"), 10'000);
        QVERIFY(file.find("tst-keyring") != std::string::npos);
        QVERIFY(file.find("secret word") == std::string::npos);
        qputenv("CONSTELLATION_LINK_TST_KEYRING", "of the environment");
        QCOMPARE(links.secrets().secret("tst-keyring"), std::optional<std::string>("of the environment"));
    }
};

DESK_GUI_TEST(TstKeyRing)
#include "tst_keyring.moc"
