// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/benchdriver.h"
#include "tests/support/testprogram.h"
#include "tests/unit/commandline/cannedserver.h"

#include <QTest>

#include <sys/socket.h>

using namespace desk;
using namespace std::chrono_literals;

namespace {

bool isWhole(const std::string &request)
{
    const auto head = request.find("\r\n\r\n");
    const auto at = request.find("Content-Length: ");
    return head != std::string::npos && request.size() >= head + 4 + std::stoul(request.substr(at + 16));
}

const std::string good = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

std::vector<BenchConnection> connectionsTo(const CannedServer &server, std::size_t count)
{
    std::vector<BenchConnection> list;
    for (std::size_t i = 0; i < count; ++i) {
        list.emplace_back(ServerAddress{"127.0.0.1", server.port()},
                          BenchLoad({BenchFormat::jsonSingle, 1, 2, 8, {}}, "h", "", i, count));
        if (!list.back().connect())
            qFatal("no connection");
    }
    return list;
}

} // namespace

class TstBenchDriver : public QObject
{
    Q_OBJECT

    using Clock = BenchDriver::Clock;
    std::atomic<bool> m_stop{false};

private Q_SLOTS:
    void aClosedLoopSendsWhenItHasItsAnswer()
    {
        std::atomic<std::uint64_t> answered{0};
        CannedServer server([&](unsigned, const std::string &request) {
            if (!isWhole(request))
                return std::string();
            ++answered;
            return good;
        });
        BenchDriver driver(connectionsTo(server, 3), 0);
        const auto now = Clock::now();
        QVERIFY(driver.run(now, now + 200ms, m_stop));
        QVERIFY(driver.results().requests > 30);
        QVERIFY(driver.results().requests <= answered);
        QCOMPARE(driver.results().latency.count(), driver.results().requests);
        QCOMPARE(driver.results().refused, std::uint64_t{0});
    }

    // One stall of 300 ms: everything that was due meanwhile waited, which a closed loop would not notice.
    void anOpenLoopCountsTheWaitBehindASlowAnswer()
    {
        std::atomic<int> seen{0};
        CannedServer server([&](unsigned, const std::string &request) {
            if (!isWhole(request))
                return std::string();
            if (++seen == 20)
                std::this_thread::sleep_for(300ms);
            return good;
        });
        BenchDriver driver(connectionsTo(server, 1), 200);
        const auto now = Clock::now();
        QVERIFY(driver.run(now, now + 1s, m_stop));
        QVERIFY(driver.results().requests >= 195 && driver.results().requests <= 200);
        QCOMPARE(driver.results().unanswered, std::uint64_t{0});
        QVERIFY(driver.results().latency.max() >= 295);
        // About 60 requests were due in the stall; with one connection each waited its rest.
        QVERIFY(driver.results().latency.percentile(0.8) > 50);
        QVERIFY(driver.results().latency.percentile(0.5) < 100);
    }

    void refusalsAreCountedAndTheFirstIsKept()
    {
        CannedServer server([](unsigned, const std::string &request) {
            return isWhole(request)
                       ? std::string("HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nfull")
                       : std::string();
        });
        BenchDriver driver(connectionsTo(server, 1), 0);
        const auto now = Clock::now();
        QVERIFY(driver.run(now, now + 100ms, m_stop));
        QCOMPARE(driver.results().requests, std::uint64_t{0});
        QVERIFY(driver.results().refused > 0);
        QVERIFY(driver.results().refusal.ends_with("full"));
    }

    void aClosedConnectionIsAnError()
    {
        CannedServer server([](unsigned, const std::string &) { return std::string("HTTP/1.1 200 OK\r\n"); });
        auto connections = connectionsTo(server, 1);
        ::shutdown(connections[0].socket(), SHUT_RD);
        BenchDriver driver(std::move(connections), 0);
        const auto now = Clock::now();
        const auto ran = driver.run(now, now + 2s, m_stop);
        QVERIFY(!ran);
        QVERIFY(ran.error().message.find("without an answer") != std::string::npos);
    }

    void anAddressIsReadOrRefused()
    {
        QCOMPARE(ServerAddress::of("http://[::1]:9/x")->host, std::string("::1"));
        QCOMPARE(ServerAddress::of("http://localhost")->port, std::uint16_t{80});
        QVERIFY(ServerAddress::of("https://a:1")->isTls && !ServerAddress::of("http://a:1")->isTls);
        QCOMPARE(ServerAddress::of("https://a")->port, std::uint16_t{443});
        QVERIFY(!ServerAddress::of("http://a:b"));
    }
};

DESK_TEST(TstBenchDriver)
#include "tst_benchdriver.moc"
