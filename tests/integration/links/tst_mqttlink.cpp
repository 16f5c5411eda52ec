// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/links/peerprocess.h"
#include "tests/support/linkrig.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>

using namespace desk;

// The mosquitto broker and its own clients at the other end.
class TstMqttLink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsTopicsByWildcards_data();
    void readsTopicsByWildcards();
    void acknowledgesOnlyWhatIsKept_data();
    void acknowledgesOnlyWhatIsKept();
    void getsWhatCameWhileItWasAway();
    void losesNothingOfManyMessages_data();
    void losesNothingOfManyMessages();
    void comesBackWhenTheBrokerDoes();
    void saysThatThePasswordIsWrong();
    void speaksTls();
    void saysThatNobodyListens();

private:
    void startBroker(const QByteArray &configuration = {});
    void publish(const QString &topic, const QByteArray &message, int qos = 1);
    [[nodiscard]] LinkDefinition definition(std::vector<std::string> topics, int version = 5) const;
    [[nodiscard]] static MqttSettings &settingsOf(LinkDefinition &definition)
    {
        return std::get<MqttSettings>(definition.transport);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PeerProcess> m_broker;
    quint16 m_port = 0;
};

void TstMqttLink::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_broker = std::make_unique<PeerProcess>();
    m_port = PeerProcess::freePort();
}

