// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/links/linkintake.h"

#include "tests/support/testprogram.h"

#include <cmath>

using namespace desk;

namespace {

IntakeBlock::Field fieldOf(std::uint32_t metric, double value)
{
    IntakeBlock::Field field;
    field.metric = metric;
    field.number = value;
    return field;
}

IntakeBlock::Field wholeOf(std::uint32_t metric, std::int64_t value)
{
    IntakeBlock::Field field;
    field.metric = metric;
    field.kind = IntakeBlock::Kind::integer;
    field.integer = value;
    return field;
}

} // namespace

class TstLinkIntake : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void makesRowsOfRecords();
    void keepsRawValuesBeside();
    void codesTexts();
    void keepsLargeIntegersExactly();
    void marksWhatIsNoNumber();
    void marksATimeThatTheDeviceDidNotTell();
    void refusesARecordWhoseFieldWasATextBefore();
    void goesOnWithKnownSeriesAtTheLimit();
    void leavesOutTheFieldAlone();
    void keepsWhatCannotBeJournalledNow();
    void keepsWhatOthersCountMeanwhile();
    void tellsOnceTheSinkHasIt();
    void tellsWhenTheDiskHasIt();
    void countsWhatTheSinkRefusesForGood();

private:
    IntakeBlock block(std::vector<IntakeBlock::Field> fields);
    void push(IntakeBlock &&block) { QVERIFY(m_queue->push(std::move(block))); }
    LinkIntake intake(LinkIntake::Durable durable = {});
    QStringList rows() const;

    SystemTimeService m_time;
    EventLog m_events;
    std::unique_ptr<IntakeQueue> m_queue;
    std::unique_ptr<SeriesDictionary> m_dictionary;
    std::shared_ptr<LinkCounters> m_counters;
    std::vector<SampleBatch> m_taken;
    std::optional<Error> m_refusal;
};

void TstLinkIntake::init()
{
    m_queue = std::make_unique<IntakeQueue>(IntakeQueue::Options{}, std::function<void()>());
    m_dictionary = std::make_unique<SeriesDictionary>();
    m_counters = std::make_shared<LinkCounters>();
    m_taken.clear();
    m_refusal.reset();
}

