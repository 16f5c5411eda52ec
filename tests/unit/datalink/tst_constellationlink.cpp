// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/constellationlink.h"
#include "tests/support/fakestreamserver.h"
#include "tests/support/testprogram.h"

#include <QTest>

#include <mutex>

using namespace desk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

// What the link delivered, as a window would get it.
struct Received
{
    std::mutex mutex; // guards the rest
    std::vector<double> values;
    std::size_t samples = 0;
    std::size_t fleetNodes = 0;
    int fleets = 0;
    Timestamp reception{};

    std::size_t points()
    {
        const std::lock_guard lock(mutex);
        return values.size();
    }
    std::vector<double> take()
    {
        const std::lock_guard lock(mutex);
        return values;
    }
};

} // namespace

class TstConstellationLink : public QObject
{
    Q_OBJECT

    SystemTimeService m_time;
    std::unique_ptr<FakeStreamServer> m_server;
    std::unique_ptr<SeriesDictionary> m_names;
    std::unique_ptr<EventLog> m_events;
    std::unique_ptr<Received> m_received;

    ConstellationLinkOptions options() const
    {
        ConstellationLinkOptions o;
        o.url = m_server->url().toStdString();
        o.token = "cos_dev_x";
        o.delay = {5ms, 40ms};
        o.history = 0ns;
        return o;
    }

    std::unique_ptr<ConstellationLink> start(ConstellationLinkOptions o, const TimeService &time)
    {
        StreamReceiver receiver;
        receiver.batch = [this](SampleBatch &&batch) {
            m_names->publish();
            const std::lock_guard lock(m_received->mutex);
            for (std::size_t p = 0; p < batch.points(); ++p)
                m_received->values.push_back(batch.value[batch.pointBegin(p)]);
            m_received->samples += batch.samples();
            m_received->reception = batch.reception;
        };
        receiver.fleet = [this](const FleetDefinition &fleet) {
            const std::lock_guard lock(m_received->mutex);
            m_received->fleetNodes = fleet.nodes.size();
            ++m_received->fleets;
        };
        receiver.tick = [] {};
        auto link = std::make_unique<ConstellationLink>(std::move(o), *m_names, receiver, *m_events, time);
        link->start();
        return link;
    }
    std::unique_ptr<ConstellationLink> start() { return start(options(), m_time); }

    // Has shown these points when it returns.
    std::unique_ptr<ConstellationLink> startAndTake(int points)
    {
        auto link = start();
        const auto live = [this] { return m_server->subscriptions() == 2; };
        const auto shown = [&] { return m_received->points() == std::size_t(points); };
        [&] {
            QTRY_VERIFY(live());
            m_server->addPoints(points);
            QTRY_VERIFY(shown());
        }();
        return link;
    }

    bool has(EventCode code, const std::string &words) const
    {
        for (const Event &event : m_events->changesSince(0).events) {
            if (event.code == code && event.detail.find(words) != std::string::npos)
                return true;
        }
        return false;
    }

    static std::vector<double> numbers(int from, int to)
    {
        std::vector<double> all;
        for (int i = from; i <= to; ++i)
            all.push_back(i);
        return all;
    }

private Q_SLOTS:
    void init()
    {
        m_server = std::make_unique<FakeStreamServer>();
        m_names = std::make_unique<SeriesDictionary>();
        m_events = std::make_unique<EventLog>();
        m_received = std::make_unique<Received>();
    }

