// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/hashring.h"
#include "tests/integration/brokerclient.h"
#include "tests/support/instancetest.h"
#include "tests/support/testprogram.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// The queue of the telemetry stack in the real server over real sockets.
class TstBroker : public InstanceTest
{
    Q_OBJECT

    Configuration withTopics() const
    {
        Configuration c = configuration();
        c.topics = "telemetry:4,jobs:2";
        return c;
    }

    QByteArray key() const { return "X-API-Key: " + QByteArray::fromStdString(m_instance->token()) + "\r\n"; }

    HttpAnswer request(const QByteArray &method, const QByteArray &target, const QByteArray &body = {},
                       const QByteArray &fields = {}) const
    {
        return BrokerConnection(m_ready.port).request(method, target, body, fields);
    }

    QJsonObject query(const QByteArray &target) const { return request("GET", target, {}, key()).json(); }

    int stat(const QString &name) const { return request("GET", "/stats").json()[name].toInt(-1); }

private Q_SLOTS:
    void init()
    {
        forget();
        start(withTopics());
    }
    void cleanup() { m_instance.reset(); }

    void aMessageIsProducedConsumedAndAcknowledged()
    {
        const auto produced = request("POST", "/produce?topic=jobs&partition=1", "hello \"world\"\n\xc3\xa4");
        QCOMPARE(produced.status, 200);
        const QByteArray id = produced.json()["id"_L1].toString().toLatin1();
        QCOMPARE(id.size(), 22);
        QCOMPARE(QByteArray::fromBase64(id, QByteArray::Base64UrlEncoding).size(), 16);
        Consumer consumer(m_ready.port, "jobs", 1, "workers");
        const auto event = consumer.next();
        QVERIFY(event);
        QVERIFY(consumer.head().contains("Content-Type: text/event-stream"));
        QCOMPARE(event->id, id);
        QCOMPARE(event->partition, QByteArray("1"));
        QVERIFY(
            event->text.startsWith(QByteArray("id: " + id + "\ndata: {\"id\":\"" + id + "\",\"payload\":")));
        QCOMPARE(event->message["payload"_L1].toString(), u"hello \"world\"\n\u00e4"_s);
        QCOMPARE(event->message["topic"_L1].toString(), u"jobs"_s);
        QCOMPARE(event->message["partition"_L1].toInt(), 1);
        const QString created = event->message["created_at"_L1].toString();
        QCOMPARE(created.size(), 30); // nanoseconds, Z
        QVERIFY(created.endsWith('Z'_L1));
        QCOMPARE(stat(u"in_flight"_s), 1);
        const auto acknowledged = request("POST", "/ack?topic=jobs&partition=1&group=workers", ackBody(id));
        QCOMPARE(acknowledged.status, 200);
        QCOMPARE(acknowledged.body, QByteArray("ok"));
        const auto again = request("POST", "/ack?topic=jobs&partition=1&group=workers", ackBody(id));
        QCOMPARE(again.status, 400);
        QCOMPARE(again.body, QByteArray("ack failed (unknown id or wrong group)"));
        QCOMPARE(stat(u"in_flight"_s), 0);
        QCOMPARE(stat(u"depth"_s), 0);
    }

    void aConsumerThatWaitsIsServedAtOnce()
    {
        Consumer consumer(m_ready.port, "jobs", 0, "g");
        QVERIFY(!consumer.next(100));
        BrokerConnection producer(m_ready.port);
        for (int i = 0; i < 100; ++i) {
            producer.request("POST", "/produce?topic=jobs&partition=0", QByteArray::number(i));
            const auto event = consumer.next();
            QVERIFY(event);
            QCOMPARE(event->message["payload"_L1].toString(), QString::number(i));
        }
    }

