// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/broker/journal.h"
#include "models/ingest/streampublisher.h"
#include "tests/support/testprogram.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// A client that takes nothing until told to.
struct Sink final : StreamSink
{
    struct Gap
    {
        std::uint64_t from, to;
        GapCause cause;
    };
    std::vector<std::uint64_t> sequences; // one a sample
    std::vector<StreamFrame> frames;
    std::vector<Gap> gaps;
    std::size_t held = 0;
    std::size_t mostHeld = 0;
    bool slow = false;

    void sendBatch(std::uint64_t, const StreamFrame &frame) override
    {
        frames.push_back(frame);
        const auto json = QJsonDocument::fromJson("{" + QByteArray::fromStdString(*frame.body)).object();
        for (const QJsonValue point : json["points"_L1].toArray())
            sequences.push_back(std::uint64_t(point[0].toInteger()));
        if (slow)
            held += frame.body->size();
        mostHeld = std::max(mostHeld, held);
    }
    void sendGap(std::uint64_t, std::uint64_t from, std::uint64_t to, GapCause cause) override
    {
        gaps.push_back({from, to, cause});
    }
    [[nodiscard]] std::size_t unsent() const override { return held; }
};

} // namespace

class TstStreamPublisher : public QObject
{
    Q_OBJECT

    struct Server
    {
        QTemporaryDir folder;
        SeriesDictionary names;
        SimulatedTimeService time{fromNanoseconds(1'800'000'000'000'000'000)};
        std::unique_ptr<Journal> journal;
        std::vector<std::function<void()>> later;
        std::optional<StreamPublisher> publisher;

