// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline/benchsubscribers.h"
#include "tests/support/testprogram.h"
#include "tests/unit/commandline/cannedserver.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {

std::string frame(const std::string &text)
{
    std::string bytes{static_cast<char>(0x81)};
    if (text.size() < 126) {
        bytes += static_cast<char>(text.size());
    } else if (text.size() < 65536) {
        bytes += static_cast<char>(126);
        bytes += static_cast<char>(text.size() >> 8U);
        bytes += static_cast<char>(text.size() & 0xffU);
    } else {
        bytes += static_cast<char>(127);
        for (int shift = 56; shift >= 0; shift -= 8)
            bytes += static_cast<char>((std::uint64_t{text.size()} >> static_cast<unsigned>(shift)) & 0xffU);
    }
    return bytes + text;
}

std::string batch(std::uint64_t first, std::uint64_t last, std::size_t fill = 0)
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return R"({"op":"batch","id":1,"first_seq":)" + std::to_string(first) + R"(,"last_seq":)" +
           std::to_string(last) + R"(,"points":[[)" + std::to_string(first) + R"(,"n",null,"m",")" +
           std::to_string(std::chrono::nanoseconds(now).count()) + R"(",1,"good"]])" +
           std::string(fill, ' ') + "}";
}

const std::string upgraded =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n";

// Two exchanges: the upgrade, then what follows the subscription.
CannedServer::Answer saying(const std::string &frames)
{
    return [frames](unsigned, const std::string &request) {
        if (request.starts_with("GET "))
            return request.ends_with("\r\n\r\n") ? upgraded : std::string();
        return request.size() > 100 ? frames : std::string();
    };
}

} // namespace

class TstBenchSubscribers : public QObject
{
    Q_OBJECT

    BenchSubscribers::Results follow(const std::string &frames, std::uint64_t until, std::size_t count = 1)
    {
        CannedServer server(saying(frames));
        BenchSubscribers subscribers;
        const auto opened = subscribers.open(count, {"127.0.0.1", server.port()}, "h", "t");
        if (!opened)
            qFatal("%s", opened.error().message.c_str());
        std::atomic<bool> stop{false};
        std::jthread reader([&] { static_cast<void>(subscribers.run({}, stop)); });
        const bool reached = QTest::qWaitFor([&] { return subscribers.reached() >= until; });
        stop = true;
        reader.join();
        if (!reached)
            qWarning("only %llu arrived", static_cast<unsigned long long>(subscribers.reached()));
        return subscribers.results();
    }

private Q_SLOTS:
    void pointsWithoutHolesLoseNothing()
    {
        const auto results = follow(frame(R"({"op":"subscribed","id":1,"next_seq":1})") +
                                        frame(batch(1, 100)) + frame(batch(101, 150)),
                                    150);
        QCOMPARE(results.lost, std::uint64_t{0});
        QCOMPARE(results.received, std::uint64_t{150});
        QCOMPARE(results.messages, std::uint64_t{3});
        QCOMPARE(results.delivery.count(), std::uint64_t{2});
        QVERIFY(results.delivery.max() < 10'000);
    }

    void aHoleAndAGapAreLost()
    {
        const auto results =
            follow(frame(batch(1, 10)) + frame(batch(14, 20)) +
                       frame(R"({"op":"gap","id":1,"from_seq":21,"to_seq":25,"cause":"slow_client"})") +
                       frame(batch(26, 30)),
                   30);
        QCOMPARE(results.lost, std::uint64_t{3 + 5});
        QCOMPARE(results.received, std::uint64_t{10 + 7 + 5});
    }

    void longMessagesAreSkippedAndCounted()
    {
        const std::string frames =
            frame(batch(1, 5, 1000)) + frame(batch(6, 9, 200'000)) + frame(batch(10, 12));
        const auto results = follow(frames, 12, 3);
        QCOMPARE(results.lost, std::uint64_t{0});
        QCOMPARE(results.received, std::uint64_t{12});
        QCOMPARE(results.messages, std::uint64_t{9});
        QCOMPARE(results.bytes, std::uint64_t{3 * frames.size()});
    }

    void aSlowReaderTakesAByteASecondAndHoldsNobodyUp()
    {
        const std::string frames = frame(batch(1, 10)) + frame(batch(11, 20));
        CannedServer server(saying(frames));
        BenchSubscribers subscribers;
        QVERIFY(subscribers.open(2, {"127.0.0.1", server.port()}, "h", "t"));
        QVERIFY(subscribers.openSlow(1, {"127.0.0.1", server.port()}, "h", "t"));
        std::atomic<bool> stop{false};
        const auto begun = std::chrono::steady_clock::now();
        std::jthread reader([&] { static_cast<void>(subscribers.run({}, stop)); });
        QTRY_VERIFY(subscribers.reached() >= 20); // the slow one has not even the first
        QTRY_VERIFY(std::chrono::steady_clock::now() - begun > 1200ms);
        stop = true;
        reader.join();
        const auto seconds = std::chrono::steady_clock::now() - begun;
        const auto &results = subscribers.results();
        QCOMPARE(results.received, std::uint64_t{20});
        QCOMPARE(results.bytes, std::uint64_t{2 * frames.size()});
        QCOMPARE(results.lost, std::uint64_t{0});
        QVERIFY(results.slowBytes >= 1);
        QVERIFY(results.slowBytes <= std::uint64_t(seconds / 1s) + 1);
    }

    void aServerWithoutAStreamIsSaid()
    {
        CannedServer server([](unsigned, const std::string &request) {
            return request.ends_with("\r\n\r\n") ? std::string("HTTP/1.1 404 Not Found\r\n\r\n")
                                                 : std::string();
        });
        BenchSubscribers subscribers;
        const auto opened = subscribers.open(1, {"127.0.0.1", server.port()}, "h", "t");
        QVERIFY(!opened);
        QVERIFY(opened.error().message.find("404") != std::string::npos);
    }
};

DESK_TEST(TstBenchSubscribers)
#include "tst_benchsubscribers.moc"
