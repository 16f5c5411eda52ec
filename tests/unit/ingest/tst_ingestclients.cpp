// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/identity.h"
#include "models/ingest/ingestclients.h"
#include "tests/support/testprogram.h"

#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {

struct Sent
{
    explicit Sent(std::string text = "{}")
        : body(std::move(text))
    {
        request.method = HttpMethod::post;
        request.path = "/api/v1/telemetry";
        request.remote = "127.0.0.1";
        request.headers = {{"User-Agent", "board/1.2"}};
        request.body = body;
    }
    std::string body;
    HttpRequest request;
};

} // namespace

class TstIngestClients : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsRateJitterAndClockOfASender()
    {
        SimulatedTimeService time{Timestamp{1'800'000'000s}};
        IngestClients clients(time);
        const Sent sent("{\"a\":1}");
        for (int i = 0; i < 50; ++i) {
            time.advance(i % 2 == 0 ? 90ms : 110ms);
            clients.begin(sent.request);
            clients.count(2, nanoseconds(time.now() - 3s));
            clients.end(sent.request, 200, {});
        }
        const auto all = clients.snapshot();
        QCOMPARE(all.size(), std::size_t{1});
        QCOMPARE(all[0].program, std::string("board/1.2"));
        QCOMPARE(all[0].requests, std::uint64_t{50});
        QCOMPARE(all[0].points, std::uint64_t{100});
        QCOMPARE(all[0].bytes, std::uint64_t{350});
        QVERIFY(std::abs(all[0].intervalSeconds - 0.1) < 0.005);
        QVERIFY(std::abs(all[0].jitterSeconds - 0.01) < 0.003);
        QVERIFY(all[0].skewSeconds.has_value());
        QVERIFY(std::abs(*all[0].skewSeconds + 3) < 1e-6);
    }

    void keepsARefusalWithTheBytesAboutIt()
    {
        SimulatedTimeService time{Timestamp{1'800'000'000s}};
        IngestClients clients(time);
        const Sent sent(std::string(100, ' ') + "\"value\": x1" + std::string(100, ' '));
        clients.begin(sent.request);
        clients.reject(Error{ErrorCode::parseError, "a number begins with a digit", "value", 109, -1}, 1);
        clients.end(sent.request, 400, "said by the envelope");
        const auto all = clients.snapshot();
        QCOMPARE(all[0].refusedRequests, std::uint64_t{1});
        QCOMPARE(all[0].refusedPoints, std::uint64_t{1});
        QCOMPARE(all[0].refused.size(), std::size_t{1}); // once, by who knew most
        const RefusedInput &refused = all[0].refused[0];
        QCOMPARE(refused.error.message, std::string("a number begins with a digit"));
        QCOMPARE(refused.bodySize, std::size_t{211});
        QCOMPARE(refused.excerpt[109 - refused.excerptBegin], 'x');
        QVERIFY(!all[0].skewSeconds.has_value()); // no point, no clock
    }

    // A missing token: no feature ever saw the request, the one who sent it wonders all the same.
    void tellsOfRequestsThatNobodyLookedInto()
    {
        SimulatedTimeService time{Timestamp{1'800'000'000s}};
        IngestClients clients(time);
        const Sent sent;
        clients.end(sent.request, 401, "Missing authentication token");
        clients.end(sent.request, 200, {}); // of a path that takes no points
        const auto all = clients.snapshot();
        QCOMPARE(all.size(), std::size_t{1});
        QCOMPARE(all[0].requests, std::uint64_t{1});
        QCOMPARE(all[0].refused.at(0).error.message, std::string("401: Missing authentication token"));
    }

    void countsWhatIsMissingFromASequence()
    {
        SimulatedTimeService time{Timestamp{1'800'000'000s}};
        IngestClients clients(time);
        Sent sent;
        for (const char *number : {"1", "2", "5", "4", "6", "x"}) {
            sent.request.headers = {{"User-Agent", "p"}, {"X-Producer", "a"}, {"X-Sequence", number}};
            clients.begin(sent.request);
            clients.end(sent.request, 200, {});
        }
        QCOMPARE(clients.snapshot()[0].gaps, std::uint64_t{2});
    }

    void whoWasSilentForLongestMakesRoom()
    {
        SimulatedTimeService time{Timestamp{1'800'000'000s}};
        IngestClients clients(time);
        Sent sent;
        std::vector<std::string> names(IngestClients::mostClients + 5);
        for (std::size_t i = 0; i < names.size(); ++i) {
            names[i] = "p" + std::to_string(i);
            time.advance(1s);
            sent.request.headers = {{"User-Agent", names[i]}};
            clients.begin(sent.request);
            for (std::size_t many = 0; many < IngestClients::mostRefused + 3; ++many)
                clients.reject(Error{ErrorCode::parseError, std::to_string(many), {}, -1, -1}, 1);
            clients.end(sent.request, 400, {});
        }
        const auto all = clients.snapshot();
        QCOMPARE(all.size(), IngestClients::mostClients);
        QVERIFY(std::none_of(all.begin(), all.end(), [](const auto &one) { return one.program == "p4"; }));
        QCOMPARE(all[0].refused.size(), IngestClients::mostRefused);
        QCOMPARE(all[0].refused.front().error.message, std::string("3"));
    }
};

DESK_TEST(TstIngestClients)
#include "tst_ingestclients.moc"
