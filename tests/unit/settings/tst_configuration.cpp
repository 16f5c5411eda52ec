// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/settings/configuration.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

class TstConfiguration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup()
    {
        for (const char *name :
             {"CONSTELLATION_LISTEN", "CONSTELLATION_MEMORY_WINDOW", "CONSTELLATION_DATA",
              "CONSTELLATION_WORKERS", "TOPICS", "QUEUE_SIZE", "VISIBILITY_TIMEOUT", "PARTITIONS_PER_TOPIC"})
            qunsetenv(name);
    }

    void readsTheFile()
    {
        Configuration c;
        const auto applied = c.apply(
            "data = \"/srv/desk\"\n[server]\nlisten = \"[::1]:9000\"\nno_auth = true\nrate_per_minute = 0\n"
            "[memory]\nwindow = \"2 min\"\nmax_bytes = 50000000\n[journal]\nmax_bytes = 5\n");
        QVERIFY2(applied, applied ? "" : applied.error().message.c_str());
        QCOMPARE(c.listenAddress, std::string("::1"));
        QCOMPARE(c.listenPort, quint16(9000));
        QVERIFY(c.listenGiven);
        QVERIFY(!c.requireToken);
        QVERIFY(c.memoryWindow == 2min);
        QCOMPARE(c.memoryMaxBytes, std::uint64_t(50'000'000));
        QVERIFY(c.apply("[memory]\nmax_samples = 1000000\n").has_value()); // as it was said once
        QCOMPARE(c.memoryMaxBytes, std::uint64_t(18'000'000));
        QCOMPARE(c.dataFolder.string(), std::string("/srv/desk"));
    }

    void theTopicsAreReadAsTheStackWritesThem()
    {
        Configuration c;
        using Topic = Configuration::Topic;
        QVERIFY(*c.topicList() == (std::vector<Topic>{{"telemetry", 4}}));
        QVERIFY(c.collectedTopicList() == std::vector<std::string>{"telemetry"});
        QVERIFY(c.apply("[broker]\ntopics = \"telemetry:2, jobs\"\nqueue_size = 10\ncollect = \"a,b\"\n"
                        "visibility_timeout = \"5 s\"\npartitions_per_topic = 3\n")
                    .has_value());
        QVERIFY(*c.topicList() == (std::vector<Topic>{{"telemetry", 2}, {"jobs", 3}}));
        QVERIFY(c.collectedTopicList() == (std::vector<std::string>{"a", "b"}));
        QCOMPARE(c.queueSize, std::uint64_t(10));
        QVERIFY(c.visibilityTimeout == 5s);
        qputenv("QUEUE_SIZE", "20");
        qputenv("VISIBILITY_TIMEOUT", "60s");
        qputenv("PARTITIONS_PER_TOPIC", "8");
        qputenv("TOPICS", "x");
        QVERIFY(c.applyEnvironment().has_value());
        QVERIFY(*c.topicList() == (std::vector<Topic>{{"x", 8}}));
        QCOMPARE(c.queueSize, std::uint64_t(20));
        QVERIFY(c.visibilityTimeout == 60s);
        for (const auto &[name, value] :
             {std::pair{"QUEUE_SIZE", "0"}, std::pair{"QUEUE_SIZE", "many"}, std::pair{"TOPICS", "a:0"},
              std::pair{"TOPICS", "a:b"}, std::pair{"PARTITIONS_PER_TOPIC", "65"},
              std::pair{"VISIBILITY_TIMEOUT", "soon"}}) {
            cleanup();
            qputenv(name, value);
            const auto refused = c.applyEnvironment();
            QVERIFY2(!refused, value);
            QVERIFY(refused.error().message.starts_with(name));
        }
    }

    void theEnvironmentIsStrongerThanTheFile()
    {
        Configuration c;
        QVERIFY(c.apply("[memory]\nwindow = 60\n").has_value());
        qputenv("CONSTELLATION_MEMORY_WINDOW", "5 min");
        qputenv("CONSTELLATION_LISTEN", "127.0.0.1:1234");
        QVERIFY(c.applyEnvironment().has_value());
        QVERIFY(c.memoryWindow == 5min);
        QCOMPARE(c.listenPort, quint16(1234));
        qputenv("CONSTELLATION_LISTEN", "nonsense");
        const auto refused = c.applyEnvironment();
        QVERIFY(!refused);
        QVERIFY(refused.error().message.find("CONSTELLATION_LISTEN") != std::string::npos);
    }

    void ownershipIsSet()
    {
        Configuration c;
        QVERIFY(c.workers);
        const auto applied = c.apply("[workers]\nlisten = \":9001\"\nheartbeat_interval = \"1 s\"\n"
                                     "max_failures = 1\nproxy_timeout = 1\nresponse_retention = 0\n"
                                     "pin_expiry = \"7 d\"\n");
        QVERIFY2(applied, applied ? "" : applied.error().message.c_str());
        QCOMPARE(c.workersAddress, std::string("127.0.0.1"));
        QCOMPARE(c.workersPort, quint16(9001));
        QVERIFY(c.workersGiven);
        QCOMPARE(c.heartbeatInterval, std::chrono::nanoseconds(1s));
        QCOMPARE(c.maxHeartbeatFailures, 1U);
        QCOMPARE(c.proxyTimeout, std::chrono::nanoseconds(1s));
        QCOMPARE(c.responseRetention, std::chrono::nanoseconds(0s));
        QCOMPARE(c.pinExpiry, std::chrono::nanoseconds(168h));
        qputenv("CONSTELLATION_WORKERS", "off");
        QVERIFY(c.applyEnvironment());
        QVERIFY(!c.workers);
        QVERIFY(c.setWorkers("[::1]:0"));
        QVERIFY(c.workers && c.workersPort == 0 && c.workersAddress == "::1");
        qputenv("CONSTELLATION_WORKERS", "somewhere");
        QVERIFY(c.applyEnvironment().error().message.find("CONSTELLATION_WORKERS") != std::string::npos);
    }

    void refusalsNameLineAndSetting_data()
    {
        QTest::addColumn<QByteArray>("toml");
        QTest::addColumn<QByteArray>("named");
        QTest::addRow("not toml") << QByteArray("\n[server\n") << QByteArray("line 2");
        QTest::addRow("unknown") << QByteArray("[server]\nlisen = 1\n") << QByteArray("server.lisen");
        QTest::addRow("type") << QByteArray("[server]\nno_auth = 1\n")
                              << QByteArray("line 2, server.no_auth");
        QTest::addRow("port") << QByteArray("[server]\nlisten = \"127.0.0.1:99999\"\n")
                              << QByteArray("99999");
        QTest::addRow("negative") << QByteArray("[limits]\nmax_nodes = -1\n") << QByteArray("max_nodes");
        QTest::addRow("memory") << QByteArray("[memory]\nmax_bytes = 1000\n")
                                << QByteArray("must be 4194304 to 1099511627776");
        const auto ofWorkers = [](const char *setting, const char *named) {
            QTest::addRow("%s", setting) << "[workers]\n" + QByteArray(setting) << QByteArray(named);
        };
        ofWorkers("heartbeat_interval = \"999 ms\"",
                  "workers.heartbeat_interval: must be a duration from \"1 s\"");
        ofWorkers("max_failures = 0", "must be a whole number from 1");
        ofWorkers("proxy_timeout = 0.5", "workers.proxy_timeout: must be a duration from \"1 s\"");
        ofWorkers("response_retention = \"2 h\"", "workers.response_retention");
        ofWorkers("pin_expiry = 0", "workers.pin_expiry");
        ofWorkers("listen = \"8001\"", "127.0.0.1:8001, or off");
        QTest::addRow("duration") << QByteArray("[memory]\nwindow = \"soon\"\n") << QByteArray("soon");
    }
    void refusalsNameLineAndSetting()
    {
        QFETCH(QByteArray, toml);
        QFETCH(QByteArray, named);
        Configuration c;
        const auto applied = c.apply(toml.toStdString());
        QVERIFY(!applied);
        QVERIFY2(applied.error().message.find(named.toStdString()) != std::string::npos,
                 applied.error().message.c_str());
    }
};

DESK_TEST(TstConfiguration)
#include "tst_configuration.moc"
