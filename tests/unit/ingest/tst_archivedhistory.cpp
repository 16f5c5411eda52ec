// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/recorder.h"
#include "models/broker/journal.h"
#include "models/ingest/archivedhistory.h"
#include "models/ingest/historyquery.h"
#include "models/ingest/sessionfeed.h"
#include "models/telemetry/gapsubject.h"
#include "tests/support/testprogram.h"

#include <QDeadlineTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <cmath>

using namespace desk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// A journal of 4,000 points of each of two nodes, of which a session file holds the first 3,000.
class TstArchivedHistory : public QObject
{
    Q_OBJECT

    static constexpr std::int64_t base = 1'800'000'000'000'000'000;
    static constexpr std::int64_t second = 1'000'000'000;

    std::unique_ptr<QTemporaryDir> m_folder;
    SystemTimeService m_time;
    std::unique_ptr<SeriesDictionary> m_names;
    std::unique_ptr<Journal> m_journal;

    std::filesystem::path path(const char *name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }

    static double valueAt(int k) { return std::round(1000 * std::sin(k * 0.01) + (k == 1234 ? 5000 : 0)); }

    SampleBatchPtr batch(int k)
    {
        SampleBatch b;
        b.reception = fromNanoseconds(base + k * second + second / 2);
        for (const char *name : {"a", "b"}) {
            const EntityId entity = *m_names->entity(*m_names->node(name, NodeType::satellite));
            std::uint32_t hint = 0;
            b.addSample(*m_names->series(entity, "snr_db", hint), valueAt(k), Quality::good);
            b.addSample(*m_names->series(entity, "count", hint), double(k), Quality::simulated);
            b.endPoint(entity, base + k * second);
        }
        if (!m_journal->append(b, *m_names))
            return nullptr;
        m_names->publish();
        return std::make_shared<const SampleBatch>(std::move(b));
    }

    static HistoryQuery::Request parsed(const std::string &query)
    {
        HttpRequest request;
        request.query = query;
        const auto read = HistoryQuery::parse(request);
        return read ? *read : HistoryQuery::Request{};
    }
    std::string ask(HistorySource &source, const std::string &question)
    {
        HistoryQuery query(parsed(question), *m_names, source);
        while (!query.step()) {
        }
        FrameEncoder encoder(*m_names);
        return query.answer(encoder).body;
    }