    void refusalsAreTheStacksWords_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("text");
        const auto add = [](const char *name, const QByteArray &method, const QByteArray &target,
                            const QByteArray &body, int status, const QByteArray &text) {
            QTest::addRow("%s", name) << method << target << body << status << text;
        };
        const QByteArray place = "?topic=jobs&partition=0&group=g";
        const QByteArray tooFar = "partition 2 exceeds max partitions 2 for topic jobs";
        const QByteArray failed = "ack failed (unknown id or wrong group)";
        add("produce nowhere", "POST", "/produce", "x", 400, "topic and partition required");
        add("produce nothing", "POST", "/produce?topic=jobs", "", 400, "the payload is empty");
        add("produce bytes", "POST", "/produce?topic=jobs", "\xff", 400, "the payload is not UTF-8 text");
        add("word for a number", "POST", "/produce?topic=jobs&partition=x", "x", 400, "bad partition");
        add("negative", "POST", "/produce?topic=jobs&partition=-1", "x", 400, "bad partition");
        add("huge", "POST", "/produce?topic=jobs&partition=99999999999", "x", 400, "bad partition");
        add("unknown topic", "POST", "/produce?topic=no&partition=0", "x", 400, "unknown topic");
        add("too far", "POST", "/produce?topic=jobs&partition=2", "x", 400, tooFar);
        add("consume nowhere", "GET", "/consume?topic=jobs", "", 400, "topic and partition required");
        add("consume x", "GET", "/consume?topic=jobs&partition=x&group=g", "", 400, "bad partition");
        add("consume unknown", "GET", "/consume?topic=no&partition=0&group=g", "", 400, "unknown topic");
        add("consume too far", "GET", "/consume?topic=jobs&partition=2&group=g", "", 400, tooFar);
        add("consume for nobody", "GET", "/consume?topic=jobs&partition=0", "", 400, "group required");
        add("ack nowhere", "POST", "/ack?partition=0", "{}", 400, "topic and partition required");
        add("ack no json", "POST", "/ack" + place, "x", 400, "the body must be {\"id\":\"<22 characters>\"}");
        add("ack no id", "POST", "/ack" + place, "{\"id\":\"x\"}", 400, failed);
        add("ack stranger", "POST", "/ack" + place, ackBody(QByteArray(22, 'A')), 400, failed);
        add("zero partitions", "PUT", "/topics/x?partitions=0", "", 400,
            "partitions: a whole number of at least 1");
        add("record", "POST", "/telemetry", "{\"uuid\"", 400, "Invalid JSON");
        add("array", "POST", "/telemetry", "[]", 400, "Invalid JSON");
    }
    void refusalsAreTheStacksWords()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        QFETCH(int, status);
        QFETCH(QByteArray, text);
        const auto answer = request(method, target, body);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.body, text);
    }

    void wrongMethodsAreRefusedNamingTheRightOne()
    {
        for (const char *path : {"/telemetry", "/produce", "/ack"}) {
            const auto answer = request("GET", path);
            QCOMPARE(answer.status, 405);
            QVERIFY(answer.head.contains("Allow: POST"));
        }
    }

    void onThisMachineNoTokenIsNeededButAWrongOneIsWrong()
    {
        for (const char *path : {"/topics", "/status", "/stats"}) {
            QCOMPARE(request("GET", path).status, 200);
            QCOMPARE(request("GET", path, {}, "X-API-Key: wrong\r\n").status, 401);
            QCOMPARE(request("GET", path, {}, key()).status, 200);
        }
        QCOMPARE(request("POST", "/produce?topic=jobs", "x", "Authorization: Bearer no\r\n").status, 401);
        for (const char *path :
             {"/api/v1/gpus", "/api/v1/gpus/u/telemetry", "/api/v1/hosts", "/api/v1/namespaces"}) {
            const auto answer = request("GET", path);
            QCOMPARE(answer.status, 401);
            QCOMPARE(answer.body, QByteArray("Unauthorized: Invalid API key"));
            QCOMPARE(request("GET", path, {}, key()).status, 200);
        }
        // The text is of a 401 only.
        QCOMPARE(request("GET", "/api/v1/gpus/u", {}, key()).code(), u"NOT_FOUND"_s);
    }

    void topicsAreMadeAndListed()
    {
        QCOMPARE(request("GET", "/topics").body, QByteArray(R"({"jobs":[0,1],"telemetry":[0,1,2,3]})"));
        QCOMPARE(request("PUT", "/topics/new?partitions=3").body,
                 QByteArray(R"({"topic":"new","partitions":[0,1,2]})"));
        QCOMPARE(request("PUT", "/topics/usual").json()["partitions"_L1].toArray().size(), 4);
        QCOMPARE(request("PUT", "/topics/six", "{\"partitions\":6}").json()["partitions"_L1].toArray().size(),
                 6);
        QCOMPARE(request("PUT", "/topics/a%2Fb").status, 400);
        start(withTopics());
        QCOMPARE(request("GET", "/topics").json()["new"_L1].toArray().size(), 3);
        const QJsonObject status = request("GET", "/status").json();
        QCOMPARE(status["queue_size"_L1].toInt(), 2000);
        QCOMPARE(status["ring_points_per_partition"_L1].toInt(), 150);
        QCOMPARE(status["topics"_L1]["new"_L1].toArray().size(), 3);
    }

    void withoutAPartitionAGpuStaysInItsPartition()
    {
        const HashRing ring("jobs", 2);
        for (int i = 0; i < 8; ++i) {
            const QByteArray uuid = "GPU-" + QByteArray::number(i);
            QCOMPARE(request("POST", "/produce?topic=jobs",
                             "{\"payload\":\"{\\\"uuid\\\":\\\"" + uuid + "\\\"}\"}")
                         .status,
                     200);
            Consumer consumer(m_ready.port, "jobs", ring.partition(uuid.toStdString()), "g" + uuid);
            bool found = false;
            while (const auto event = consumer.next(found ? 0 : clientPatience))
                found = found || event->message["payload"_L1].toString().contains(QString::fromLatin1(uuid));
            QVERIFY(found);
        }
    }

    void everyGroupSeesEverythingAndConsumersOfOneShare()
    {
        Consumer one(m_ready.port, "jobs", 0, "shared");
        Consumer two(m_ready.port, "jobs", 0, "shared");
        Consumer other(m_ready.port, "jobs", 0, "alone");
        QVERIFY(!one.next(50) && !two.next(50) && !other.next(50)); // all are there
        BrokerConnection producer(m_ready.port);
        for (int i = 0; i < 100; ++i)
            producer.request("POST", "/produce?topic=jobs&partition=0", QByteArray::number(i));
        QSet<QByteArray> ids;
        int first = 0;
        int second = 0;
        while (first + second < 100) {
            if (const auto event = one.next(50)) {
                ids << event->id;
                ++first;
            }
            if (const auto event = two.next(50)) {
                ids << event->id;
                ++second;
            }
        }
        QCOMPARE(ids.size(), 100);
        QVERIFY(first > 30 && second > 30);
        for (int i = 0; i < 100; ++i)
            QVERIFY(other.next());
    }

    void aDeadConsumersMessagesComeAgainWithinHalfASecondOfTheTimeOut()
    {
        Configuration c = withTopics();
        c.visibilityTimeout = 700ms;
        start(c);
        request("POST", "/produce?topic=jobs&partition=0", "x");
        QElapsedTimer clock;
        auto dying = std::make_unique<Consumer>(m_ready.port, "jobs", 0, "g");
        const auto first = dying->next();
        clock.start();
        QVERIFY(first);
        dying->die();
        Consumer heir(m_ready.port, "jobs", 0, "g");
        const auto again = heir.next();
        QVERIFY(again);
        QVERIFY2(clock.elapsed() >= 600, qPrintable(QString::number(clock.elapsed())));
        QVERIFY2(clock.elapsed() <= 1'200, qPrintable(QString::number(clock.elapsed())));
        QCOMPARE(again->id, first->id);
        QCOMPARE(first->message["attempt"_L1].toInt(), 1);
        QCOMPARE(again->message["attempt"_L1].toInt(), 2);
    }

    void afterFiveAttemptsTheDeadLettersHaveIt()
    {
        Configuration c = withTopics();
        c.visibilityTimeout = 50ms;
        start(c);
        request("POST", "/produce?topic=jobs&partition=0", "poison");
        Consumer consumer(m_ready.port, "jobs", 0, "g");
        for (int attempt = 1; attempt <= 5; ++attempt) {
            const auto event = consumer.next();
            QVERIFY(event);
            QCOMPARE(event->message["attempt"_L1].toInt(), attempt);
        }
        QTRY_VERIFY(request("GET", "/topics").json().contains("jobs.dlq"_L1));
        Consumer undertaker(m_ready.port, "jobs.dlq", 0, "u");
        QCOMPARE(undertaker.next()->message["payload"_L1].toString(), u"poison"_s);
        QVERIFY(!consumer.next(300));
    }

    void aConsumerThatReadsNothingIsGivenOnlyWhatItsConnectionTakes()
    {
        BrokerConnection producer(m_ready.port);
        const QByteArray large(256 * 1024, 'x');
        constexpr int count = 200;
        for (int i = 0; i < count; ++i)
            QCOMPARE(producer.request("POST", "/produce?topic=jobs&partition=0", large).status, 200);
        Consumer idle(m_ready.port, "jobs", 0, "g");
        idle.readSlowly();
        QTRY_VERIFY(stat(u"in_flight"_s) > 0);
        int before = -1;
        QTRY_VERIFY_WITH_TIMEOUT(std::exchange(before, stat(u"in_flight"_s)) == before, clientPatience);
        QVERIFY2(before < count / 2, qPrintable(QString::number(before)));
        Consumer reading(m_ready.port, "jobs", 0, "other"); // and nobody else waits for it
        for (int i = 0; i < count; ++i)
            QVERIFY(reading.next());
        for (int i = 0; i < count; ++i) // nor is anything lost to it
            QVERIFY(idle.next());
    }

    void whatWasNotAcknowledgedComesBackAfterARestart()
    {
        BrokerConnection producer(m_ready.port);
        for (int i = 0; i < 10; ++i)
            producer.request("POST", "/produce?topic=jobs&partition=0", QByteArray::number(i));
        {
            Consumer consumer(m_ready.port, "jobs", 0, "g");
            for (int i = 0; i < 10; ++i) {
                const auto event = consumer.next();
                QVERIFY(event);
                if (i % 2 == 0)
                    QCOMPARE(
                        request("POST", "/ack?topic=jobs&partition=0&group=g", ackBody(event->id)).status,
                        200);
            }
        }
        start(withTopics());
        Consumer consumer(m_ready.port, "jobs", 0, "g");
        for (int i = 1; i < 10; i += 2)
            QCOMPARE(consumer.next()->message["payload"_L1].toString(), QString::number(i));
        QVERIFY(!consumer.next(100));
    }

    void tenThousandMessagesWithConsumersThatDieLoseNone()
    {
        Configuration c = withTopics();
        c.visibilityTimeout = 1s;
        c.queueSize = 500; // most of them on disk
        c.topics = "jobs:4";
        start(c);
        constexpr int count = 10'000;
        QElapsedTimer clock;
        clock.start();
        {
            BrokerConnection producer(m_ready.port);
            int answered = 0;
            for (int i = 0; i < count; ++i) {
                producer.send("POST", "/produce?topic=jobs&partition=" + QByteArray::number(i % 4),
                              "m" + QByteArray::number(i));
                if (i - answered >= 50) {
                    QCOMPARE(producer.receive().status, 200);
                    ++answered;
                }
            }
            for (; answered < count; ++answered)
                QCOMPARE(producer.receive().status, 200);
        }
        qInfo("produced %d in %lld ms", count, clock.restart());
        QSet<QString> done;
        int deaths = 0;
        int repeated = 0;
        BrokerConnection acks(m_ready.port);
        for (unsigned partition = 0; partition < 4; ++partition) {
            const QByteArray place =
                "/ack?topic=jobs&partition=" + QByteArray::number(partition) + "&group=g";
            for (int life = 0; done.size() < (partition + 1) * count / 4; ++life) {
                QVERIFY2(life < 40, "consumers come and go and nothing is done");
                Consumer consumer(m_ready.port, "jobs", partition, "g");
                int handled = 0;
                while (const auto event =
                           consumer.next(done.size() == (partition + 1) * count / 4 ? 0 : 2'000)) {
                    if (life < 3 && ++handled > 700)
                        break; // dies holding this one and all it was sent ahead
                    if (acks.request("POST", place, ackBody(event->id)).status == 200)
                        done << event->message["payload"_L1].toString();
                    else
                        ++repeated;
                }
                if (life < 3) {
                    consumer.die();
                    ++deaths;
                }
            }
        }
        qInfo("consumed with %d deaths in %lld ms, %d redelivered", deaths, clock.elapsed(),
              stat(u"redelivered"_s));
        QCOMPARE(done.size(), count);
        QVERIFY(deaths >= 12);
        QVERIFY(stat(u"redelivered"_s) > 0);
        QCOMPARE(stat(u"dead_letters"_s), 0);
        QCOMPARE(stat(u"depth"_s), 0);
        QCOMPARE(repeated, 0); // nobody held a message that another had acknowledged
    }

    void rowsOfAFileAreCollected()
    {
        QFile file(QStringLiteral(DESK_TEST_DATA "/post/gpu.csv"));
        QVERIFY(file.open(QFile::ReadOnly));
        QByteArrayList lines = file.readAll().trimmed().split('\n');
        lines.removeFirst();
        BrokerConnection producer(m_ready.port);
        for (const QByteArray &line : lines)
            QCOMPARE(producer.request("POST", "/produce?topic=telemetry", line).status, 200);
        QTRY_COMPARE(m_instance->counters().points, quint64(lines.size()));
        const QJsonObject gpus = query("/api/v1/gpus");
        QVERIFY(gpus["count"_L1].toInt() > 0);
        QCOMPARE(gpus["gpus"_L1].toArray().size(), gpus["count"_L1].toInt());
        int records = 0;
        for (const QJsonValue uuid : gpus["gpus"_L1].toArray()) {
            const QJsonObject answer =
                query("/api/v1/gpus/" + uuid.toString().toLatin1() + "/telemetry?limit=1000");
            QCOMPARE(answer["gpu_id"_L1], uuid);
            QCOMPARE(answer["count"_L1].toInt(), answer["data"_L1].toArray().size());
            for (const QJsonValue record : answer["data"_L1].toArray()) {
                QCOMPARE(record["uuid"_L1], uuid);
                QVERIFY(record["metric"_L1].toString().startsWith("DCGM_FI_"_L1));
                QVERIFY(!record["Hostname"_L1].toString().isEmpty());
                QVERIFY(lines.join().contains(record["time"_L1].toString().toLatin1()));
                ++records;
            }
        }
        QCOMPARE(records, int(lines.size()));
        QVERIFY(query("/api/v1/hosts")["count"_L1].toInt() > 0);
        QCOMPARE(query("/api/v1/hosts")["hosts"_L1][0]["gpu_count"_L1].isDouble(), true);
        QCOMPARE(stat(u"dead_letters"_s), 0);
    }

    void aFleetIsCollectedWhole()
    {
        constexpr int gpus = 247;
        constexpr int metrics = 10;
        BrokerConnection producer(m_ready.port);
        for (int gpu = 0; gpu < gpus; ++gpu) {
            for (int metric = 0; metric < metrics; ++metric) {
                const QByteArray number = QByteArray::number(gpu);
                producer.send("POST", "/produce?topic=telemetry",
                              "\"2025-07-18T20:42:34Z\",\"DCGM_" + QByteArray::number(metric) +
                                  "\",\"0\",\"nvidia0\",\"GPU-" + number + "\",\"NVIDIA H100\",\"host-" +
                                  QByteArray::number(gpu / 8) + "\",\"\",\"\",\"\",\"" +
                                  QByteArray::number(gpu * metrics + metric) + "\",\"UUID=\"\"GPU-" + number +
                                  "\"\",a=\"\"b,c\"\"\"");
            }
            for (int metric = 0; metric < metrics; ++metric)
                QCOMPARE(producer.receive().status, 200);
        }
        QTRY_COMPARE(m_instance->counters().points, quint64(gpus * metrics));
        QCOMPARE(query("/api/v1/gpus")["count"_L1].toInt(), gpus);
        const QJsonObject hosts = query("/api/v1/hosts");
        QCOMPARE(hosts["count"_L1].toInt(), 31);
        int sum = 0;
        for (const QJsonValue host : hosts["hosts"_L1].toArray())
            sum += host["gpu_count"_L1].toInt();
        QCOMPARE(sum, gpus);
        QSet<int> values;
        for (int gpu = 0; gpu < gpus; ++gpu) {
            const QJsonObject answer = query("/api/v1/gpus/GPU-" + QByteArray::number(gpu) + "/telemetry");
            QCOMPARE(answer["count"_L1].toInt(), metrics);
            for (const QJsonValue record : answer["data"_L1].toArray())
                values << record["value"_L1].toInt();
        }
        QCOMPARE(values.size(), gpus * metrics);
        QCOMPARE(stat(u"dead_letters"_s), 0);
    }

    // The memory keeps the last 1,000 values of a GPU, the recording all of them.
    void valuesOlderThanTheMemoryComeFromTheRecording()
    {
        constexpr int values = 1200;
        for (int i = 0; i < values; ++i) {
            const QByteArray record =
                "{\"device_id\":\"nvidia0\",\"metric\":\"DCGM_FI_DEV_GPU_TEMP\",\"value\":" +
                QByteArray::number(i) +
                ",\"time\":\"2026-11-21T08:" + QByteArray::number(i / 60).rightJustified(2, '0') + ":" +
                QByteArray::number(i % 60).rightJustified(2, '0') +
                "Z\",\"gpu_id\":\"0\",\"uuid\":\"GPU-h\",\"Hostname\":\"h-2\"}";
            QCOMPARE(request("POST", "/telemetry", record).status, 200);
        }
        QTRY_COMPARE_WITH_TIMEOUT(m_instance->counters().points, quint64(values), 20'000);
        const QJsonObject all = query("/api/v1/gpus/GPU-h/telemetry?limit=5000");
        QCOMPARE(all["count"_L1].toInt(), values);
        QCOMPARE(all["data"_L1][0]["value"_L1].toInt(), values - 1); // newest first
        QCOMPARE(all["data"_L1][values - 1]["value"_L1].toInt(), 0);
        QCOMPARE(all["data"_L1][values - 1]["Hostname"_L1].toString(), u"h-2"_s);
        QCOMPARE(query("/api/v1/gpus/GPU-h/telemetry?limit=1100")["count"_L1].toInt(), 1100);
        QCOMPARE(
            query("/api/v1/gpus/GPU-h/telemetry?limit=50&end_time=2026-11-21T08:00:10Z")["count"_L1].toInt(),
            10);
    }

    void aRecordIsPublishedCollectedAndStillThereAfterARestart()
    {
        const auto record = [](int second, double value) -> QByteArray {
            return "{\"device_id\":\"nvidia3\",\"metric\":\"DCGM_FI_DEV_POWER_USAGE\",\"value\":" +
                   QByteArray::number(value) + ",\"time\":\"2026-11-21T08:00:0" + QByteArray::number(second) +
                   "Z\",\"gpu_id\":\"3\",\"uuid\":\"GPU-r\",\"model_name\":\"H100\",\"hostname\":\"h-1\","
                   "\"container\":\"\",\"pod\":\"train-0\",\"namespace\":\"ml\",\"labels_raw\":\"a="
                   "\\\"b\\\"\"}";
        };
        for (int second : {1, 3, 2}) {
            const auto answer = request("POST", "/telemetry", record(second, second + 0.5));
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.body, QByteArray(R"({"status":"published"})"));
        }
        QTRY_COMPARE(m_instance->counters().points, quint64(3));
        const QJsonObject answer = query("/api/v1/gpus/GPU-r/telemetry");
        QCOMPARE(answer["count"_L1].toInt(), 3);
        const QJsonObject newest = answer["data"_L1][0].toObject();
        const QJsonObject expected{{u"device_id"_s, u"nvidia3"_s},
                                   {u"metric"_s, u"DCGM_FI_DEV_POWER_USAGE"_s},
                                   {u"value"_s, 3.5},
                                   {u"time"_s, u"2026-11-21T08:00:03Z"_s},
                                   {u"gpu_id"_s, u"3"_s},
                                   {u"uuid"_s, u"GPU-r"_s},
                                   {u"modelName"_s, u"H100"_s},
                                   {u"Hostname"_s, u"h-1"_s},
                                   {u"container"_s, u""_s},
                                   {u"pod"_s, u"train-0"_s},
                                   {u"namespace"_s, u"ml"_s},
                                   {u"labels_raw"_s, u"a=\"b\""_s}};
        QCOMPARE(newest, expected);
        QCOMPARE(query("/api/v1/gpus/GPU-r/telemetry?limit=1")["count"_L1].toInt(), 1);
        const QJsonObject middle = query("/api/v1/gpus/GPU-r/telemetry?start_time=2026-11-21T08:00:02Z&"
                                         "end_time=2026-11-21T09:00:03%2B01:00");
        QCOMPARE(middle["count"_L1].toInt(), 1);
        QCOMPARE(middle["data"_L1][0]["value"_L1].toDouble(), 2.5);
        start(withTopics());
        QJsonObject kept = query("/api/v1/gpus/GPU-r/telemetry");
        QCOMPARE(kept["count"_L1].toInt(), 3);
        QCOMPARE(kept["data"_L1][0].toObject(), expected);
        QCOMPARE(query("/api/v1/namespaces")["namespaces"_L1][0]["namespace"_L1].toString(), u"ml"_s);
        QCOMPARE(m_instance->counters().points, quint64(0)); // not collected twice
    }

    void wrongQueriesSayWhy()
    {
        const auto time = request("GET", "/api/v1/gpus/u/telemetry?start_time=yesterday", {}, key());
        QCOMPARE(time.status, 400);
        QVERIFY(time.body.startsWith("start_time: "));
        QCOMPARE(request("GET", "/api/v1/gpus/u/telemetry?end_time=1", {}, key()).status, 400);
        QCOMPARE(request("GET", "/api/v1/gpus/u/telemetry?limit=0", {}, key()).status, 400);
        QCOMPARE(request("GET", "/api/v1/gpus/u", {}, key()).status, 404);
        const auto unknown = request("GET", "/api/v1/gpus/nobody/telemetry", {}, key());
        QCOMPARE(unknown.status, 200);
        QCOMPARE(unknown.body, QByteArray(R"({"gpu_id":"nobody","count":0,"data":[]})"));
    }

    void aRowThatIsNoneIsADeadLetterAndOtherGroupsStillSeeIt()
    {
        request("POST", "/produce?topic=telemetry&partition=2", "nonsense");
        QTRY_COMPARE(stat(u"dead_letters"_s), 1);
        Consumer letters(m_ready.port, "telemetry.dlq", 2, "g");
        QCOMPARE(letters.next()->message["payload"_L1].toString(), u"nonsense"_s);
        Consumer group(m_ready.port, "telemetry", 2, "g");
        QCOMPARE(group.next()->message["payload"_L1].toString(), u"nonsense"_s);
        QVERIFY(request("GET", "/metrics").body.contains("constellation_collector_rows_refused_total 1"));
    }

    void atTheLimitTheProducerIsToldToComeAgain()
    {
        Configuration c = withTopics();
        c.brokerMaxBytes = 100'000;
        start(c);
        BrokerConnection producer(m_ready.port);
        HttpAnswer answer;
        for (int i = 0; i < 20; ++i) {
            answer = producer.request("POST", "/produce?topic=jobs&partition=0", QByteArray(10'000, 'x'));
            if (answer.status != 200)
                break;
        }
        QCOMPARE(answer.status, 503);
        QVERIFY(answer.head.contains("Retry-After: "));
        QCOMPARE(answer.json()["error"_L1]["code"_L1].toString(), u"STORAGE_UNAVAILABLE"_s);
        QCOMPARE(
            producer
                .request("POST", "/telemetry", "{\"uuid\":\"u\",\"x\":\"" + QByteArray(20'000, 'x') + "\"}")
                .status,
            503);
        QCOMPARE(producer.request("GET", "/topics").status, 200); // reading goes on
    }
};

DESK_TEST(TstBroker)
#include "tst_broker.moc"