IntakeBlock TstLinkIntake::block(std::vector<IntakeBlock::Field> fields)
{
    IntakeBlock made;
    made.link = 7;
    made.fields = std::move(fields);
    made.records = {{0, static_cast<std::uint32_t>(made.fields.size()), 1'000}};
    auto names = std::make_shared<LinkNames>();
    names->metrics = {"volts", "state", "amps"};
    names->subjects = {{"psu", {}}, {"psu", "load"}};
    made.names = names;
    made.counters = m_counters;
    made.reception = fromNanoseconds(2'000);
    return made;
}

LinkIntake TstLinkIntake::intake(LinkIntake::Durable durable)
{
    return {*m_queue,
            *m_dictionary,
            [this](SampleBatch &&batch) -> Result<void> {
                if (m_refusal) {
                    m_dictionary->rollback();
                    return tl::unexpected(*m_refusal);
                }
                m_dictionary->publish();
                m_taken.push_back(std::move(batch));
                return {};
            },
            std::move(durable),
            m_events,
            m_time};
}

QStringList TstLinkIntake::rows() const
{
    QStringList rows;
    for (const SampleBatch &batch : m_taken) {
        for (std::size_t p = 0; p < batch.points(); ++p) {
            QString row = QString::fromStdString(m_dictionary->entityName(batch.entity[p]));
            for (std::size_t s = batch.pointBegin(p); s < batch.pointEnd[p]; ++s)
                row += QLatin1Char(' ') +
                       QString::fromStdString(m_dictionary->definition(batch.series[s]).metric) +
                       QLatin1Char('=') + QString::number(batch.value[s]);
            rows += row;
        }
    }
    return rows;
}

void TstLinkIntake::makesRowsOfRecords()
{
    IntakeBlock two = block({fieldOf(0, 12.5), wholeOf(2, 3), fieldOf(0, 11)});
    two.records = {{0, 2, 1'000}, {1, 3, 1'500}};
    push(std::move(two));
    LinkIntake intake = this->intake();
    QCOMPARE(intake.drain(), LinkIntake::Drained::all);
    QCOMPARE(rows(),
             (QStringList{QStringLiteral("psu volts=12.5 amps=3"), QStringLiteral("psu->load volts=11")}));
    QCOMPARE(m_taken[0].generation, (std::vector<std::int64_t>{1'000, 1'500}));
    QCOMPARE(m_taken[0].reception, fromNanoseconds(2'000));
    QCOMPARE(m_taken[0].source, 7U);
    QCOMPARE(m_counters->read().acceptedRecords, std::uint64_t{2});
}

void TstLinkIntake::keepsRawValuesBeside()
{
    IntakeBlock one = block({fieldOf(0, 12.5), wholeOf(0, 800)});
    one.fields[1].raw = true;
    push(std::move(one));
    LinkIntake intake = this->intake();
    intake.drain();
    QCOMPARE(rows(), QStringList{QStringLiteral("psu volts=12.5 volts#raw=800")});
}

void TstLinkIntake::codesTexts()
{
    for (const char *word : {"ok", "trip", "ok"}) {
        IntakeBlock one = block({});
        one.addText(1, false, word);
        one.records[0].fieldEnd = 1;
        push(std::move(one));
    }
    LinkIntake intake = this->intake();
    intake.drain();
    QCOMPARE(m_taken.size(), std::size_t{3});
    QStringList words;
    for (const SampleBatch &batch : m_taken)
        words += QString::fromStdString(
            std::string(m_dictionary->text(batch.series[0], static_cast<std::uint32_t>(batch.value[0]))));
    QCOMPARE(words, (QStringList{QStringLiteral("ok"), QStringLiteral("trip"), QStringLiteral("ok")}));
}

void TstLinkIntake::keepsLargeIntegersExactly()
{
    constexpr std::int64_t large = (std::int64_t{1} << 53U) + 1;
    push(block({wholeOf(0, 1), wholeOf(2, large)}));
    LinkIntake intake = this->intake();
    intake.drain();
    QCOMPARE(m_taken[0].wide.size(), std::size_t{1});
    QCOMPARE(m_taken[0].wide[0], (SampleBatch::WideInteger{1, large}));
}

void TstLinkIntake::marksWhatIsNoNumber()
{
    push(block({fieldOf(0, std::numeric_limits<double>::infinity()), fieldOf(2, 1)}));
    LinkIntake intake = this->intake();
    intake.drain();
    QVERIFY(std::isnan(m_taken[0].value[0]));
    QCOMPARE(m_taken[0].quality, (std::vector<Quality>{Quality::invalid, Quality::good}));
}

void TstLinkIntake::marksATimeThatTheDeviceDidNotTell()
{
    IntakeBlock one = block({fieldOf(0, 1)});
    one.records[0].timeGuessed = true;
    push(std::move(one));
    LinkIntake intake = this->intake();
    intake.drain();
    QCOMPARE(m_taken[0].quality, std::vector<Quality>{Quality::uncertain});
}

void TstLinkIntake::refusesARecordWhoseFieldWasATextBefore()
{
    IntakeBlock text = block({});
    text.addText(1, false, "ok");
    text.records[0].fieldEnd = 1;
    push(std::move(text));
    IntakeBlock mixed = block({fieldOf(1, 3), fieldOf(0, 4)});
    mixed.records = {{0, 1, 1'000}, {0, 2, 1'001}};
    push(std::move(mixed));
    LinkIntake intake = this->intake();
    intake.drain();
    QCOMPARE(rows().mid(1), QStringList{QStringLiteral("psu volts=4")});
    QCOMPARE(m_counters->read().refusedRecords, std::uint64_t{1});
    QCOMPARE(m_counters->read().acceptedRecords, std::uint64_t{2});
    const auto events = m_events.changesSince(0).events;
    QVERIFY(events.back().detail.find("state: was a text before") == 0);
}

void TstLinkIntake::goesOnWithKnownSeriesAtTheLimit()
{
    m_dictionary = std::make_unique<SeriesDictionary>(SeriesDictionary::Options{1, 100, 10});
    push(block({fieldOf(0, 1)}));
    IntakeBlock more = block({fieldOf(0, 2), fieldOf(2, 2), fieldOf(0, 3)});
    more.records = {{0, 2, 1'000}, {0, 3, 1'001}};
    push(std::move(more));
    LinkIntake intake = this->intake();
    intake.drain();
    QCOMPARE(rows(), (QStringList{QStringLiteral("psu volts=1"), QStringLiteral("psu volts=2"),
                                  QStringLiteral("psu volts=3")}));
    QCOMPARE(m_counters->read().refusedFields, std::uint64_t{1});
    QCOMPARE(m_events.changesSince(0).events.back().code, EventCode::cardinalityLimit);
}

void TstLinkIntake::leavesOutTheFieldAlone()
{
    push(block({fieldOf(1, 3)}));
    IntakeBlock mixed = block({fieldOf(0, 4)});
    mixed.addText(1, false, "ok");
    mixed.fields.push_back(fieldOf(2, 5));
    mixed.records[0].fieldEnd = 3;
    mixed.frames = {{17, fromNanoseconds(3'000)}};
    push(std::move(mixed));
    LinkIntake intake = this->intake();
    intake.drain();
    QCOMPARE(rows().back(), QStringLiteral("psu volts=4 amps=5"));
    QCOMPARE(m_counters->read().acceptedRecords, std::uint64_t{2});
    QCOMPARE(m_counters->read().refusedRecords, std::uint64_t{0});
    QCOMPARE(m_counters->read().refusedFields, std::uint64_t{1});
    QCOMPARE(m_counters->refusals.last().message, std::string("state: was a number before"));
    std::vector<KeptFrame> frames(2);
    frames[0].offset = frames[1].offset = 17;
    frames[1].arrival = fromNanoseconds(3'000);
    m_counters->refusals.mark(frames);
    QVERIFY(frames[0].refusal.empty());
    QCOMPARE(frames[1].refusal, std::string("state: was a number before"));
}

void TstLinkIntake::keepsWhatOthersCountMeanwhile()
{
    push(block({fieldOf(0, 1)}));
    LinkIntake intake(
        *m_queue, *m_dictionary,
        [this](SampleBatch &&) -> Result<void> {
            m_dictionary->rollback();
            LinkCounters::add(m_counters->refusedRecords, 5); // the link's thread
            return failure(ErrorCode::storageUnavailable, "no room");
        },
        {}, m_events, m_time);
    QCOMPARE(intake.drain(), LinkIntake::Drained::blocked);
    QCOMPARE(m_counters->read().refusedRecords, std::uint64_t{5});
}

void TstLinkIntake::keepsWhatCannotBeJournalledNow()
{
    push(block({fieldOf(0, 1)}));
    push(block({fieldOf(0, 2)}));
    LinkIntake intake = this->intake();
    m_refusal = Error{ErrorCode::storageUnavailable, "no room", {}};
    QCOMPARE(intake.drain(), LinkIntake::Drained::blocked);
    QCOMPARE(intake.drain(), LinkIntake::Drained::blocked);
    m_refusal.reset();
    QCOMPARE(intake.drain(), LinkIntake::Drained::all);
    QCOMPARE(rows(), (QStringList{QStringLiteral("psu volts=1"), QStringLiteral("psu volts=2")}));
    QCOMPARE(m_counters->read().refusedRecords, std::uint64_t{0});
}

void TstLinkIntake::tellsOnceTheSinkHasIt()
{
    QList<int> told;
    IntakeBlock one = block({fieldOf(0, 1)});
    one.told = [&told, this](bool kept) { told += kept ? int(m_taken.size()) : -1; };
    push(std::move(one));
    LinkIntake intake = this->intake();
    m_refusal = Error{ErrorCode::storageUnavailable, "no room", {}};
    intake.drain();
    QVERIFY(told.isEmpty());
    m_refusal.reset();
    intake.drain();
    QCOMPARE(told, QList<int>{1});
}

void TstLinkIntake::tellsWhenTheDiskHasIt()
{
    std::vector<std::function<void(bool)>> waiting;
    bool told = false;
    IntakeBlock one = block({fieldOf(0, 1)});
    one.told = [&told](bool kept) { told = kept; };
    push(std::move(one));
    LinkIntake intake =
        this->intake([&waiting](std::function<void(bool)> then) { waiting.push_back(std::move(then)); });
    intake.drain();
    QVERIFY(!told);
    waiting.at(0)(true);
    QVERIFY(told);
}

void TstLinkIntake::countsWhatTheSinkRefusesForGood()
{
    bool told = false;
    IntakeBlock one = block({fieldOf(0, 1)});
    one.told = [&told](bool kept) { told = kept; };
    push(std::move(one));
    LinkIntake intake = this->intake();
    m_refusal = Error{ErrorCode::tooLarge, "too large", {}};
    QCOMPARE(intake.drain(), LinkIntake::Drained::all);
    QCOMPARE(m_counters->read().refusedRecords, std::uint64_t{1});
    QVERIFY(told); // it would be refused again
}

DESK_TEST(TstLinkIntake)

#include "tst_linkintake.moc"
