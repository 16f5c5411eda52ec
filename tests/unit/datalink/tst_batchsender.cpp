// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/datalink/batchsender.h"
#include "tests/support/testprogram.h"

#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {

// A server in memory.
class Server
{
public:
    std::optional<BatchSender::Failure> post(std::string_view json, std::size_t points, std::string_view key)
    {
        keys.emplace_back(key);
        if (answer)
            return answer;
        bodies.emplace_back(json);
        taken += points;
        return std::nullopt;
    }

    BatchSender sender(BatchSender::Options options)
    {
        return {options, "run", [this](std::string_view json, std::size_t points, std::string_view key) {
                    return post(json, points, key);
                }};
    }

    std::optional<BatchSender::Failure> answer;
    std::vector<std::string> bodies;
    std::vector<std::string> keys;
    std::size_t taken = 0;
};

void write(BatchSender &sender, int count, int from = 0)
{
    for (int i = 0; i < count; ++i) {
        sender.buffer() += std::to_string(from + i);
        sender.pointWritten();
    }
}

BatchSender::Failure broken(bool permanent = false)
{
    return {Error{ErrorCode::network, "broken", {}}, permanent, {}};
}

constexpr SteadyTime t0 = SteadyTime{} + 1h;

} // namespace

class TstBatchSender : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void closesAnArrayWhenItIsFull()
    {
        Server server;
        auto sender = server.sender({.batchPoints = 3, .keepPoints = 100});
        write(sender, 7);
        QVERIFY(!sender.pump(t0));
        QCOMPARE(server.bodies.size(), std::size_t{2});
        QCOMPARE(server.bodies[0], std::string("[0,\n1,\n2]"));
        sender.flush();
        sender.flush();
        QVERIFY(!sender.pump(t0));
        QCOMPARE(server.bodies[2], std::string("[6]"));
        QCOMPARE(sender.sentPoints(), std::uint64_t{7});
        QVERIFY(sender.isEmpty());
    }

    void retriesWithAGrowingPauseUnderTheSameKey()
    {
        Server server;
        auto sender =
            server.sender({.batchPoints = 2, .keepPoints = 100, .firstPause = 100ms, .longestPause = 350ms});
        server.answer = broken();
        write(sender, 4);
        QVERIFY(sender.pump(t0));
        QVERIFY(sender.retryAt() == t0 + 100ms);
        QVERIFY(!sender.pump(t0 + 99ms)); // not yet tried
        QCOMPARE(server.keys.size(), std::size_t{1});
        QVERIFY(sender.pump(t0 + 100ms));
        QVERIFY(sender.retryAt() == t0 + 300ms);
        QVERIFY(sender.pump(t0 + 300ms));
        QVERIFY(sender.retryAt() == t0 + 650ms);
        server.answer.reset();
        QVERIFY(!sender.pump(t0 + 650ms));
        QCOMPARE(server.keys[0], server.keys[3]);
        QVERIFY(server.keys[4] != server.keys[3]);
        QCOMPARE(server.bodies[0], std::string("[0,\n1]"));
        QCOMPARE(sender.sentPoints(), std::uint64_t{4});
    }

    void waitsAsLongAsTheServerAsks()
    {
        Server server;
        auto sender = server.sender({.batchPoints = 1, .keepPoints = 10});
        server.answer = broken();
        server.answer->retryAfter = 7s;
        write(sender, 1);
        QVERIFY(sender.pump(t0));
        QVERIFY(sender.retryAt() == t0 + 7s);
    }

    void keepsUpToItsBoundAndDropsTheOldest()
    {
        Server server;
        auto sender = server.sender({.batchPoints = 2, .keepPoints = 6});
        server.answer = broken();
        write(sender, 10);
        QCOMPARE(sender.waitingPoints(), std::size_t{6});
        QCOMPARE(sender.droppedPoints(), std::uint64_t{4});
        server.answer.reset();
        QVERIFY(!sender.pump(t0));
        QCOMPARE(server.bodies.front(), std::string("[4,\n5]"));
        QCOMPARE(server.taken, std::size_t{6});
    }

    void refusedPointsAreCountedAndDoNotBlockTheNext()
    {
        Server server;
        auto sender = server.sender({.batchPoints = 2, .keepPoints = 100});
        server.answer = broken(true);
        write(sender, 2);
        const auto failed = sender.pump(t0);
        QVERIFY(failed && failed->permanent);
        QCOMPARE(sender.droppedPoints(), std::uint64_t{2});
        QVERIFY(sender.isEmpty());
        server.answer.reset();
        write(sender, 2, 2);
        QVERIFY(!sender.pump(t0));
        QCOMPARE(server.taken, std::size_t{2});
    }
};

DESK_TEST(TstBatchSender)
#include "tst_batchsender.moc"
