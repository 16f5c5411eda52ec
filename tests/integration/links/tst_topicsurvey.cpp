// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/topicsurvey.h"

#include "tests/integration/links/peerprocess.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>

using namespace desk;

// The mosquitto broker and its own client at the other end.
class TstTopicSurvey : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    PeerProcess m_broker;
    MqttSettings m_settings;
    const SystemTimeService m_time;
    const EnvironmentLinkSecrets m_secrets;

    void publish(const QString &topic, const QByteArray &lines) const
    {
        PeerProcess client;
        QVERIFY2(client.start(QStringLiteral("mosquitto_pub"),
                              {QStringLiteral("-h"), QStringLiteral("127.0.0.1"), QStringLiteral("-p"),
                               QString::number(m_settings.port), QStringLiteral("-t"), topic,
                               QStringLiteral("-l")}),
                 "install the package mosquitto-clients");
        client.write(lines);
        QVERIFY(client.finish());
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_settings.host = "127.0.0.1";
        m_settings.port = PeerProcess::freePort();
        m_settings.topics = {"only/this"};
        QFile file(m_folder.filePath(QStringLiteral("mosquitto.conf")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("listener " + QByteArray::number(m_settings.port) +
                   " 127.0.0.1\nallow_anonymous true\nsys_interval 1\n");
        file.close();
        QVERIFY2(m_broker.start(QStringLiteral("mosquitto"), {QStringLiteral("-c"), file.fileName()}),
                 "install the package mosquitto");
    }

    void findsWhatABrokerSendsButForItsOwn()
    {
        TopicSurvey survey(m_settings, m_secrets, m_time);
        survey.start();
        QTRY_VERIFY(survey.look().state == DataLinkState::up || survey.look().state == DataLinkState::idle);
        publish(QStringLiteral("lab/psu/volts"), "12.1\n12.2\n12.3\n");
        publish(QStringLiteral("lab/bin"), QByteArray("\x80\x01z\n", 4));
        publish(QStringLiteral("lab/psu/amps"), "{\"a\": 1.5}\n");
        QTRY_COMPARE(survey.look().topics.size(), std::size_t{3});
        const auto look = survey.look();
        QCOMPARE(look.topics[0].name, std::string("lab/bin")); // by name
        QCOMPARE(look.topics[0].newest, std::string("..z"));
        QCOMPARE(look.topics[1].newest, std::string("{\"a\": 1.5}"));
        QVERIFY(!look.topics[1].rate); // one message has none
        QTRY_COMPARE(survey.look().topics[2].messages, std::uint64_t{3});
        QCOMPARE(survey.look().topics[2].newest, std::string("12.3"));
        QVERIFY(!look.isCut);
    }

    void saysWhyNothingComes()
    {
        MqttSettings nobody = m_settings;
        nobody.port = PeerProcess::freePort();
        TopicSurvey survey(nobody, m_secrets, m_time);
        survey.start();
        QTRY_VERIFY(!survey.look().reason.empty());
        QVERIFY(survey.look().topics.empty());
    }
};

DESK_TEST(TstTopicSurvey)
#include "tst_topicsurvey.moc"