void TstMqttLink::startBroker(const QByteArray &configuration)
{
    QFile file(m_folder->filePath(QStringLiteral("mosquitto.conf")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("listener " + QByteArray::number(m_port) + " 127.0.0.1\nmax_queued_messages 0\n" +
               (configuration.isEmpty() ? QByteArray("allow_anonymous true\n") : configuration));
    file.close();
    QVERIFY2(m_broker->start(QStringLiteral("mosquitto"), {QStringLiteral("-c"), file.fileName()}),
             "install the package mosquitto");
}

void TstMqttLink::publish(const QString &topic, const QByteArray &message, int qos)
{
    PeerProcess client;
    QVERIFY2(client.start(QStringLiteral("mosquitto_pub"),
                          {QStringLiteral("-h"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                           QString::number(m_port), QStringLiteral("-t"), topic, QStringLiteral("-q"),
                           QString::number(qos), QStringLiteral("-l")}),
             "install the package mosquitto-clients");
    client.write(message);
    QVERIFY2(client.finish(), client.process().readAll().constData());
}

LinkDefinition TstMqttLink::definition(std::vector<std::string> topics, int version) const
{
    MqttSettings settings;
    settings.host = "127.0.0.1";
    settings.port = m_port;
    settings.version = version;
    settings.topics = std::move(topics);
    LinkDefinition definition = LinkRig::lines(settings);
    definition.node = "{origin.2}";
    return definition;
}

void TstMqttLink::readsTopicsByWildcards_data()
{
    QTest::addColumn<int>("version");
    QTest::addRow("MQTT 3.1.1") << 4;
    QTest::addRow("MQTT 5") << 5;
}

void TstMqttLink::readsTopicsByWildcards()
{
    QFETCH(int, version);
    startBroker();
    LinkRig rig(definition({"lab/+/psu", "site/#"}, version));
    QTRY_VERIFY2(rig.isUp(), qPrintable(rig.reason()));
    publish(QStringLiteral("lab/one/psu"), "{\"a\":1}\n");
    publish(QStringLiteral("lab/one/fan"), "{\"a\":2}\n");
    publish(QStringLiteral("site/two/deep/down"), "{\"a\":3}\n", 0);
    publish(QStringLiteral("lab/three/psu"), "{\"a\":4}\n", 2);
    QTRY_COMPARE(rig.rows(), (QStringList{QStringLiteral("one a=1"), QStringLiteral("two a=3"),
                                          QStringLiteral("three a=4")}));
}

void TstMqttLink::acknowledgesOnlyWhatIsKept_data()
{
    readsTopicsByWildcards_data();
}

// Whoever takes over the session gets every message that the one before it did not acknowledge.
void TstMqttLink::acknowledgesOnlyWhatIsKept()
{
    QFETCH(int, version);
    startBroker();
    {
        LinkRig rig(definition({"lab/#"}, version));
        QTRY_VERIFY2(rig.isUp(), qPrintable(rig.reason()));
        publish(QStringLiteral("lab/one"), "{\"a\":1}\n");
        QTRY_COMPARE(rig.rows().size(), 1); // kept
        publish(QStringLiteral("lab/one"), "{\"a\":2}\n");
        QTRY_COMPARE(rig.rows().size(), 2);
        rig.holdBack(true);
        publish(QStringLiteral("lab/one"), "{\"a\":3}\n{\"a\":4}\n");
        QTRY_VERIFY(rig.rows().size() >= 3); // read, but the journal has not got it
    }
    LinkRig again(definition({"lab/#"}, version));
    QTRY_COMPARE(again.rows(), (QStringList{QStringLiteral("one a=3"), QStringLiteral("one a=4")}));
}

void TstMqttLink::getsWhatCameWhileItWasAway()
{
    startBroker();
    LinkRig rig(definition({"lab/#"}));
    QTRY_VERIFY(rig.isUp());
    publish(QStringLiteral("lab/one"), "{\"a\":1}\n");
    QTRY_COMPARE(rig.rows().size(), 1);
    rig.link().stop();
    publish(QStringLiteral("lab/one"), "{\"a\":2}\n{\"a\":3}\n");
    rig.link().start();
    QTRY_COMPARE(rig.rows().mid(1), (QStringList{QStringLiteral("one a=2"), QStringLiteral("one a=3")}));
}

void TstMqttLink::losesNothingOfManyMessages_data()
{
    readsTopicsByWildcards_data();
}

void TstMqttLink::losesNothingOfManyMessages()
{
    QFETCH(int, version);
    startBroker();
    LinkRig rig(definition({"lab/#"}, version));
    QTRY_VERIFY(rig.isUp());
    QByteArray messages;
    constexpr int count = 20'000;
    QStringList expected;
    for (int i = 0; i < count; ++i) {
        messages += "{\"a\":" + QByteArray::number(i) + "}\n";
        expected += QStringLiteral("one a=%1").arg(i);
    }
    publish(QStringLiteral("lab/one"), messages);
    QTRY_COMPARE_WITH_TIMEOUT(rig.rows().size(), expected.size(), 60'000);
    QCOMPARE(rig.rows(), expected);
}

void TstMqttLink::comesBackWhenTheBrokerDoes()
{
    startBroker();
    LinkRig rig(definition({"lab/#"}));
    QTRY_VERIFY(rig.isUp());
    for (int i = 0; i < 5; ++i) {
        m_broker->kill();
        QTRY_COMPARE(rig.link().status().state, DataLinkState::down);
        QVERIFY(!rig.reason().isEmpty());
        startBroker();
        QTRY_VERIFY2(rig.isUp(), qPrintable(rig.reason()));
    }
    publish(QStringLiteral("lab/one"), "{\"a\":1}\n");
    QTRY_COMPARE(rig.rows(), QStringList{QStringLiteral("one a=1")});
}

void TstMqttLink::saysThatThePasswordIsWrong()
{
    PeerProcess maker;
    const QString passwords = m_folder->filePath(QStringLiteral("passwords"));
    QVERIFY(maker.start(QStringLiteral("mosquitto_passwd"),
                        {QStringLiteral("-c"), QStringLiteral("-b"), passwords, QStringLiteral("lab"),
                         QStringLiteral("right")}));
    QVERIFY(maker.finish());
    startBroker("user root\nallow_anonymous false\npassword_file " + passwords.toUtf8() + "\n");
    qputenv("CONSTELLATION_LINK_BROKER", "wrong");
    LinkDefinition link = definition({"lab/#"});
    settingsOf(link).user = "lab";
    settingsOf(link).passwordSecret = "broker";
    LinkRig rig(link);
    QTRY_COMPARE(
        rig.reason(),
        QStringLiteral("the broker 127.0.0.1:%1 refuses user or password; correct them").arg(m_port));
    qputenv("CONSTELLATION_LINK_BROKER", "right");
    QTRY_VERIFY2(rig.isUp(), qPrintable(rig.reason()));
}

void TstMqttLink::speaksTls()
{
    PeerProcess maker;
    const QString key = m_folder->filePath(QStringLiteral("key.pem"));
    const QString certificate = m_folder->filePath(QStringLiteral("certificate.pem"));
    const QString text =
        QStringLiteral("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 "
                       "-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout %1 -out %2");
    QVERIFY2(maker.start(QStringLiteral("openssl"), text.arg(key, certificate).split(QLatin1Char(' '))),
             "install the package openssl");
    QVERIFY2(maker.finish(), maker.process().readAll().constData());
    startBroker("user root\nallow_anonymous true\ncertfile " + certificate.toUtf8() + "\nkeyfile " +
                key.toUtf8() + "\n");
    LinkDefinition link = definition({"lab/#"});
    settingsOf(link).tls = true;
    LinkRig untrusting(link);
    QTRY_VERIFY2(untrusting.reason().contains(QStringLiteral("certificate is not trusted")),
                 qPrintable(untrusting.reason()));
    untrusting.link().stop();
    settingsOf(link).ca = certificate.toStdString();
    LinkRig rig(link);
    QTRY_VERIFY2(rig.isUp(), qPrintable(rig.reason()));
    PeerProcess client;
    QVERIFY(client.start(QStringLiteral("mosquitto_pub"),
                         {QStringLiteral("-h"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                          QString::number(m_port), QStringLiteral("--cafile"), certificate,
                          QStringLiteral("-t"), QStringLiteral("lab/one"), QStringLiteral("-q"),
                          QStringLiteral("1"), QStringLiteral("-m"), QStringLiteral("{\"a\":1}")}));
    QVERIFY2(client.finish(), client.process().readAll().constData());
    QTRY_COMPARE(rig.rows(), QStringList{QStringLiteral("one a=1")});
}

void TstMqttLink::saysThatNobodyListens()
{
    LinkRig rig(definition({"lab/#"}));
    QTRY_COMPARE(rig.reason(),
                 QStringLiteral("nobody listens at the broker 127.0.0.1:%1; start the device's server, "
                                "or correct the port")
                     .arg(m_port));
}

DESK_TEST(TstMqttLink)

#include "tst_mqttlink.moc"
