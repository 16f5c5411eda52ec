// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linkdecoder.h"
#include "models/links/linkintake.h"

#include "tests/support/linkrig.h"
#include "tests/support/testprogram.h"

#include <cmath>

using namespace desk;

class TstLinkDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void joinsThePiecesOfAnOrigin();
    void takesTheLastLineWhenAnOriginEnds();
    void takesMessagesWhole();
    void givesRecordsOfOnePieceTimesOfTheirOwn();
    void makesNodesOfTopics();
    void numbersNamesTheSameForAllOrigins();
    void saysWhatItRefuses();
    void refusesANodeThatCanBeNone();
    void saysThatThereAreTooManyNodes();
    void saysWhyARecordHoldsNothing();
    void tellsWhatTheIntakeRefused();
    void refusesAnEmptyDatagram();
    void takesConnectionsWithoutEndInTurn();
    void countsWhatTheQueueDoesNotTake();
    void handsOverWhatSomebodyWaitsForEvenWhereNothingCame();
    void keepsFramesForWhoeverInspects();
    void tellsHowTheClockOfADeviceStands();
    void knowsNoClockWhereValuesBearTheTimeOfArrival();
    void knowsOnlyTheDriftOfAClockThatCountsFromItsStart();

private:
    void decode(const std::string &text, const std::string &origin, bool whole);
    QStringList rows();
    void runFor(std::chrono::seconds time, std::int64_t aheadMs, double fast);
    [[nodiscard]] static LinkDefinition timed(ClockDefinition::Epoch epoch);
    void make(LinkDefinition definition, IntakeQueue::Options options = {});

    SimulatedTimeService m_time{fromNanoseconds(1'700'000'000'000'000'000)};
    std::shared_ptr<LinkCounters> m_counters;
    std::unique_ptr<IntakeQueue> m_queue;
    std::unique_ptr<LinkDecoder> m_decoder;
};

void TstLinkDecoder::init()
{
    make(LinkRig::lines(StandardInputSettings{}));
}

void TstLinkDecoder::make(LinkDefinition definition, IntakeQueue::Options options)
{
    m_counters = std::make_shared<LinkCounters>();
    m_queue = std::make_unique<IntakeQueue>(options, std::function<void()>());
    m_decoder = std::make_unique<LinkDecoder>(definition, 3, *m_queue, m_counters, m_time);
}

void TstLinkDecoder::decode(const std::string &text, const std::string &origin, bool whole)
{
    m_decoder->take({text, m_time.now(), origin, whole});
    m_decoder->handOver();
}

QStringList TstLinkDecoder::rows()
{
    QStringList rows;
    while (const auto block = m_queue->pop()) {
        std::size_t field = 0;
        for (const IntakeBlock::Record &record : block->records) {
            QString row = QString::fromStdString(block->names->subjects[record.subject].node);
            for (; field < record.fieldEnd; ++field)
                row += QLatin1Char(' ') +
                       QString::fromStdString(block->names->metrics[block->fields[field].metric]) +
                       QLatin1Char('=') + QString::number(block->fields[field].integer);
            rows += row;
        }
    }
    return rows;
}

void TstLinkDecoder::joinsThePiecesOfAnOrigin()
{
    decode("{\"a\":", "one", false);
    decode("{\"b\":2}\n{", "two", false);
    decode("1}\n", "one", false);
    QCOMPARE(rows(), (QStringList{QStringLiteral("bench b=2"), QStringLiteral("bench a=1")}));
}

void TstLinkDecoder::takesTheLastLineWhenAnOriginEnds()
{
    decode("{\"a\":1}", "one", false);
    QVERIFY(rows().isEmpty());
    m_decoder->ended("one");
    m_decoder->handOver();
    QCOMPARE(rows(), QStringList{QStringLiteral("bench a=1")});
    decode("{\"a\":2}\n", "one", false); // connected again
    QCOMPARE(rows(), QStringList{QStringLiteral("bench a=2")});
    QCOMPARE(m_counters->read().frames, std::uint64_t{2});
    QCOMPARE(m_counters->read().records, std::uint64_t{2});
}

void TstLinkDecoder::takesMessagesWhole()
{
    decode("{\"a\":1}", "x", true);
    decode("{\"a\":2}\n{\"a\":3}", "y", true);
    QCOMPARE(rows(), (QStringList{QStringLiteral("bench a=1"), QStringLiteral("bench a=2"),
                                  QStringLiteral("bench a=3")}));
}

void TstLinkDecoder::givesRecordsOfOnePieceTimesOfTheirOwn()
{
    decode("{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n", "one", false);
    const auto block = m_queue->pop();
    const std::int64_t first = nanoseconds(m_time.now());
    std::vector<std::int64_t> times;
    for (const IntakeBlock::Record &record : block->records)
        times.push_back(record.generation);
    QCOMPARE(times, (std::vector<std::int64_t>{first, first + 1, first + 2}));
}

