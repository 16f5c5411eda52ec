// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ownership/ownershipboard.h"
#include "tests/support/testprogram.h"
#include "tests/unit/ownership/fakeworker.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

class TstOwnershipBoard : public QObject
{
    Q_OBJECT

    SimulatedTimeService m_time{*parseTimestamp("2026-11-21T14:00:00Z")};

    static void ask(Controller &controller, std::string_view path)
    {
        controller.forward({"GET", "http://h", path, path, {}, "", "", "", ""}, [](ProxyAnswer &&) {});
    }

private Q_SLOTS:
    void aSnapshotTellsWhoOwnsWhatAndHowOftenItIsAsked()
    {
        Controller controller({}, m_time);
        OwnershipBoard board;
        QVERIFY(!board.ownership());
        FakeWorker one(controller, m_time);
        FakeWorker two(controller, m_time, Guid::make(), {"/devices/x"});
        const auto publish = [&] {
            board.publish(controller, "ws://127.0.0.1:8001", m_time.now(), m_time.steadyNow());
        };
        publish();
        for (int i = 0; i < 10; ++i)
            ask(controller, "/devices/x");
        m_time.advance(2s);
        ask(controller, "/y");
        for (const WorkerMessage &request : two.live())
            two.answer(request);
        publish();
        const auto snapshot = board.ownership();
        QCOMPARE(snapshot->address, std::string("ws://127.0.0.1:8001"));
        QCOMPARE(snapshot->workers.size(), std::size_t(2));
        QVERIFY(!snapshot->workers[0].lastMessage);
        QCOMPARE(snapshot->workers[1].lastMessage, std::optional(m_time.now()));
        QCOMPARE(snapshot->workers[1].requests, std::uint64_t(10));
        QCOMPARE(snapshot->workers[1].requestsPerSecond, 5.0);
        QCOMPARE(snapshot->workers[1].announced, std::vector<std::string>{"/devices/x"});
        QCOMPARE(snapshot->workers[0].waiting, std::size_t(1));
        QCOMPARE(snapshot->waiting, std::size_t(1));
        QCOMPARE(snapshot->requestsPerSecond, 5.0); // those that ended
        QCOMPARE(snapshot->pins.size(), std::size_t(2));
        QCOMPARE(snapshot->pins[0].path, std::string("/y")); // used last
        QCOMPARE(snapshot->pins[0].worker, std::size_t(0));
        QCOMPARE(snapshot->pins[1].idle, std::chrono::nanoseconds(2s));
        m_time.advance(1s);
        publish();
        QCOMPARE(board.ownership()->workers[1].requestsPerSecond, 0.0);
    }

    void aWorkerThatCameAgainBeginsAnew()
    {
        Controller controller({}, m_time);
        OwnershipBoard board;
        const Guid guid = Guid::make();
        FakeWorker before(controller, m_time, guid);
        for (int i = 0; i < 100; ++i)
            ask(controller, "/x");
        board.publish(controller, "", m_time.now(), m_time.steadyNow());
        m_time.advance(1s);
        FakeWorker after(controller, m_time, guid);
        ask(controller, "/x");
        board.publish(controller, "", m_time.now(), m_time.steadyNow());
        QCOMPARE(board.ownership()->workers.at(0).requestsPerSecond, 1.0);
    }

    void ofManyPinsTheLastUsedAreListed()
    {
        Controller controller({}, m_time);
        OwnershipBoard board;
        FakeWorker worker(controller, m_time);
        constexpr std::size_t count = OwnershipSnapshot::mostPins + 500;
        for (std::size_t i = 0; i < count; ++i) {
            m_time.advance(1ms);
            ask(controller, "/" + std::to_string(i));
        }
        board.publish(controller, "", m_time.now(), m_time.steadyNow());
        const auto snapshot = board.ownership();
        QCOMPARE(snapshot->pins.size(), OwnershipSnapshot::mostPins);
        QCOMPARE(snapshot->pinsInAll, count);
        QCOMPARE(snapshot->pins.front().path, "/" + std::to_string(count - 1));
    }
};

DESK_TEST(TstOwnershipBoard)

#include "tst_ownershipboard.moc"
