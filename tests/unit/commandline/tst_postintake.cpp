// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/postintake.h"
#include "models/datalink/httpclient.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <algorithm>
#include <array>
#include <future>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const std::string onePoint =
    R"({"timestamp":"2026-11-21T14:00:00Z","node_id":"n","node_type":"host","load":1})";
const std::string record =
    R"({"timestamp":"2026-11-21T14:00:00Z","metric_name":"DCGM_FI_DEV_GPU_UTIL","uuid":"GPU-1","value":"98"})";

PostedBatch taken(std::size_t points)
{
    PostedBatch batch;
    batch.points = points;
    batch.accepted = points;
    return batch;
}

PostedBatch givenUp(std::size_t points, bool buried)
{
    PostedBatch batch;
    batch.points = points;
    batch.isAnswered = false;
    batch.isBuried = buried;
    batch.reason = "away";
    batch.again = 7s;
    return batch;
}

QJsonObject json(const HttpResponse &answer)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(answer.body)).object();
}

} // namespace

class TstPostIntake : public QObject
{
    Q_OBJECT

    using Answer = std::future<HttpResponse>;

    SimulatedTimeService m_time{fromNanoseconds(1'790'000'000'000'000'000)};
    std::unique_ptr<PostIntake> m_intake;

    HttpResponse send(const std::string &path, const std::string &body, const std::string &key = {},
                      const char *method = "POST") const
    {
        HttpClient client({.baseUrl = "http://127.0.0.1:" + std::to_string(m_intake->port()), .token = {}});
        const std::array header{HttpHeader{"Idempotency-Key", key}};
        const auto answer =
            client.send(method, path, body, {header.data(), key.empty() ? std::size_t(0) : 1});
        return answer ? *answer : HttpResponse{};
    }
    Answer sendLater(const std::string &path, const std::string &body, const std::string &key = {}) const
    {
        return std::async(std::launch::async, [=, this] { return send(path, body, key); });
    }
    // Once so many are there.
    std::vector<FilePoint> take(std::size_t points)
    {
        std::vector<FilePoint> all;
        while (all.size() < points) {
            auto some = m_intake->take(10s);
            if (some.empty())
                break;
            all.insert(all.end(), some.begin(), some.end());
        }
        return all;
    }

private Q_SLOTS:
    void init()
    {
        PostIntake::Options options;
        options.mostWaiting = 3;
        options.mostPoints = 4;
        m_intake = std::make_unique<PostIntake>(options, m_time);
        QVERIFY(m_intake->start());
    }
    void cleanup() { m_intake.reset(); }

    void anAnswerWaitsUntilTheServerHasThePoints()
    {
        auto answer = sendLater("/api/v1/telemetry/batch", "[" + onePoint + "," + onePoint + "]");
        const auto points = take(2);
        QCOMPARE(points.size(), std::size_t(2));
        QCOMPARE(points[1].line, std::int64_t(2));
        QVERIFY(answer.wait_for(50ms) == std::future_status::timeout);
        m_intake->settle(taken(2));
        const auto response = answer.get();
        QCOMPARE(response.status, 200);
        QCOMPARE(json(response)["count"_L1].toInt(), 2);
    }

    void aWidePointIsOneElement()
    {
        std::string wide = R"({"timestamp":"2026-11-21T14:00:00Z","node_id":"n","node_type":"host")";
        for (int i = 0; i < 150; ++i)
            wide += ",\"m" + std::to_string(i) + "\":1";
        auto answer =
            sendLater("/api/v1/telemetry/batch", "[" + wide + "}," + onePoint + R"(,{"node_id":1}])");
        const auto points = take(4);
        QCOMPARE(points.size(), std::size_t(4));
        QCOMPARE(points[2].line, std::int64_t(1));
        QCOMPARE(points[3].line, std::int64_t(2));
        m_intake->settle(taken(4));
        const auto response = answer.get();
        QCOMPARE(json(response)["count"_L1].toInt(), 2);
        const QJsonArray rejected = json(response)["rejected"_L1].toArray();
        QCOMPARE(rejected.size(), 1);
        QCOMPARE(rejected[0]["index"_L1].toInt(), 2);
    }