        explicit Server(StreamPublisher::Options options = {}, std::uint64_t segment = 64 << 20)
        {
            Journal::Recovery recovery;
            journal = *Journal::open(
                {folder.path().toStdString(), segment}, names, [](SampleBatch &&) {}, recovery);
            publisher.emplace(
                options, names, folder.path().toStdString(),
                StreamPublisher::Hooks{[this] { return journal->nextSequence(); },
                                       [this](std::chrono::milliseconds, std::function<void()> call) {
                                           later.push_back(std::move(call));
                                       }},
                time);
        }
        // One batch of points, one sample each.
        void add(std::string_view node, int points, std::string_view metric = "snr_db")
        {
            SampleBatch batch;
            batch.reception = time.now();
            const auto entity = *names.entity(*names.node(node, NodeType::satellite));
            for (int i = 0; i < points; ++i) {
                std::uint32_t hint = 0;
                batch.addSample(*names.series(entity, metric, hint), i, Quality::good);
                batch.endPoint(entity, nanoseconds(batch.reception));
            }
            QVERIFY(journal->append(batch, names));
            names.publish();
            publisher->publish(std::make_shared<const SampleBatch>(std::move(batch)));
        }
        void run()
        {
            for (int round = 0; round < 10'000 && !later.empty(); ++round) {
                time.advance(5ms);
                for (const auto &call : std::exchange(later, {}))
                    call();
            }
            QVERIFY(later.empty());
        }
    };
    static std::vector<std::uint64_t> range(std::uint64_t from, std::uint64_t to)
    {
        std::vector<std::uint64_t> all;
        for (; from <= to; ++from)
            all.push_back(from);
        return all;
    }

private Q_SLOTS:
    void patternsMatch_data()
    {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("matches");
        QTest::addRow("all") << QByteArray("*") << QByteArray("") << true;
        QTest::addRow("start") << QByteArray("sat-*") << QByteArray("sat-12") << true;
        QTest::addRow("end") << QByteArray("*_db") << QByteArray("snr_db") << true;
        QTest::addRow("twice") << QByteArray("a*b*c") << QByteArray("axbxbc") << true;
        QTest::addRow("exact") << QByteArray("a") << QByteArray("ab") << false;
        QTest::addRow("too short") << QByteArray("a*a") << QByteArray("a") << false;
    }
    void patternsMatch()
    {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, text);
        QFETCH(bool, matches);
        QCOMPARE(globMatches(pattern.toStdString(), text.toStdString()), matches);
    }

    void equalSubscriptionsAreEncodedOnce()
    {
        Server server;
        Sink a, b, c;
        StreamRequest other;
        other.patterns.metrics = {"latency_ms"};
        QVERIFY(server.publisher->subscribe(a, 1, {}));
        QVERIFY(server.publisher->subscribe(b, 9, {}));
        QVERIFY(server.publisher->subscribe(c, 1, other));
        QCOMPARE(server.publisher->channels(), std::size_t(2));
        server.add("n", 3);
        server.run();
        QCOMPARE(a.sequences, range(1, 3));
        QCOMPARE(a.frames.size(), std::size_t(1));
        QVERIFY(a.frames[0].body == b.frames[0].body); // the same bytes, not equal ones
        QVERIFY(c.frames.empty());
        QCOMPARE(server.publisher->statistics().encoded, std::uint64_t(1));
    }

    void newSeriesAreJudgedWhenTheyAppear()
    {
        Server server;
        Sink sink;
        StreamRequest request;
        request.patterns.nodes = {"late-*"};
        QVERIFY(server.publisher->subscribe(sink, 1, request));
        server.add("early", 1);
        server.run();
        server.add("late-1", 1);
        server.run();
        QCOMPARE(sink.sequences, range(2, 2));
    }

    void resumesFromTheFilesAndThenGoesLive()
    {
        Server server({}, 4096); // many segments
        for (int i = 0; i < 200; ++i)
            server.add("n", 10);
        Sink sink;
        StreamRequest request;
        request.sinceSeq = 500;
        QCOMPARE(*server.publisher->subscribe(sink, 1, request), std::uint64_t(501));
        server.run();
        server.add("n", 10);
        server.run();
        QCOMPARE(sink.sequences, range(501, 2010));
        QVERIFY(sink.gaps.empty());
    }

    void whatIsNoLongerKeptIsOneGap()
    {
        Server server({}, 4096);
        for (int i = 0; i < 200; ++i)
            server.add("n", 10);
        auto files = QDir(server.folder.path()).entryList({u"*.seg"_s}, QDir::Files, QDir::Name);
        QVERIFY(files.size() > 3);
        QVERIFY(QFile::remove(server.folder.filePath(files[0])) &&
                QFile::remove(server.folder.filePath(files[1])));
        const std::uint64_t first = files[2].left(20).toULongLong();
        Sink sink;
        StreamRequest request;
        request.sinceSeq = 3;
        QVERIFY(server.publisher->subscribe(sink, 1, request));
        server.run();
        QCOMPARE(sink.gaps.size(), std::size_t(1));
        QCOMPARE(sink.gaps[0].from, std::uint64_t(4));
        QCOMPARE(sink.gaps[0].to, first - 1);
        QVERIFY(sink.gaps[0].cause == GapCause::expired);
        QCOMPARE(sink.sequences, range(first, 2000));
    }

    void numbersTheJournalNeverKeptAreNotAcknowledged()
    {
        Server server;
        server.add("n", 5);
        Sink sink;
        StreamRequest request;
        request.sinceSeq = 9;
        QCOMPARE(*server.publisher->subscribe(sink, 1, request), std::uint64_t(6));
        QCOMPARE(sink.gaps.size(), std::size_t(1));
        QCOMPARE(sink.gaps[0].from, std::uint64_t(6));
        QCOMPARE(sink.gaps[0].to, std::uint64_t(9));
        QVERIFY(sink.gaps[0].cause == GapCause::notAcknowledged);
    }

    void aSlowClientIsServedFromTheFileAndHoldsLittle()
    {
        StreamPublisher::Options options;
        options.memoryBytes = 10'000;
        options.clientBytes = 32 * 1024;
        options.frameBytes = 4096;
        Server server(options);
        Sink slow, fast;
        slow.slow = true;
        QVERIFY(server.publisher->subscribe(slow, 1, {}));
        QVERIFY(server.publisher->subscribe(fast, 1, {}));
        for (int i = 0; i < 100; ++i) {
            server.add("n", 50);
            server.run();
        }
        QCOMPARE(fast.sequences, range(1, 5000));
        QVERIFY(slow.sequences.size() < 2000);
        QVERIFY(slow.mostHeld <= options.clientBytes);
        for (int i = 0; i < 100; ++i) { // it takes what it was sent, again and again
            slow.held = 0;
            server.publisher->drained(slow);
            server.run();
        }
        QCOMPARE(slow.sequences, range(1, 5000));
        QVERIFY(slow.gaps.empty());
        QVERIFY(slow.mostHeld <= options.clientBytes);
    }

    void aClientThatSetMaxLagJumpsAheadWithAGap()
    {
        StreamPublisher::Options options;
        options.clientBytes = 8192;
        options.frameBytes = 1024;
        Server server(options);
        Sink slow;
        slow.slow = true;
        StreamRequest request;
        request.maxLag = 10s;
        QVERIFY(server.publisher->subscribe(slow, 1, request));
        for (int i = 0; i < 20; ++i) {
            server.add("n", 50);
            server.run();
        }
        const std::uint64_t before = slow.sequences.back();
        QVERIFY(before < 1000);
        server.time.advance(60s);
        slow.held = 0;
        server.publisher->drained(slow);
        server.run();
        QCOMPARE(slow.gaps.size(), std::size_t(1));
        QVERIFY(slow.gaps[0].cause == GapCause::slowClient);
        QCOMPARE(slow.gaps[0].from, before + 1);
        QCOMPARE(slow.gaps[0].to, std::uint64_t(1000));
        slow.slow = false;
        server.add("n", 1);
        server.run();
        QCOMPARE(slow.sequences.back(), std::uint64_t(1001));
    }

    void latestSendsOneSampleASeriesAtItsRate()
    {
        Server server;
        Sink sink;
        StreamRequest request;
        request.mode = StreamMode::latest;
        request.maxRateHz = 1;
        QVERIFY(server.publisher->subscribe(sink, 1, request));
        server.add("a", 100);
        server.run();
        QCOMPARE(sink.sequences, range(100, 100));
        server.add("a", 100);
        server.add("b", 1);
        server.add("a", 1);
        server.run();
        QCOMPARE(sink.sequences, (std::vector<std::uint64_t>{100, 201, 202}));
        QCOMPARE(sink.frames.size(), std::size_t(2));
    }

    void aRateOfModeAllMakesFewerFramesAndLosesNothing()
    {
        Server server;
        Sink calm, quick;
        StreamRequest request;
        request.maxRateHz = 1;
        QVERIFY(server.publisher->subscribe(calm, 1, request));
        QVERIFY(server.publisher->subscribe(quick, 1, {}));
        for (int i = 0; i < 40; ++i) { // for a second, every 25 ms
            server.add("a", 5);
            server.time.advance(20ms);
            for (const auto &call : std::exchange(server.later, {}))
                call();
        }
        server.run();
        QCOMPARE(quick.sequences, range(1, 200));
        QCOMPARE(calm.sequences, range(1, 200));
        QVERIFY2(calm.frames.size() <= 3, std::to_string(calm.frames.size()).c_str());
        QVERIFY(quick.frames.size() >= 20);
    }

    void leavingForgetsEverything()
    {
        Server server;
        Sink sink;
        QVERIFY(server.publisher->subscribe(sink, 1, {}));
        QVERIFY(!server.publisher->subscribe(sink, 1, {}));
        QVERIFY(server.publisher->unsubscribe(sink, 1));
        QVERIFY(!server.publisher->unsubscribe(sink, 1));
        QVERIFY(server.publisher->subscribe(sink, 1, {}));
        server.publisher->leave(sink);
        server.add("n", 1);
        server.run();
        QVERIFY(sink.frames.empty());
        QCOMPARE(server.publisher->channels(), std::size_t(0));
    }
};

DESK_TEST(TstStreamPublisher)
#include "tst_streampublisher.moc"