    void showsTheFleetAndWhatComesWithTheTokenSent()
    {
        m_server->fleet = R"({"nodes":[{"id":"sat-1","type":"satellite"}],"edges":[]})";
        m_server->addPoints(3);
        const auto before = m_time.now();
        auto o = options();
        o.history = 15min; // of which the server knows nothing
        auto link = start(std::move(o), m_time);
        QTRY_COMPARE(m_server->subscriptions(), 2); // one that says where the end is, one from there on
        m_server->addPoints(5);
        QTRY_COMPARE(m_received->points(), std::size_t(8)); // what was kept, too
        QCOMPARE(m_received->take(), numbers(1, 8));
        QCOMPARE(m_received->samples, std::size_t(16));
        QVERIFY(m_received->reception >= before);
        QCOMPARE(m_received->fleetNodes, std::size_t(1));
        QCOMPARE(m_server->lastAuthorization(), QByteArray("Bearer cos_dev_x"));
        QVERIFY(link->status().state == DataLinkState::up);
        QCOMPARE(link->status().points, 8U);
        QVERIFY(link->status().bytes > 0);
        QVERIFY(has(EventCode::linkUp, ""));
        link->stop();
        QVERIFY(link->status().state == DataLinkState::disabled);
    }

    void resumesAfterACutWithNothingMissingAndNothingDouble()
    {
        const auto link = startAndTake(1000);
        for (int round = 1; round <= 5; ++round) {
            m_server->addPoints(700);
            m_server->cut(); // while those are under way
            m_server->addPoints(20'000);
            QTRY_VERIFY(link->status().state == DataLinkState::down);
            m_server->mend();
            QTRY_COMPARE_WITH_TIMEOUT(m_received->points(), std::size_t(1000 + round * 20'700), 20'000);
        }
        QCOMPARE(m_received->take(), numbers(1, int(m_server->lastSequence())));
        QVERIFY(has(EventCode::linkDown, ""));
        QVERIFY(!has(EventCode::streamGap, ""));
    }

    void aCutBeforeTheFirstPointLosesNothing()
    {
        auto link = start();
        QTRY_COMPARE(m_server->subscriptions(), 2);
        QTRY_VERIFY(link->status().state == DataLinkState::up || link->status().state == DataLinkState::idle);
        m_server->cut();
        m_server->addPoints(10);
        m_server->mend();
        QTRY_COMPARE(m_received->points(), std::size_t(10));
        QCOMPARE(m_received->take(), numbers(1, 10));
    }

    void aGapIsReportedWithItsCause()
    {
        const auto link = startAndTake(5);
        m_server->cut();
        m_server->addPoints(20);
        m_server->expireUntil(15);
        m_server->mend();
        QTRY_COMPARE(m_received->points(), std::size_t(15));
        QVERIFY(has(EventCode::streamGap, "expired 6 15"));
        QCOMPARE(m_received->take().back(), 25.0);
        QVERIFY(link->status().errors > 0);
    }

    void aFrameThatCannotBeReadIsAGapAndTheRestGoesOn()
    {
        const auto link = startAndTake(2);
        m_server->sendRaw(u"{\"op\":\"batch\",\"id\":2,\"first_seq\":3,\"last_seq\":4,\"points\":[[3,"_s);
        m_server->sendRaw(
            u"{\"op\":\"batch\",\"id\":2,\"first_seq\":5,\"last_seq\":5,\"points\":[[5,\"a\",null,\"x\",\"1\",5,\"good\"]]}"_s);
        QTRY_COMPARE(m_received->points(), std::size_t(3));
        QVERIFY(has(EventCode::refused, "malformed"));
        QVERIFY(has(EventCode::streamGap, "decode_error 3 4"));
        QVERIFY(link->status().state == DataLinkState::up);
    }

    void theEndOfAConnectionIsPutIntoWords_data()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("words");
        QTest::addRow("shutdown") << 1001 << u"shutting down"_s;
        QTest::addRow("slow") << 1013 << u"too slow"_s;
        QTest::addRow("token") << 4401 << u"does not know the token"_s;
        QTest::addRow("scope") << 4403 << u"telemetry:read"_s;
        QTest::addRow("rate") << 4429 << u"too many"_s;
        QTest::addRow("other") << 4999 << u"code 4999"_s;
    }

    void theEndOfAConnectionIsPutIntoWords()
    {
        QFETCH(int, code);
        QFETCH(QString, words);
        auto link = start();
        QTRY_COMPARE(m_server->subscriptions(), 2);
        m_server->closeAll(quint16(code), u"so it is"_s);
        QTRY_VERIFY(has(EventCode::linkDown, words.toStdString()));
        if (code != 1013) // whose words Qt 6.4 replaces by its own
            QVERIFY(has(EventCode::linkDown, "so it is"));
        QTRY_COMPARE(m_server->subscriptions(), 3); // and it comes back
    }

    void aWrongTokenIsSaidWithWhereItIsFrom()
    {
        m_server->fleetStatus = 401;
        auto o = options();
        o.tokenFrom = "CONSTELLATION_API_TOKEN";
        auto link = start(std::move(o), m_time);
        const auto said = [&] { // each time asked once: it goes from down to connecting and back
            const DataLinkStatus status = link->status();
            return status.state == DataLinkState::down &&
                   status.reason.find("CONSTELLATION_API_TOKEN") != std::string::npos &&
                   status.reason.find("; attempt ") != std::string::npos;
        };
        QTRY_VERIFY(said());
        m_server->fleetStatus = 200;
        QTRY_VERIFY(m_server->subscriptions() > 0);
    }

    void aServerWithoutAFleetStillStreams()
    {
        m_server->fleetStatus = 403;
        auto link = start();
        QTRY_COMPARE(m_server->subscriptions(), 2);
        m_server->addPoints(4);
        QTRY_COMPARE(m_received->points(), std::size_t(4));
    }

    void nobodyThereIsAStateAndNoEnd()
    {
        m_server->cut();
        auto link = start();
        QTRY_VERIFY(link->status().state == DataLinkState::down);
        QVERIFY(!link->status().reason.empty());
        m_server->mend();
        QTRY_VERIFY(link->status().state == DataLinkState::up || link->status().state == DataLinkState::idle);
    }

    void historyFillsThePastAndTheStreamGoesOnFromItsEnd()
    {
        m_server->historyStatus = 200;
        m_server->history =
            R"({"series":[{"node_id":"sat-1","metric":"snr_db","encoding":"raw","points":[["1795000000000000001",101,"good"],["1795000000000000002",102,"invalid"]],"gaps":[]}]})";
        m_server->addPoints(3);
        auto o = options();
        o.history = std::chrono::minutes{15};
        auto link = start(std::move(o), m_time);
        QTRY_COMPARE(m_server->subscriptions(), 2);
        m_server->addPoints(1);
        QTRY_COMPARE(m_received->points(), std::size_t(3));
        QCOMPARE(m_received->take(), (std::vector<double>{101, 102, 4}));
        QVERIFY(m_server->requests().filter(u"/api/v1/telemetry?"_s).size() == 1);
    }

    void anotherDataFolderBehindTheSameAddressIsReadFromItsBegin()
    {
        const auto link = startAndTake(50);
        m_server->cut();
        m_server->forgetAll();
        m_server->addPoints(3);
        m_server->mend();
        QTRY_COMPARE(m_received->points(), std::size_t(53));
        QVERIFY(has(EventCode::refused, "anew"));
    }

    // Its numbers have passed ours by the time we are back: only its name tells.
    void anotherDataFolderThatHasGrownIsReadFromItsBegin()
    {
        m_server->log = u"one"_s;
        m_server->run = u"a"_s;
        const auto link = startAndTake(50);
        m_server->cut();
        m_server->forgetAll();
        m_server->log = u"two"_s;
        m_server->run = u"b"_s;
        m_server->addPoints(80);
        m_server->mend();
        QTRY_COMPARE(m_received->points(), std::size_t(130));
        QVERIFY(has(EventCode::refused, "anew"));
        m_server->cut();
        m_server->run = u"c"_s; // the same folder again
        m_server->runFirst = 81;
        m_server->addPoints(1);
        m_server->mend();
        QTRY_COMPARE(m_received->points(), std::size_t(131));
    }

    void numbersGivenASecondTimeAfterAPowerLossAreAGapAndComeAsTheNewOnes()
    {
        m_server->log = u"one"_s;
        m_server->run = u"a"_s;
        const auto link = startAndTake(50);
        m_server->cut();
        m_server->forgetFrom(41); // never reached its disk
        m_server->run = u"b"_s;
        m_server->runFirst = 41;
        m_server->addPoints(30, "other"); // 41 to 70
        m_server->mend();
        QTRY_COMPARE(m_received->points(), std::size_t(80));
        QCOMPARE(m_received->take().back(), 70.0);
        QVERIFY(has(EventCode::streamGap, "not_acknowledged 41 50"));
        m_server->cut(); // within one run nothing of this happens again
        m_server->addPoints(1);
        m_server->mend();
        QTRY_COMPARE(m_received->points(), std::size_t(81));
    }

    void aBreakWhileThePastIsFilledLosesNoPage()
    {
        const auto page = [](int value, const char *next) -> QByteArray {
            return QByteArray(
                       R"({"series":[{"node_id":"s","metric":"m","encoding":"raw","points":[["179500000000000000)") +
                   QByteArray::number(value) + "\"," + QByteArray::number(value) +
                   R"(,"good"]],"gaps":[]}])" + next + "}";
        };
        m_server->historyStatus = 200;
        m_server->historyPages = {page(1, R"(,"next":"1")"), page(2, R"(,"next":"2")"), QByteArray(),
                                  page(4, "")};
        m_server->addPoints(3);
        auto o = options();
        o.history = std::chrono::minutes{15};
        auto link = start(std::move(o), m_time);
        QTRY_VERIFY(has(EventCode::linkDown, "history: status 503"));
        QCOMPARE(m_received->take(), (std::vector<double>{1, 2}));
        m_server->addPoints(2); // 4 and 5: after what the past is
        m_server->historyPages[2] = page(3, R"(,"next":"3")");
        QTRY_COMPARE(m_received->points(), std::size_t(6));
        QCOMPARE(m_received->take(), (std::vector<double>{1, 2, 3, 4, 4, 5}));
        for (const QString &request : m_server->requests().filter(u"/api/v1/telemetry?"_s))
            QVERIFY(request.contains(u"before_seq=4"_s));
    }

    void aTopologyMessageFetchesTheFleetAgain()
    {
        auto link = start();
        QTRY_COMPARE(m_server->subscriptions(), 2);
        m_server->fleet =
            R"({"nodes":[{"id":"a","type":"satellite"},{"id":"b","type":"satellite"}],"edges":[]})";
        m_server->sendRaw(u"{\"op\":\"topology\",\"version\":2,\"changes\":{}}"_s);
        const auto nodes = [this] {
            const std::lock_guard lock(m_received->mutex);
            return m_received->fleetNodes;
        };
        QTRY_COMPARE(nodes(), std::size_t(2));
    }

    void aSilentServerIsGivenUp()
    {
        SimulatedTimeService time(fromNanoseconds(1'795'000'000'000'000'000));
        auto o = options();
        o.pingEvery = 20ms;
        auto link = start(std::move(o), time);
        QTRY_COMPARE(m_server->subscriptions(), 2);
        const auto givenUp = [&] {
            time.advance(1h); // far more than two pings, before the next answer can come
            return has(EventCode::linkDown, "nothing was heard");
        };
        QTRY_VERIFY(givenUp());
        QTRY_VERIFY((time.advance(1s), m_server->subscriptions() > 2));
    }

    void stopsAtOnceWhateverItIsDoing()
    {
        for (int i = 0; i < 5; ++i) {
            auto link = start();
            link->stop(); // in the middle of the first request
            QVERIFY(link->status().state == DataLinkState::disabled);
        }
        m_server->cut();
        auto o = options();
        o.delay = {1h, 1h};
        auto link = start(std::move(o), m_time);
        QTRY_VERIFY(link->status().state == DataLinkState::down); // waits for an hour
        link->stop();
    }
};

DESK_TEST(TstConstellationLink)

#include "tst_constellationlink.moc"
