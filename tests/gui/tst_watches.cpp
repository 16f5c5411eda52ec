// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/livedatameter.h"
#include "app/memorywatch.h"
#include "app/stallwatch.h"
#include "tests/support/testprogram.h"
#include "widgets/events/eventtext.h"
#include "widgets/theme/theme.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace desk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

std::vector<Event> eventsOf(const EventLog &log, EventCode code)
{
    std::vector<Event> all = log.changesSince(0).events;
    std::erase_if(all, [code](const Event &event) { return event.code != code; });
    return all;
}

QList<QJsonObject> linesOf(const QString &file)
{
    QList<QJsonObject> out;
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return out;
    for (const QByteArray &line : in.readAll().split('\n')) {
        if (!line.isEmpty())
            out.push_back(QJsonDocument::fromJson(line).object());
    }
    return out;
}

// Handles an event by saying what the program does meanwhile.
class Handler : public QObject
{
    Q_OBJECT

public:
    bool event(QEvent *event) override
    {
        if (inner) {
            QEvent other(QEvent::User);
            QCoreApplication::sendEvent(inner, &other);
        }
        seen = WatchedApplication::activity();
        return QObject::event(event);
    }
    QObject *inner = nullptr;
    GuiActivity seen;
};

} // namespace

// What the program finds out about itself: memory of live data, and times in which its window stood still.
class TstWatches : public QObject
{
    Q_OBJECT

    // A watch on clocks of the test, without its thread.
    struct Watched
    {
        explicit Watched(const QString &file = {}, std::uintmax_t mostBytes = 256 * 1024)
            : watch(optionsFor(file, mostBytes), clock, events)
        {
            watch.beat();
        }
        StallWatch::Options optionsFor(const QString &file, std::uintmax_t mostBytes)
        {
            StallWatch::Options options;
            options.file = file.toStdString();
            options.mostBytes = mostBytes;
            options.activity = [this] { return doing; };
            return options;
        }
        // The thread is busy for so long, while it is looked at.
        void beBusy(std::chrono::milliseconds length)
        {
            for (auto left = length; left > 0ms; left -= 50ms) {
                clock.advance(std::min(left, 50ms));
                watch.look();
            }
        }
        void answer()
        {
            watch.beat();
            watch.look();
        }