    void whatWaitsIsBoundedInBytesToo()
    {
        PostIntake::Options options;
        options.mostBytes = 100;
        m_intake = std::make_unique<PostIntake>(options, m_time);
        QVERIFY(m_intake->start());
        std::string text(200, 'x');
        auto first = sendLater("/api/v1/telemetry",
                               onePoint.substr(0, onePoint.size() - 1) + ",\"t\":\"" + text + "\"}");
        QCOMPARE(take(1).size(), std::size_t(1));
        QCOMPARE(send("/api/v1/telemetry", onePoint).status, 503);
        m_intake->settle(taken(1));
        QCOMPARE(first.get().status, 200);
        auto second = sendLater("/api/v1/telemetry", onePoint);
        QCOMPARE(take(1).size(), std::size_t(1));
        m_intake->settle(taken(1));
        QCOMPARE(second.get().status, 200);
    }

    void aRecordOfTheTelemetryStackIsAPointOfItsGpu()
    {
        auto answer = sendLater("/telemetry", record);
        const auto points = take(1);
        QCOMPARE(points[0].node, std::string("GPU-1"));
        QCOMPARE(points[0].nodeType, std::string("gpu"));
        QVERIFY((points[0].values[0] == FileValue{"DCGM_FI_DEV_GPU_UTIL", 98.0}));
        m_intake->settle(taken(1));
        QCOMPARE(answer.get().body, std::string(R"({"status":"published"})"));
    }

    void whatTheServerRefusesIsToldToWhomItBelongs()
    {
        auto first = sendLater("/api/v1/telemetry/batch", "[" + onePoint + "]");
        QCOMPARE(take(1).size(), std::size_t(1));
        auto second =
            sendLater("/api/v1/telemetry/batch", "[{\"load\":1}," + onePoint + "," + onePoint + "]");
        QCOMPARE(take(2).size(), std::size_t(2));
        PostedBatch batch = taken(3);
        batch.refused.push_back({2, "bad"});
        m_intake->settle(batch);
        QVERIFY(!json(first.get()).contains("rejected"_L1));
        const auto answer = second.get();
        QCOMPARE(answer.status, 200);
        QCOMPARE(json(answer)["count"_L1].toInt(), 1);
        const auto rejected = json(answer)["rejected"_L1].toArray();
        QCOMPARE(rejected.size(), 2);
        QCOMPARE(rejected[0]["index"_L1].toInt(), 0);
        QVERIFY(rejected[0]["message"_L1].toString().contains(u"node_id"_s));
        QCOMPARE(rejected[1]["index"_L1].toInt(), 2);
        auto third = sendLater("/telemetry", record);
        take(1);
        PostedBatch none = taken(1);
        none.refused.push_back({0, "bad"});
        m_intake->settle(none);
        QCOMPARE(third.get().status, 400);
    }