void TstLinkDecoder::makesNodesOfTopics()
{
    LinkDefinition definition = LinkRig::lines(StandardInputSettings{});
    definition.node = "rack-{origin.2}";
    make(definition);
    decode("{\"a\":1}", "lab/7/psu", true);
    decode("{\"a\":2}", "lab/8/psu", true);
    decode("{\"a\":3}", "lab/7/fan", true);
    QCOMPARE(rows(), (QStringList{QStringLiteral("rack-7 a=1"), QStringLiteral("rack-8 a=2"),
                                  QStringLiteral("rack-7 a=3")}));
}

void TstLinkDecoder::numbersNamesTheSameForAllOrigins()
{
    decode("{\"a\":1,\"b\":2}\n", "one", false);
    decode("{\"b\":3,\"c\":4}\n", "two", false);
    const auto first = m_queue->pop();
    const auto second = m_queue->pop();
    QCOMPARE(first->names->metrics, (std::vector<std::string>{"a", "b"}));
    QCOMPARE(second->names->metrics, (std::vector<std::string>{"a", "b", "c"}));
    QCOMPARE(second->fields[0].metric, 1U);
}

void TstLinkDecoder::saysWhatItRefuses()
{
    decode("{\"a\":1}\nno json\n", "one", false);
    QCOMPARE(rows().size(), 1);
    QCOMPARE(m_counters->read().frames, std::uint64_t{2});
    QCOMPARE(m_counters->read().refusedFrames, std::uint64_t{1});
    const LinkDecoder::Refusal refusal = m_decoder->lastRefusal();
    QVERIFY2(refusal.message.find("decoding: ") == 0, refusal.message.c_str());
    QCOMPARE(refusal.origin, std::string("one"));
}

void TstLinkDecoder::refusesANodeThatCanBeNone()
{
    LinkDefinition definition = LinkRig::lines(StandardInputSettings{});
    definition.decoder.nodeField = "who";
    make(definition);
    decode("{\"who\":\"psu 1\",\"a\":1}\n{\"who\":\"psu-1\",\"a\":2}\n", "one", false);
    QCOMPARE(rows(), QStringList{QStringLiteral("psu-1 a=2")});
    QVERIFY(!m_decoder->lastRefusal().message.empty());
}

void TstLinkDecoder::saysThatThereAreTooManyNodes()
{
    LinkDefinition definition = LinkRig::lines(StandardInputSettings{});
    definition.decoder.nodeField = "who";
    make(definition);
    std::string lines;
    for (std::size_t i = 0; i <= LinkDecoder::mostSubjects; ++i)
        lines += "{\"who\":\"n" + std::to_string(i) + "\",\"a\":1}\n";
    decode(lines, "one", false);
    QCOMPARE(m_counters->read().refusedRecords, std::uint64_t{1});
    const std::string message = m_decoder->lastRefusal().message;
    QVERIFY2(message.find("\"n20000\" is one node too many") == 0, message.c_str());
}

void TstLinkDecoder::saysWhyARecordHoldsNothing()
{
    m_decoder->keepFrames(10);
    decode("{\"a\":1}\n", "one", false);
    m_time.advance(std::chrono::seconds(1));
    decode("{\"temp\":null}\n", "one", false);
    QCOMPARE(m_counters->read().refusedRecords, std::uint64_t{1});
    QVERIFY(m_decoder->lastRefusal().message.find("the record holds no value") == 0);
    QCOMPARE(m_decoder->frames().back().refusal, m_decoder->lastRefusal().message);
}

void TstLinkDecoder::tellsWhatTheIntakeRefused()
{
    m_decoder->keepFrames(10);
    decode("{\"a\":1}\n", "one", false);
    m_time.advance(std::chrono::seconds(1));
    decode("{\"a\":2}\n{\"a\":\"x\"}\n", "one", false);
    SeriesDictionary dictionary;
    EventLog events;
    LinkIntake intake(
        *m_queue, dictionary,
        [&dictionary](SampleBatch &&) -> Result<void> {
            dictionary.publish();
            return {};
        },
        {}, events, m_time);
    intake.drain();
    QCOMPARE(m_counters->read().refusedRecords, std::uint64_t{1});
    const std::string message = m_decoder->lastRefusal().message;
    QVERIFY2(message.find("a: was a number before") == 0, message.c_str());
    const auto frames = m_decoder->frames();
    QCOMPARE(frames.size(), std::size_t{2});
    QVERIFY(frames[0].refusal.empty());
    QCOMPARE(frames[1].refusal, message);
}

void TstLinkDecoder::refusesAnEmptyDatagram()
{
    decode("", "one", true);
    QCOMPARE(m_counters->read().frames, std::uint64_t{1});
    QCOMPARE(m_counters->read().refusedFrames, std::uint64_t{1});
    QVERIFY(!m_decoder->lastRefusal().message.empty());
    QCOMPARE(m_decoder->lastRefusal().origin, std::string("one"));
}