        SimulatedTimeService clock{fromNanoseconds(1'795'269'787'000'000'000)};
        EventLog events;
        GuiActivity doing{"desk::PlotArea", QEvent::Paint};
        StallWatch watch;
    };

private Q_SLOTS:
    void aStallIsWrittenDownWithItsTimeItsLengthAndWhatWasDone()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"stalls.log"_s);
        Watched one(file);
        const Timestamp begin = one.clock.now();
        one.beBusy(350ms);
        one.doing = {"desk::Other", QEvent::Timer};
        one.answer();
        const auto events = eventsOf(one.events, EventCode::windowStalled);
        QCOMPARE(events.size(), std::size_t(1));
        QCOMPARE(events[0].subject, std::string("desk::PlotArea Paint"));
        QCOMPARE(events[0].detail, std::string("350 over 0"));
        QVERIFY(events[0].severity == Severity::advisory);
        QVERIFY(events[0].time == begin + 350ms);
        QVERIFY2(eventText(events[0]).contains(u"did not answer for"_s) &&
                     eventText(events[0]).contains(u"desk::PlotArea Paint"_s),
                 qPrintable(eventText(events[0])));
        const auto lines = linesOf(file);
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines[0].value(u"milliseconds"_s).toInt(), 350);
        QCOMPARE(lines[0].value(u"doing"_s).toString(), u"desk::PlotArea Paint"_s);
        QCOMPARE(lines[0].value(u"begin"_s).toString(), QString::fromStdString(formatTimestamp(begin)));
        QVERIFY(lines[0].value(u"over"_s).toBool());
    }

    void shortBusyTimesAreNone()
    {
        Watched one;
        for (int i = 0; i < 100; ++i) {
            one.beBusy(150ms);
            one.answer();
        }
        QVERIFY(eventsOf(one.events, EventCode::windowStalled).empty());
    }

    void aHangIsWrittenDownThoughItNeverEnds()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"stalls.log"_s);
        Watched one(file);
        one.beBusy(4900ms);
        QVERIFY(linesOf(file).isEmpty());
        one.beBusy(200ms);
        QCOMPARE(linesOf(file).size(), 1);
        QVERIFY(!linesOf(file)[0].value(u"over"_s).toBool());
        const auto events = eventsOf(one.events, EventCode::windowStalled);
        QCOMPARE(events.size(), std::size_t(1));
        QVERIFY(events[0].severity == Severity::caution);
        QVERIFY(eventText(events[0]).contains(u"still does not"_s));
        one.beBusy(60s); // again each time it is twice as long, not always
        QCOMPARE(linesOf(file).size(), 4);
        one.answer();
        QCOMPARE(linesOf(file).size(), 5);
        QVERIFY(linesOf(file)[4].value(u"over"_s).toBool());
    }

    void manyStallsAreFewEvents()
    {
        Watched one;
        for (int i = 0; i < 20; ++i) {
            one.beBusy(300ms);
            one.answer();
        }
        QCOMPARE(eventsOf(one.events, EventCode::windowStalled).size(), std::size_t(1));
        for (int i = 0; i < 100; ++i) { // 10 s
            one.beBusy(100ms);
            one.answer();
        }
        one.beBusy(300ms);
        one.answer();
        const auto events = eventsOf(one.events, EventCode::windowStalled);
        QCOMPARE(events.back().detail, std::string("300 over 19"));
        QVERIFY(eventText(events.back()).contains(u"19 more before"_s));
    }

    void aProgramThatWasStoppedIsToldFromABusyOne()
    {
        Watched one;
        one.beBusy(100ms);
        one.answer();
        one.clock.advance(3s); // nobody looked
        one.answer();
        const auto events = eventsOf(one.events, EventCode::windowStalled);
        QCOMPARE(events.size(), std::size_t(1));
        QCOMPARE(events[0].detail, std::string("3000 stopped 0"));
        QVERIFY(eventText(events[0]).contains(u"did not run"_s));
    }

    void theFileOfStallsIsBounded()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"stalls.log"_s);
        Watched one(file, 2'000);
        for (int i = 0; i < 100; ++i) {
            one.beBusy(300ms);
            one.answer();
        }
        QVERIFY(QFile(file).size() < 2'300);
        QVERIFY(QFile(file + u".1"_s).size() < 2'300);
        QVERIFY(linesOf(file).size() + linesOf(file + u".1"_s).size() >= 10);
    }

    void theThreadLooksWhileTheWindowIsBusy()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"stalls.log"_s);
        Watched one(file);
        one.watch.startThread();
        one.clock.advance(6s); // no beat comes
        QTRY_VERIFY(!linesOf(file).isEmpty());
        QVERIFY(!linesOf(file)[0].value(u"over"_s).toBool());
    }

    void whatIsBeingDoneIsKnown()
    {
        Handler inner;
        Handler outer;
        outer.inner = &inner;
        QEvent event(QEvent::DragMove);
        QCoreApplication::sendEvent(&outer, &event);
        QCOMPARE(inner.seen.event, int(QEvent::User));
        QCOMPARE(outer.seen.event, int(QEvent::DragMove)); // again, after the inner one
        QVERIFY(outer.seen.words().find("Handler DragMove") != std::string::npos);
        QVERIFY(WatchedApplication::activity() != outer.seen);
    }

    // The oldest go from memory, and that is said once, with the remedy.
    void liveDataThatDoNotFitAreToldOfOnce()
    {
        SimulatedTimeService clock{fromNanoseconds(1'795'269'787'000'000'000)};
        SeriesDictionary names;
        const EntityId entity = *names.entity(*names.node("sat-1", NodeType::satellite));
        const SeriesId series = *names.seriesByName(entity, "snr_db", ValueKind::number, {});
        names.publish();
        DisplayQueue queue;
        ParameterFeed feed({queue, names, [] { return TopologySnapshotPtr(); }}, clock,
                           {15min, std::size_t{4} << 20U});
        EventLog events;
        MemoryWatch watch(feed, events);
        const Theme theme;
        LiveDataMeter meter(feed, theme);
        const auto bringIn = [&](int seconds, int perSecond) {
            for (int i = 0; i < seconds; ++i) {
                clock.advance(1s);
                auto batch = std::make_shared<SampleBatch>();
                batch->reception = clock.now();
                for (int k = 0; k < perSecond; ++k) {
                    batch->addSample(series, k, Quality::good);
                    batch->endPoint(entity, nanoseconds(clock.now()) + k);
                }
                queue.push(batch);
                feed.drain();
                watch.look();
            }
            meter.refresh();
        };
        bringIn(100, 1'000);
        QVERIFY(eventsOf(events, EventCode::memoryShort).empty());
        QVERIFY2(meter.text() == u"live 2/4 MiB"_s, qPrintable(meter.text()));
        QVERIFY(meter.toolTip().contains(u"oldest samples of all series go from it first"_s));
        bringIn(400, 1'000); // 500,000 samples: more than have room
        const auto told = eventsOf(events, EventCode::memoryShort);
        QCOMPARE(told.size(), std::size_t(1));
        QVERIFY(told[0].severity == Severity::advisory);
        const QString text = eventText(told[0]);
        QVERIFY2(text.contains(u"do not fit into 4 MiB"_s) && text.contains(u"memory.max_bytes"_s),
                 qPrintable(text));
        QVERIFY2(meter.text().startsWith(u"live 4/4 MiB: "_s), qPrintable(meter.text()));
        QVERIFY(meter.toolTip().contains(u"do not fit"_s));
        QVERIFY(feed.store().series(series)->last()->value == 999); // the newest stays
        bringIn(1'000, 1);                                          // a window later all of it fits
        const auto later = eventsOf(events, EventCode::memoryShort);
        QCOMPARE(later.size(), std::size_t(2));
        QVERIFY(later[1].severity == Severity::nominal);
        QVERIFY(eventText(later[1]).contains(u"fit into memory again"_s));
    }
};

DESK_TEST_IN(WatchedApplication, TstWatches)
#include "tst_watches.moc"