    void whatIsGivenUpStaysWithTheProducerUnlessItIsBuried()
    {
        auto lost = sendLater("/api/v1/telemetry", onePoint);
        take(1);
        m_intake->settle(givenUp(1, false));
        const auto answer = lost.get();
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.retryAfter, std::optional(7s));
        auto kept = sendLater("/api/v1/telemetry", onePoint);
        take(1);
        m_intake->settle(givenUp(1, true));
        const auto buried = kept.get();
        QCOMPARE(buried.status, 202);
        QCOMPARE(json(buried)["dead_letters"_L1].toInt(), 1);
    }

    void aFullQueueSendsAway()
    {
        auto first = sendLater("/api/v1/telemetry/batch", "[" + onePoint + "," + onePoint + "]");
        auto taken1 = take(2);
        auto second = sendLater("/api/v1/telemetry/batch", "[" + onePoint + "," + onePoint + "]");
        QCOMPARE(take(2).size(), std::size_t(2));
        const auto away = send("/telemetry", record); // 4 wait, 3 may
        QCOMPARE(away.status, 503);
        QVERIFY(away.retryAfter.has_value());
        QCOMPARE(m_intake->counters().full, std::uint64_t(1));
        m_intake->settle(taken(4));
        QCOMPARE(first.get().status, 200);
        QCOMPARE(second.get().status, 200);
        auto again = sendLater("/telemetry", record);
        QCOMPARE(take(1).size(), std::size_t(1));
        m_intake->settle(taken(1));
        QCOMPARE(again.get().status, 200);
    }

    void aKeyIsDeliveredOnce()
    {
        auto first = sendLater("/api/v1/telemetry", onePoint, "k");
        take(1);
        QCOMPARE(send("/api/v1/telemetry", onePoint, "k").status, 503); // under way
        m_intake->settle(taken(1));
        const auto answer = first.get();
        QCOMPARE(send("/api/v1/telemetry", onePoint, "k").body, answer.body);
        QCOMPARE(m_intake->counters().requests, std::uint64_t(1));
        auto lost = sendLater("/api/v1/telemetry", onePoint, "l");
        take(1);
        m_intake->settle(givenUp(1, false));
        QCOMPARE(lost.get().status, 503);
        auto retried = sendLater("/api/v1/telemetry", onePoint, "l"); // may be tried again
        QCOMPARE(take(1).size(), std::size_t(1));
        m_intake->settle(taken(1));
        QCOMPARE(retried.get().status, 200);
    }

    void whatIsNoPointIsRefused_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("body");
        QTest::addColumn<int>("status");
        QTest::newRow("no JSON") << u"/telemetry"_s << u"x"_s << 400;
        QTest::newRow("no value") << u"/telemetry"_s << u"{\"uuid\":\"g\"}"_s << 400;
        QTest::newRow("empty") << u"/api/v1/telemetry"_s << u""_s << 400;
        QTest::newRow("CSV") << u"/api/v1/telemetry"_s << u"a,b\n1,2\n"_s << 400;
        QTest::newRow("cut short") << u"/api/v1/telemetry"_s << u"{\"node_id\":"_s << 422;
        QTest::newRow("no node") << u"/api/v1/telemetry"_s << u"{\"load\":1}"_s << 422;
        QTest::newRow("empty array") << u"/api/v1/telemetry/batch"_s << u"[]"_s << 422;
        QTest::newRow("too many") << u"/api/v1/telemetry/batch"_s
                                  << u"["_s +
                                         QString::fromStdString(onePoint + "," + onePoint + "," + onePoint +
                                                                "," + onePoint + "," + onePoint) +
                                         u"]"_s
                                  << 413;
        QTest::newRow("elsewhere") << u"/api/v1/other"_s << u"{}"_s << 404;
    }

    void whatIsNoPointIsRefused()
    {
        QFETCH(QString, path);
        QFETCH(QString, body);
        QFETCH(int, status);
        QCOMPARE(send(path.toStdString(), body.toStdString()).status, status);
        QCOMPARE(m_intake->counters().requests, std::uint64_t(0));
        QCOMPARE(send(path.toStdString(), {}, {}, "GET").status, status == 404 ? 404 : 405);
    }

    void pointsWithoutATimeGetThatOfTheirArrivalAndNoneTheSame()
    {
        const std::string point = "{'node_id':'n','node_type':'host','load':1}";
        std::string body = "[" + point + "," + point + "]";
        std::replace(body.begin(), body.end(), '\'', '"');
        auto answer = sendLater("/api/v1/telemetry/batch", body);
        const auto points = take(2);
        QCOMPARE(points[0].time, std::optional(m_time.now()));
        QCOMPARE(points[1].time, std::optional(m_time.now() + 1us));
        m_intake->settle(taken(2));
        QCOMPARE(answer.get().status, 200);
    }

    void theEndTellsWhoeverWaitsToTryAgain()
    {
        auto first = sendLater("/telemetry", record);
        take(1);
        auto second = sendLater("/telemetry", record);
        while (m_intake->counters().requests < 2)
            QThread::yieldCurrentThread();
        m_intake->close();
        QCOMPARE(send("/telemetry", record).status, 503);
        QCOMPARE(json(send("/health", {}, {}, "GET"))["status"_L1].toString(), u"ending"_s);
        m_intake->stop();
        QCOMPARE(first.get().status, 503);
        QCOMPARE(second.get().status, 503);
    }

    void otherMachinesCannotReachIt()
    {
        for (const char *address : {"0.0.0.0", "::", "192.0.2.1"}) {
            PostIntake::Options options;
            options.address = address;
            QVERIFY(!PostIntake(options, m_time).start());
        }
    }
};

DESK_TEST(TstPostIntake)
#include "tst_postintake.moc"
