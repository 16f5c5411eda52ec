// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/remotepredictions.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtTest>

#include <cmath>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A server over a real socket that answers predictions, or breaks as it is told.
class FaultyPlatform : public QTcpServer
{
public:
    enum class Fault { none, error500, silent, garbage, breaksOff, drips, unknown, noLists, busy };
    Fault fault = Fault::none;
    double value = 11;
    QStringList requests; // "POST /path"
    QByteArray authorization;

    FaultyPlatform()
    {
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
        });
        listen(QHostAddress::LocalHost);
    }
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(serverPort()); }

private:
    void read(QTcpSocket *socket)
    {
        QByteArray &in = m_in[socket];
        in += socket->readAll();
        const qsizetype head = in.indexOf("\r\n\r\n");
        if (head < 0)
            return;
        qsizetype length = 0;
        for (const QByteArray &line : in.left(head).split('\n')) {
            if (line.toLower().startsWith("content-length:"))
                length = line.mid(15).trimmed().toLongLong();
            if (line.toLower().startsWith("authorization:"))
                authorization = line.mid(14).trimmed();
        }
        if (in.size() < head + 4 + length)
            return;
        const QByteArray body = in.mid(head + 4, length);
        const QList<QByteArray> words = in.left(in.indexOf('\r')).split(' ');
        in.clear();
        requests += QString::fromLatin1(words[0] + ' ' + words[1]);
        answer(socket, words[0] == "POST", body);
    }

    void answer(QTcpSocket *socket, bool isList, const QByteArray &body)
    {
        switch (fault) {
        case Fault::silent:
            return;
        case Fault::error500:
            return send(socket, "500 Internal Server Error", "{}");
        case Fault::busy:
            return send(socket, "503 Service Unavailable", "{}", "Retry-After: 40\r\n");
        case Fault::garbage:
            return send(socket, "200 OK", "<html>hello</html>");
        case Fault::breaksOff:
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"predictions\":");
            socket->flush();
            return socket->abort();
        case Fault::drips: { // a byte now and then: never silent, never done
            socket->write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
            auto *drip = new QTimer(socket);
            connect(drip, &QTimer::timeout, socket, [socket] { socket->write(" "); });
            drip->start(50ms);
            return;
        }
        case Fault::unknown:
            return send(socket, "404 Not Found", R"({"error":{"code":"NOT_FOUND","index":0}})");
        case Fault::noLists:
            if (isList)
                return send(socket, "403 Forbidden", "{}");
            return send(
                socket, "200 OK",
                R"({"node_id":"sat","timestamp":"2027-01-15T08:00:00Z","cached":false,"links":[{"src":"sat",)"
                R"("dst":"gs","horizons":[{"horizon_minutes":1,"predictions":{"snr_degradation":)"
                R"({"current_db":10,"predicted_db":7,"confidence":0.5}}}]}]})");
        case Fault::none:
            break;
        }
        QJsonArray list;
        for (const QJsonValue &each : QJsonDocument::fromJson(body).object()["series"_L1].toArray()) {
            QJsonObject one = each.toObject();
            one["issued_at"_L1] = u"2027-01-15T08:00:00.000Z"_s;
            one["model"_L1] = u"lstm"_s;
            one["current"_L1] = 12;
            one["horizons"_L1] = QJsonArray{QJsonObject{{u"horizon_minutes"_s, 1},
                                                        {u"value"_s, value},
                                                        {u"lower"_s, value - 1},
                                                        {u"upper"_s, value + 1},
                                                        {u"confidence"_s, 0.5}}};
            list += one;
        }
        send(socket, "200 OK",
             QJsonDocument(QJsonObject{{u"predictions"_s, list}}).toJson(QJsonDocument::Compact));
    }

    static void send(QTcpSocket *socket, const char *status, const QByteArray &body,
                     const QByteArray &fields = {})
    {
        socket->write(QByteArray("HTTP/1.1 ") + status + "\r\nContent-Type: application/json\r\n" + fields +
                      "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    std::map<QTcpSocket *, QByteArray> m_in;
};

} // namespace

// Against a real server over a real socket, with faults; time is the test's.
class TstRemotePredictions : public QObject
{
    Q_OBJECT

    using State = CircuitBreaker::State;