// Each of a node of its own, one after the other: what the first ones left serves the others.
void TstLinkDecoder::takesConnectionsWithoutEndInTurn()
{
    LinkDefinition definition = LinkRig::lines(StandardInputSettings{});
    definition.node = "n-{origin}";
    make(definition);
    const std::size_t many = LinkDecoder::mostChains + 10;
    for (std::size_t i = 0; i < many; ++i) {
        m_decoder->take({std::string_view("{\"a\":1}\n"), m_time.now(), std::to_string(i), false});
        m_decoder->ended(std::to_string(i));
    }
    m_decoder->handOver();
    QCOMPARE(m_counters->read().records, std::uint64_t{many});
    QCOMPARE(rows().back(), QStringLiteral("n-%1 a=1").arg(many - 1));
}

void TstLinkDecoder::countsWhatTheQueueDoesNotTake()
{
    make(LinkRig::lines(StandardInputSettings{}), {1, 1});
    decode("{\"a\":1}\n{\"a\":2}\n", "one", false);
    QCOMPARE(m_counters->read().records, std::uint64_t{2});
    QCOMPARE(m_counters->read().lostRecords, std::uint64_t{2});
}

void TstLinkDecoder::handsOverWhatSomebodyWaitsForEvenWhereNothingCame()
{
    bool told = false;
    m_decoder->take({std::string_view("no json"), m_time.now(), "one", true});
    m_decoder->handOver([&told](bool kept) { told = kept; });
    const auto block = m_queue->pop();
    QVERIFY(block && block->records.empty());
    block->told(true);
    QVERIFY(told);
}

void TstLinkDecoder::keepsFramesForWhoeverInspects()
{
    decode("{\"a\":1}\n", "one", false);
    m_decoder->keepFrames(10);
    decode("{\"a\":2}\n", "one", false);
    decode("{\"a\":3}\n", "one", false);
    m_time.advance(std::chrono::seconds(1));
    decode("{\"a\":4}\n", "one", false);
    const auto frames = m_decoder->frames();
    QVERIFY(frames.size() >= 2);
    QCOMPARE(frames.back().fields.at(0).value, std::string("4"));
}

// JSON lines that tell their time in milliseconds.
LinkDefinition TstLinkDecoder::timed(ClockDefinition::Epoch epoch)
{
    LinkDefinition definition = LinkRig::lines(StandardInputSettings{});
    definition.decoder.clock.source = ClockDefinition::Source::corrected;
    definition.decoder.clock.field = "t";
    definition.decoder.clock.unit = 0.001;
    definition.decoder.clock.epoch = epoch;
    return definition;
}

// A device whose clock is ahead of ours and gains on it tells its time every 10 s.
void TstLinkDecoder::runFor(std::chrono::seconds time, std::int64_t aheadMs, double fast)
{
    constexpr std::chrono::seconds step{10};
    for (std::chrono::seconds at{}; at <= time; at += step) {
        const double gained = fast * std::chrono::duration<double>(at).count() * 1000;
        const std::int64_t ms = nanoseconds(m_time.now()) / 1'000'000 + aheadMs + std::llround(gained);
        decode("{\"t\":" + std::to_string(ms) + ",\"a\":1}\n", "one", false);
        m_time.advance(step);
    }
}

void TstLinkDecoder::tellsHowTheClockOfADeviceStands()
{
    make(timed(ClockDefinition::Epoch::unix));
    QVERIFY(!m_decoder->clock());
    runFor(std::chrono::seconds(600), 2'000, 100e-6);
    const auto clock = m_decoder->clock();
    QVERIFY(clock && clock->skewSeconds && clock->drift);
    QVERIFY2(std::abs(*clock->skewSeconds - 2.06) < 0.005, qPrintable(QString::number(*clock->skewSeconds)));
    QVERIFY2(std::abs(*clock->drift - 100e-6) < 5e-6, qPrintable(QString::number(*clock->drift)));
    QCOMPARE(clock->jumps, std::uint64_t{0});
    runFor(std::chrono::seconds(100), -30'000, 0); // it was set
    QCOMPARE(m_decoder->clock()->jumps, std::uint64_t{1});
    QVERIFY(std::abs(m_decoder->clock()->skewSeconds.value_or(0) + 30) < 0.005);
}

void TstLinkDecoder::knowsNoClockWhereValuesBearTheTimeOfArrival()
{
    runFor(std::chrono::seconds(100), 2'000, 0);
    QVERIFY(!m_decoder->clock());
}

void TstLinkDecoder::knowsOnlyTheDriftOfAClockThatCountsFromItsStart()
{
    make(timed(ClockDefinition::Epoch::start));
    runFor(std::chrono::seconds(600), -1'600'000'000'000, -50e-6);
    const auto clock = m_decoder->clock();
    QVERIFY(clock && !clock->skewSeconds && clock->drift);
    QVERIFY2(std::abs(*clock->drift + 50e-6) < 5e-6, qPrintable(QString::number(*clock->drift)));
}

DESK_TEST(TstLinkDecoder)

#include "tst_linkdecoder.moc"