    static SessionFeed::Step nextOf(SessionFeed &feed)
    {
        SessionFeed::Step step;
        for (const QDeadlineTimer patience(10s); !patience.hasExpired();) {
            step = feed.take();
            if (step.batch || step.exhausted)
                return step;
            QThread::yieldCurrentThread();
        }
        return step;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_names = std::make_unique<SeriesDictionary>();
        Journal::Recovery recovery;
        m_journal = *Journal::open(
            {path("journal"), 20'000}, *m_names, [](SampleBatch &&) {}, recovery);
        Recorder::Options options;
        options.file = path("session.desk");
        options.journal = path("journal");
        options.commitInterval = 10ms;
        auto recorder = *Recorder::open(options, *m_names, m_time, 1);
        for (int k = 0; k < 4000; ++k) {
            const SampleBatchPtr made = batch(k);
            if (k < 3000)
                recorder->offer(made);
            if (k == 1500) { // a part of it in a run before
                recorder->stop(10s);
                recorder = *Recorder::open(options, *m_names, m_time, m_journal->nextSequence());
            }
        }
        recorder->stop(10s);
    }
    void cleanup() { m_journal.reset(); }

    // Of its own link or node a series tells; what another one misses is none of its gaps.
    void gapsAreThoseOfTheSeriesThatIsAskedFor()
    {
        Recorder::Options options;
        options.file = path("session.desk");
        options.journal = path("journal");
        auto recorder = *Recorder::open(options, *m_names, m_time, m_journal->nextSequence());
        const auto at = [](int k) { return fromNanoseconds(base + k * second); };
        SessionLog log;
        log.gaps.push_back({nodeSubject("b"), at(100), at(110), 1, 0, "link_down"});
        log.gaps.push_back({nodeSubject("b"), at(200), SessionGap::open, 1, 0, "out_of_contact"});
        log.gaps.push_back({nodeSubject("b"), at(200), at(260), 1, 0, "out_of_contact"});
        log.gaps.push_back({nodeSubject("b"), at(2000), SessionGap::open, 1, 0, "link_down"});
        log.gaps.push_back({{}, at(300), at(310), 1, 0, "recorder_off"});
        recorder->offer(std::move(log));
        recorder->stop(10s);
        ArchivedHistory history(m_folder->path().toStdString(), *m_names);
        const auto causes = [&](const std::string &node) {
            const std::string body =
                ask(history, "node_id=" + node + "&metric=count&start=" + std::to_string(base) +
                                 "&end=" + std::to_string(base + 2500 * second));
            QStringList all;
            const auto gaps =
                QJsonDocument::fromJson(QByteArray::fromStdString(body))["series"_L1][0]["gaps"_L1].toArray();
            for (const QJsonValue &gap : gaps)
                all << gap[2].toString() + u' ' +
                           QString::number((gap[1].toString().toLongLong() - gap[0].toString().toLongLong()) /
                                           second);
            return all;
        };
        QCOMPARE(causes("a"), QStringList{u"recorder_off 10"_s});
        QCOMPARE(causes("b"), (QStringList{u"link_down 10"_s, u"out_of_contact 60"_s, u"recorder_off 10"_s,
                                           u"link_down 500"_s}));
    }

    void answersAsIfTheJournalStillHadAll_data()
    {
        QTest::addColumn<QByteArray>("question");
        const auto time = [](int k) { return QByteArray::number(qlonglong(base + k * second)); };
        QTest::newRow("everything") << QByteArray();
        QTest::newRow("one series") << QByteArray("node_id=a&metric=snr_db");
        QTest::newRow("across the border") << "node_id=b&start=" + time(2900) + "&end=" + time(3100);
        QTest::newRow("in the file only") << "start=" + time(100) + "&end=" + time(107);
        QTest::newRow("nothing there") << "start=" + time(5000);
        QTest::newRow("both times") << "times=both&metric=count&end=" + time(3500);
        QTest::newRow("csv") << QByteArray("format=csv&metric=count");
        QTest::newRow("a page") << "cursor=" + time(2000) + ".4001.1";
    }
    void answersAsIfTheJournalStillHadAll()
    {
        QFETCH(QByteArray, question);
        JournalHistory whole(path("journal"));
        const std::string expected = ask(whole, question.toStdString());
        ArchivedHistory before(m_folder->path().toStdString(), *m_names);
        QCOMPARE(ask(before, question.toStdString()), expected);
        QVERIFY(m_journal->trim(6000, 0, Timestamp::max()) > 10);
        ArchivedHistory after(m_folder->path().toStdString(), *m_names);
        QCOMPARE(ask(after, question.toStdString()), expected);
        QCOMPARE(ask(after, question.toStdString()), expected); // with what it remembers now
    }

    void aReductionKeepsExtremesAndInventsNothing()
    {
        ArchivedHistory history(m_folder->path().toStdString(), *m_names);
        for (const int most : {2, 20, 300}) {
            const QByteArray answer = QByteArray::fromStdString(
                ask(history, "node_id=a&metric=snr_db&max_points=" + std::to_string(most)));
            const QJsonObject series = QJsonDocument::fromJson(answer)["series"_L1][0].toObject();
            QCOMPARE(series["encoding"_L1].toString(), u"minmax"_s);
            const QJsonArray points = series["points"_L1].toArray();
            QVERIFY(points.size() <= most);
            double highest = -1e9;
            qint64 last = 0;
            for (const QJsonValue point : points) {
                const qint64 time = point[0].toString().toLongLong();
                QVERIFY(time > last);
                last = time;
                QCOMPARE(point[1].toDouble(), valueAt(int((time - base) / second)));
                highest = std::max(highest, point[1].toDouble());
            }
            QCOMPARE(highest, valueAt(1234)); // one sample among 4,000
        }
    }

    void whatWasNotRecordedIsAGapWithItsCause()
    {
        Recorder::Options options;
        options.file = path("session.desk");
        options.journal = path("journal");
        auto recorder = *Recorder::open(options, *m_names, m_time, m_journal->nextSequence());
        SessionLog log;
        log.gaps.push_back({{},
                            fromNanoseconds(base + 10 * second),
                            fromNanoseconds(base + 20 * second),
                            1,
                            0,
                            "recorder_off"});
        recorder->offer(log);
        recorder->stop(10s);
        ArchivedHistory history(m_folder->path().toStdString(), *m_names);
        const QByteArray answer = QByteArray::fromStdString(
            ask(history, "node_id=a&metric=count&end=" + std::to_string(base + 100 * second)));
        const QJsonArray gaps = QJsonDocument::fromJson(answer)["series"_L1][0]["gaps"_L1].toArray();
        QCOMPARE(gaps.size(), 1);
        QCOMPARE(gaps[0][0].toString(), QString::number(base + 10 * second));
        QCOMPARE(gaps[0][2].toString(), u"recorder_off"_s);
    }

    // A subscriber that was away for long gets what the journal does not have any more.
    void aFeedGivesTheStreamFromASessionFile()
    {
        std::atomic<int> woken{0};
        SessionFeed feed(m_folder->path().toStdString(), 501, 5001, [&woken] { ++woken; });
        std::uint64_t next = 501;
        while (true) {
            const SessionFeed::Step step = nextOf(feed);
            if (step.exhausted)
                break;
            QCOMPARE(step.batch->firstSequence, next);
            for (std::size_t p = 0; p < step.batch->points(); ++p) {
                const int k = int(next - 1) / 2;
                QCOMPARE(step.batch->generation[p], base + k * second);
                QCOMPARE(step.batch->value[step.batch->pointBegin(p)], valueAt(k));
                ++next;
            }
        }
        QCOMPARE(next, std::uint64_t(5001));
        QVERIFY(woken > 0);
        SessionFeed none(m_folder->path().toStdString(), 9000, 9001, [] {});
        QVERIFY(nextOf(none).exhausted);
    }
};

DESK_TEST(TstArchivedHistory)
#include "tst_archivedhistory.moc"
