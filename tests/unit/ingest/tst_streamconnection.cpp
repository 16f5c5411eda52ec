// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/ingest/streamconnection.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

namespace {

struct Peer final : WebSocketPeer
{
    std::vector<std::string> sent;
    std::optional<CloseCode> closed;
    std::string reason;

    void send(WebSocketMessage message) override
    {
        sent.push_back(message.head + (message.body ? *message.body : std::string()));
    }
    void close(CloseCode code, std::string_view why) override
    {
        closed = code;
        reason = why;
    }
    [[nodiscard]] std::size_t unsent() const override { return 0; }
};

} // namespace

// What a client of the WebSocket may say, and when it is shown the door.
class TstStreamConnection : public QObject
{
    Q_OBJECT

    struct Server
    {
        QTemporaryDir folder;
        SeriesDictionary names;
        SimulatedTimeService time{fromNanoseconds(1'800'000'000'000'000'000)};
        StreamPublisher publisher{{},
                                  names,
                                  folder.path().toStdString(),
                                  {[] { return std::uint64_t{7}; },
                                   [](std::chrono::milliseconds, std::function<void()>) {},
                                   {"log-1", "run-1", 5}},
                                  time};
        Result<void> allowed;
        std::shared_ptr<Peer> peer = std::make_shared<Peer>();
        StreamConnection connection{publisher, peer, [this] { return allowed; }, time};

        void say(std::string_view text) { peer->onText(text); }
    };

private Q_SLOTS:
    void aSubscriberIsToldWhoseNumbersItGets()
    {
        Server server;
        server.say(R"({"op":"subscribe","id":3,"since_seq":4})");
        QCOMPARE(server.peer->sent.at(0),
                 std::string(R"({"op":"subscribed","id":3,"next_seq":5,"log":"log-1","run":"run-1",)"
                             R"("run_first_seq":5})"));
        QVERIFY(!server.peer->closed);
    }

    void aTokenThatEndedClosesWith4401()
    {
        Server server;
        server.say(R"({"op":"ping"})");
        QVERIFY(!server.peer->closed);
        server.allowed = failure(ErrorCode::unauthenticated, "Invalid or expired token");
        server.connection.checkToken();
        QVERIFY(server.peer->closed == CloseCode::unauthenticated);
        QCOMPARE(int(*server.peer->closed), 4401);
        QCOMPARE(server.peer->reason, std::string("Invalid or expired token"));
    }

    void aCommandWithATokenThatEndedIsNotDone()
    {
        Server server;
        server.allowed = failure(ErrorCode::unauthenticated, "Invalid or expired token");
        server.say(R"({"op":"subscribe","id":1})");
        QVERIFY(server.peer->closed == CloseCode::unauthenticated);
        QVERIFY(server.peer->sent.empty());
        QCOMPARE(server.publisher.subscriptions(), std::size_t(0));
    }

    void aScopeThatWasTakenAwayClosesWith4403()
    {
        Server server;
        server.allowed = failure(ErrorCode::forbidden, "Missing required scope: telemetry:read");
        server.connection.checkToken();
        QCOMPARE(int(*server.peer->closed), 4403);
        QCOMPARE(server.peer->reason, std::string("Missing required scope: telemetry:read"));
    }

    void moreThan200CommandsASecondCloseWith4429()
    {
        Server server;
        for (int second = 0; second < 3; ++second) {
            for (int i = 0; i < 200; ++i)
                server.say(R"({"op":"ping"})");
            QVERIFY(!server.peer->closed);
            server.time.advance(1s);
        }
        for (int i = 0; i < 201; ++i)
            server.say(R"({"op":"ping"})");
        QCOMPARE(int(*server.peer->closed), 4429);
        QCOMPARE(server.peer->sent.size(), std::size_t(800));
    }

    void anIdInUseAndOneSubscriptionTooManyAreRefused()
    {
        Server server;
        for (int i = 0; i < 64; ++i)
            server.say("{\"op\":\"subscribe\",\"id\":" + std::to_string(i) + "}");
        QCOMPARE(server.publisher.subscriptions(), std::size_t(64));
        server.say(R"({"op":"subscribe","id":5})");
        QVERIFY(server.peer->sent.back().find("VALIDATION_ERROR") != std::string::npos);
        server.say(R"({"op":"subscribe","id":64})");
        QVERIFY(server.peer->sent.back().find("OVERLOADED") != std::string::npos);
        QVERIFY(!server.peer->closed);
    }
};

DESK_TEST(TstStreamConnection)
#include "tst_streamconnection.moc"