    struct Desk
    {
        explicit Desk(const FaultyPlatform &platform)
        {
            const NodeId sat = *names.node("sat", NodeType::satellite);
            const NodeId gs = *names.node("gs", NodeType::groundStation);
            snr = *names.seriesByName(*names.entity(sat, gs), "snr_db", ValueKind::number, {});
            warmth = *names.seriesByName(*names.entity(sat), "temperature_c", ValueKind::number, {});
            static_cast<void>(*names.seriesByName(*names.entity(sat), "lat", ValueKind::number, {}));
            names.publish();
            RemotePredictions::Options options;
            options.url = platform.url();
            options.token = "cos_dev_token";
            options.timeout = 300ms;
            options.breaker = {3, {1s, 4s}, {20s, 20s}};
            remote = std::make_unique<RemotePredictions>(options, names, time);
            remote->start();
        }
        // Another request, as late as it may be.
        void later(std::chrono::seconds by) { time.advance(by); }

        SimulatedTimeService time{Timestamp{1'800'000'000s}};
        SeriesDictionary names;
        SeriesId snr{};
        SeriesId warmth{};
        std::unique_ptr<RemotePredictions> remote;
    };

private Q_SLOTS:
    void bringsTheForecastsOfAllSeriesAndTheirOrigin()
    {
        FaultyPlatform platform;
        Desk desk(platform);
        QTRY_COMPARE(desk.remote->issued(), std::uint64_t{2});
        const PredictionsPtr predictions = desk.remote->predictions();
        QCOMPARE(predictions->forecasts.size(), std::size_t{2}); // positions are not asked for
        QCOMPARE(predictions->find(desk.snr)->horizons[0].value, 11.0);
        QCOMPARE(predictions->find(desk.warmth)->horizons[0].lower, 10.0);
        QVERIFY(std::isnan(predictions->find(desk.warmth)->horizons[2].value));
        QCOMPARE(desk.remote->origin(), platform.url());
        QVERIFY(desk.remote->fault().empty());
        QVERIFY(desk.remote->skill() == nullptr);
        QCOMPARE(platform.authorization, QByteArray("Bearer cos_dev_token"));
    }

    void asksAgainWhenItsTurnHasCome()
    {
        FaultyPlatform platform;
        Desk desk(platform);
        QTRY_COMPARE(platform.requests.size(), 1);
        QTRY_VERIFY(desk.remote->version() >= 1);
        const std::uint64_t version = desk.remote->version();
        platform.value = 5;
        desk.later(11s);
        QTRY_VERIFY(desk.remote->version() > version);
        QCOMPARE(desk.remote->predictions()->find(desk.snr)->horizons[0].value, 5.0);
        QCOMPARE(platform.requests.size(), 2);
    }

    void opensAfterThreeFaultsAndComesBack_data()
    {
        QTest::addColumn<int>("fault");
        QTest::newRow("status 500") << int(FaultyPlatform::Fault::error500);
        QTest::newRow("never answers") << int(FaultyPlatform::Fault::silent);
        QTest::newRow("answers nonsense") << int(FaultyPlatform::Fault::garbage);
        QTest::newRow("breaks off") << int(FaultyPlatform::Fault::breaksOff);
    }
    void opensAfterThreeFaultsAndComesBack()
    {
        QFETCH(int, fault);
        FaultyPlatform platform;
        platform.fault = static_cast<FaultyPlatform::Fault>(fault);
        Desk desk(platform);
        for (int i = 1; i <= 3; ++i) {
            QTRY_COMPARE(platform.requests.size(), i);
            QTRY_VERIFY(!desk.remote->fault().empty());
            static_cast<void>(QTest::qWaitFor([&] { return desk.remote->state() == State::open; }, 500));
            QCOMPARE(desk.remote->state() == State::open, i == 3);
            if (i < 3)
                desk.later(12s); // its turn, and longer than the wait
        }
        // Left alone, however often its turn comes.
        desk.later(15s);
        static_cast<void>(QTest::qWaitFor([&] { return platform.requests.size() > 3; }, 500));
        QCOMPARE(platform.requests.size(), 3);
        // Then asked once; that goes wrong too.
        desk.later(6s);
        QTRY_COMPARE(platform.requests.size(), 4);
        QTRY_COMPARE(desk.remote->state(), State::open);
        // It is mended.
        platform.fault = FaultyPlatform::Fault::none;
        desk.later(21s);
        QTRY_COMPARE(desk.remote->state(), State::closed);
        QTRY_COMPARE(desk.remote->issued(), std::uint64_t{2});
        QVERIFY(desk.remote->fault().empty());
    }

    void keepsWhatItKnowsWhileTheOtherOneIsAway()
    {
        FaultyPlatform platform;
        Desk desk(platform);
        QTRY_COMPARE(desk.remote->issued(), std::uint64_t{2});
        platform.fault = FaultyPlatform::Fault::error500;
        desk.later(11s);
        QTRY_VERIFY(!desk.remote->fault().empty());
        QCOMPARE(desk.remote->predictions()->forecasts.size(), std::size_t{2});
    }

    void waitsAsLongAsItIsAskedTo()
    {
        FaultyPlatform platform;
        platform.fault = FaultyPlatform::Fault::busy;
        Desk desk(platform);
        QTRY_COMPARE(platform.requests.size(), 1);
        QTRY_VERIFY(!desk.remote->fault().empty());
        platform.fault = FaultyPlatform::Fault::none;
        desk.later(30s);
        static_cast<void>(QTest::qWaitFor([&] { return platform.requests.size() > 1; }, 500));
        QCOMPARE(platform.requests.size(), 1);
        desk.later(11s);
        QTRY_COMPARE(desk.remote->issued(), std::uint64_t{2});
    }

    void asksForNodesWhereListsAreNotAllowed()
    {
        FaultyPlatform platform;
        platform.fault = FaultyPlatform::Fault::noLists;
        Desk desk(platform);
        QTRY_COMPARE(desk.remote->issued(), std::uint64_t{1});
        QCOMPARE(platform.requests,
                 (QStringList{u"POST /api/v1/predictions/"_s, u"GET /api/v1/predictions/sat"_s}));
        QCOMPARE(desk.remote->predictions()->find(desk.snr)->horizons[0].value, 7.0);
        QCOMPARE(desk.remote->state(), State::closed);
    }

    // A server that was started anew knows its nodes only after a while.
    void whatIsUnknownOverThereIsAskedForAgain()
    {
        FaultyPlatform platform;
        platform.fault = FaultyPlatform::Fault::unknown;
        Desk desk(platform);
        QTRY_COMPARE(platform.requests.size(), 2); // of two series each once
        platform.fault = FaultyPlatform::Fault::none;
        desk.later(60s);
        static_cast<void>(QTest::qWaitFor([&] { return platform.requests.size() > 2; }, 500));
        QCOMPARE(platform.requests.size(), 2);
        desk.later(300s);
        QTRY_COMPARE(desk.remote->issued(), std::uint64_t{2});
    }

    // Never silent, never done: the time-out of silence would not end it.
    void anAnswerThatDripsIsGivenUp()
    {
        FaultyPlatform platform;
        platform.fault = FaultyPlatform::Fault::drips;
        Desk desk(platform);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.remote->fault().empty(), 5'000);
        platform.fault = FaultyPlatform::Fault::none;
        desk.later(12s);
        QTRY_COMPARE(desk.remote->issued(), std::uint64_t{2});
    }

    void triesListsAgainAfterAWhile()
    {
        FaultyPlatform platform;
        platform.fault = FaultyPlatform::Fault::noLists;
        Desk desk(platform);
        QTRY_COMPARE(desk.remote->issued(), std::uint64_t{1});
        platform.fault = FaultyPlatform::Fault::none;
        desk.later(601s);
        QTRY_COMPARE(desk.remote->issued(), std::uint64_t{2}); // what was known already counts once
        QCOMPARE(platform.requests.last(), u"POST /api/v1/predictions/"_s);
    }

    void endsWhileARequestIsUnderWay()
    {
        FaultyPlatform platform;
        platform.fault = FaultyPlatform::Fault::silent;
        Desk desk(platform);
        QTRY_COMPARE(platform.requests.size(), 1);
        QElapsedTimer timer;
        timer.start();
        desk.remote->stop();
        QVERIFY(timer.elapsed() < 2000);
    }
};

DESK_TEST(TstRemotePredictions)
#include "tst_remotepredictions.moc"
