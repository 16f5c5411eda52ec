// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/archive/recordertest.h"

#include <SQLiteCpp/Database.h>
#include <random>

using namespace desk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

// What was recorded is read back as it was: by series, by time, as a stream, damaged.
class TstSessionReading : public RecorderTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { startJournal(); }
    void cleanup() { stopJournal(); }

    // Flips one bit after the other in copies: a reader says that something is wrong, or gives all that was
    // sent; it never gives anything else.
    void aFlippedBitIsFoundOrChangesNothingThatIsRead()
    {
        startRecorder(options());
        for (int k = 0; k < 1100; ++k)
            m_recorder->offer(batch(k, 4));
        m_recorder->stop(10s);
        QFile file(m_folder->filePath(u"session.desk"_s));
        QVERIFY(file.open(QFile::ReadOnly));
        const QByteArray good = file.readAll();
        std::mt19937_64 random(3);
        int found = 0;
        for (int i = 0; i < flips(); ++i) {
            QByteArray bad = good;
            const auto at = qsizetype(random() % std::uint64_t(bad.size()));
            bad[at] = char(bad[at] ^ (1 << random() % 8));
            QFile copy(m_folder->filePath(u"flipped.desk"_s));
            QVERIFY(copy.open(QFile::WriteOnly | QFile::Truncate));
            copy.write(bad);
            copy.close();
            const QString lie = lieOf(path("flipped.desk"), found);
            QVERIFY2(lie.isEmpty(), qPrintable(u"byte %1: %2"_s.arg(at).arg(lie)));
        }
        QVERIFY(found > 0);
    }

    // At any zoom, from summaries, samples or tails: each column's neighbourhood has the extremes of its
    // time.
    void noExtremeIsMissingFromAnEnvelope_data()
    {
        QTest::addColumn<int>("columns");
        for (const int columns : {1, 7, 100, 1600, 20'000})
            QTest::addRow("%d", columns) << columns;
    }
    void noExtremeIsMissingFromAnEnvelope()
    {
        QFETCH(int, columns);
        startRecorder(options());
        for (int k = 0; k < 5000; ++k)
            m_recorder->offer(batch(k, 1));
        m_recorder->stop(10s);
        startRecorder(options());
        for (int k = 5000; k < 5300; ++k)
            m_recorder->offer(batch(k, 1));
        QTRY_COMPARE(m_recorder->counters().recorded.load(), std::uint64_t(5300)); // these are in tails
        auto reader = *SessionReader::open(path("session.desk"));
        const auto &[series, points] = *m_sent.begin();
        const std::int64_t begin = 100 * second;
        const std::int64_t end = 5200 * second;
        const auto envelope = reader->envelope(series, begin, end, std::size_t(columns));
        QVERIFY(envelope);
        QCOMPARE(envelope->columns.size(), std::size_t(columns));
        std::uint64_t count = 0;
        for (const PixelColumn &column : envelope->columns)
            count += column.count;
        QCOMPARE(count, std::uint64_t(5100));
        for (const auto &[at, value] : points) {
            if (at.first < begin || at.first >= end)
                continue;
            const auto own = std::ptrdiff_t(double(at.first - begin) / (double(end - begin) / columns));
            bool shown = false;
            for (std::ptrdiff_t c = std::max<std::ptrdiff_t>(own - 1, 0);
                 c <= std::min<std::ptrdiff_t>(own, columns - 1); ++c) {
                const PixelColumn &column = envelope->columns[std::size_t(c)];
                shown = shown || (column.count > 0 && column.min <= value && value <= column.max);
            }
            QVERIFY2(shown, qPrintable(QString::number(at.first / second)));
        }
    }

    // As an operator saw it then: late points are in the past only once they came, whatever is drawn from.
    void asOfAMomentNothingIsReadThatCameLater_data()
    {
        QTest::addColumn<int>("latency"); // s, of all points
        for (const int latency : {0, 5, 600, 3000})
            QTest::addRow("%d s", latency) << latency;
    }
    void asOfAMomentNothingIsReadThatCameLater()
    {
        QFETCH(int, latency);
        std::mt19937_64 random(7);
        startRecorder(options());
        std::vector<std::int64_t> cameAt{0}; // of numbers
        for (int k = 0; k < 6000; ++k) {
            SampleBatch b;
            b.reception = Timestamp(std::chrono::seconds(k + latency));
            const EntityId entity = *m_names->entity(*m_names->node("n", NodeType::satellite));
            std::uint32_t hint = 0;
            const bool late = random() % 10 == 0;
            b.addSample(*m_names->series(entity, "value", hint), double(random() % 1000), Quality::good);
            b.endPoint(entity,
                       k * second - (late ? std::int64_t(random() % 900) * second - second / 2 : 0) + k);
            cameAt.push_back((k + latency) * second);
            m_recorder->offer(append(std::move(b)));
        }
        m_recorder->stop(10s);
        auto reader = *SessionReader::open(path("session.desk"));
        const auto &[series, points] = *m_sent.begin();
        for (int i = 0; i < 60; ++i) {
            const std::int64_t horizon = std::int64_t(random() % 6000) * second;
            QVERIFY(reader->setHorizon(fromNanoseconds(horizon)));
            const std::int64_t begin = std::int64_t(random() % 5000) * second;
            const std::int64_t end = begin + 1 + std::int64_t(random() % 5000) * second;
            const std::size_t columns = 1 + random() % 300;
            std::uint64_t count = 0;
            double low = 1e9;
            double high = -1e9;
            for (const auto &[at, value] : points) {
                if (at.first < begin || at.first >= end || cameAt[at.second] > horizon)
                    continue;
                ++count;
                low = std::min(low, value);
                high = std::max(high, value);
            }
            const auto samples = reader->samples(series, begin, end);
            QVERIFY(samples);
            QCOMPARE(samples->size(), std::size_t(count));
            const auto envelope = reader->envelope(series, begin, end, columns);
            QVERIFY(envelope);
            std::uint64_t drawn = 0;
            double drawnLow = 1e9;
            double drawnHigh = -1e9;
            for (const PixelColumn &column : envelope->columns) {
                drawn += column.count;
                if (column.count == 0)
                    continue;
                QVERIFY(column.begin <= column.minBegin && column.maxEnd <= column.end);
                drawnLow = std::min(drawnLow, column.min);
                drawnHigh = std::max(drawnHigh, column.max);
            }
            QCOMPARE(drawn, count);
            QCOMPARE(drawnLow, low);
            QCOMPARE(drawnHigh, high);
        }
        QVERIFY(reader->setHorizon(std::nullopt));
        QCOMPARE(reader->samples(series, lowest, highest)->size(), points.size());
    }

    // As a stream: the same batches, whatever was recorded how.
    void aCursorGivesTheBatchesThatCame()
    {
        std::vector<SampleBatchPtr> sent;
        startRecorder(options());
        for (int k = 0; k < 2500; ++k) {
            sent.push_back(batch(k, 3));
            m_recorder->offer(sent.back());
            if (k == 1000) { // a second run
                m_recorder.reset();
                startRecorder(options());
            }
        }
        for (const bool closed : {false, true}) {
            if (closed)
                m_recorder->stop(10s);
            else
                QTRY_COMPARE(m_recorder->counters().recorded.load(), std::uint64_t(7500));
            auto cursor = *SessionCursor::open(path("session.desk"));
            const auto extent = *cursor->extent();
            QCOMPARE(extent.first, std::uint64_t(1));
            QCOMPARE(extent.last, std::uint64_t(7500));
            QVERIFY(extent.end == sent.back()->reception);
            for (const SampleBatchPtr &wanted : sent) {
                const auto got = cursor->next();
                QVERIFY(got && *got);
                SampleBatch plain = *wanted;
                plain.monitoring.clear();
                QVERIFY2(**got == plain, qPrintable(QString::number(wanted->firstSequence)));
            }
            QVERIFY(!*cursor->next());
            QCOMPARE(cursor->damagedBlocks(), std::size_t(0));
            QCOMPARE(*cursor->sequenceAt(sent[1700]->reception), sent[1700]->firstSequence);
            QCOMPARE(*cursor->sequenceAt(sent.back()->reception + 1s), std::uint64_t(7501));
            QVERIFY(*cursor->receptionOf(5000) == sent[1666]->reception);
            cursor->seek(4000);
            QCOMPARE((*cursor->next())->firstSequence, std::uint64_t(4000));
            const auto last = cursor->lastPoints(4000);
            QVERIFY(last);
            std::size_t points = 0;
            for (const SampleBatchPtr &one : *last) {
                points += one->points();
                QVERIFY(one->lastSequence() < 4000 && one->firstSequence >= 3997);
                QVERIFY(one->reception == sent[(one->firstSequence - 1) / 3]->reception);
            }
            QCOMPARE(points, std::size_t(3));
        }
    }

    // Four months of a sample an hour, late ones among them, beside a quick series: in rows of a month, and
    // any range, picture and place in the stream of them is as it was sent.
    void rowsOfMonthsAreReadExactly()
    {
        std::vector<SampleBatchPtr> sent;
        startRecorder(options());
        for (int k = 0; k < 3000; ++k) {
            SampleBatch b;
            const std::int64_t time = k * 3600 * second;
            b.reception = Timestamp(std::chrono::nanoseconds(time + second));
            const auto add = [&](const char *name, std::int64_t generation, double value) {
                const EntityId entity = *m_names->entity(*m_names->node(name, NodeType::satellite));
                std::uint32_t hint = 0;
                b.addSample(*m_names->series(entity, "value", hint), value, Quality::good);
                b.endPoint(entity, generation);
            };
            add("slow", time, k);
            if (k % 50 == 10)
                add("slow", time - 5 * 3600 * second / 2, -k);
            for (int i = 0; k == 1500 && i < 2000; ++i)
                add("quick", time + i * second / 2, i);
            sent.push_back(append(std::move(b)));
            m_recorder->offer(sent.back());
        }
        m_recorder->stop(20s);
        QCOMPARE(differences(path("session.desk")), QString());
        {
            SQLite::Database file(path("session.desk").string());
            const int rows = file.execAndGet("SELECT count(*) FROM points").getInt();
            QVERIFY2(rows <= 12, qPrintable(QString::number(rows)));
            QVERIFY(file.execAndGet("SELECT count(*) FROM points WHERE wide = 1").getInt() >= 5);
        }
        auto reader = *SessionReader::open(path("session.desk"));
        const auto span = *reader->span();
        QVERIFY(span.begin == 0 && span.end == 2999 * 3600 * second);
        std::mt19937_64 random(4);
        for (int i = 0; i < 200; ++i) {
            const auto begin =
                std::int64_t(random() % 3000) * 3600 * second - std::int64_t(random() % 7200) * second;
            const auto end = begin + 1 + std::int64_t(random() % (1ULL << (40 + random() % 14)));
            for (const auto &[series, points] : m_sent) {
                const auto from = points.lower_bound({begin, 0});
                const auto until = points.lower_bound({end, 0});
                const auto samples = reader->samples(series, begin, end);
                QVERIFY(samples);
                QCOMPARE(samples->size(), std::size_t(std::distance(from, until)));
                std::size_t at = 0;
                for (auto it = from; it != until; ++it, ++at)
                    QVERIFY(samples->generation[at] == it->first.first && samples->value[at] == it->second);
                std::uint64_t count = 0;
                const auto envelope = reader->envelope(series, begin, end, 1 + random() % 500);
                for (const PixelColumn &column : envelope->columns)
                    count += column.count;
                QCOMPARE(count, std::uint64_t(samples->size()));
            }
        }
        auto cursor = *SessionCursor::open(path("session.desk"));
        for (int i = 0; i < 100; ++i) {
            const SampleBatchPtr &wanted = sent[i == 0 ? 0 : random() % sent.size()];
            cursor->seek(wanted->firstSequence);
            const auto got = cursor->next();
            QVERIFY(got && *got);
            SampleBatch plain = *wanted;
            plain.monitoring.clear();
            QVERIFY2(**got == plain, qPrintable(QString::number(wanted->firstSequence)));
            if (i == 0)
                continue;
            const auto last = cursor->lastPoints(wanted->firstSequence);
            QVERIFY(last);
            QVERIFY(wanted->firstSequence == 1 || !last->empty());
            for (const SampleBatchPtr &one : *last)
                QVERIFY(one->firstSequence < wanted->firstSequence);
        }
    }

    // Of many nodes a few points each: no row for each, but all of them, also after a second run.
    void fewPointsOfManyNodesStandTogether()
    {
        for (const int run : {0, 1}) {
            startRecorder(options());
            for (int k = 0; k < 3; ++k)
                m_recorder->offer(batch(3 * run + k, 300));
            QCOMPARE(m_recorder->stop(10s), std::uint64_t(0));
            QCOMPARE(differences(path("session.desk")), QString());
            SQLite::Database file(path("session.desk").string());
            QCOMPARE(file.execAndGet("SELECT count(*) FROM points").getInt(), 0);
            QVERIFY(file.execAndGet("SELECT count(*) FROM tail").getInt() > 0);
        }
        auto cursor = *SessionCursor::open(path("session.desk"));
        const auto last = cursor->lastPoints(1801);
        QVERIFY(last);
        QCOMPARE(last->size(), std::size_t(1)); // all came at once
        QCOMPARE(last->front()->points(), std::size_t(300));
        QVERIFY(last->front()->firstSequence > 1500);
    }

    // A clock that was put back by two hours, and a series whose own time stands still among busy ones: a
    // seek still finds all that was there.
    void aSeekFindsRowsWhateverTheClockDid()
    {
        constexpr std::uint64_t width = 400; // points of a batch
        startRecorder(options());
        std::vector<SampleBatchPtr> sent;
        const EntityId slow = *m_names->entity(*m_names->node("slow", NodeType::satellite));
        const EntityId busy = *m_names->entity(*m_names->node("busy", NodeType::satellite));
        std::int64_t generation = 0;
        for (int k = 0; k < 700; ++k) {
            SampleBatch b;
            for (std::uint64_t p = 0; p < width; ++p) {
                const EntityId entity = p == 0 ? slow : busy;
                std::uint32_t hint = 0;
                b.addSample(*m_names->series(entity, "n", hint), k, Quality::good);
                b.endPoint(entity, p == 0 ? second : ++generation * second);
            }
            b.reception = Timestamp(std::chrono::minutes(100'000 + k - (k > 400 ? 120 : 0)));
            sent.push_back(append(std::move(b)));
            m_recorder->offer(sent.back());
        }
        m_recorder->stop(10s);
        auto cursor = *SessionCursor::open(path("session.desk"));
        for (const std::size_t k : {1U, 100U, 200U, 399U, 402U, 650U}) {
            cursor->seek(sent[k]->firstSequence);
            const auto next = cursor->next();
            QVERIFY(next && *next);
            QCOMPARE((*next)->firstSequence, sent[k]->firstSequence);
            QCOMPARE((*next)->points(), std::size_t(width));
            QVERIFY((*next)->reception == sent[k]->reception);
        }
    }

    // One point of more sets of series than its entity may have stands in a row for each series.
    void aPointInManyRowsIsOneForACursor()
    {
        startRecorder(options());
        const EntityId entity = *m_names->entity(*m_names->node("odd", NodeType::satellite));
        std::vector<SampleBatchPtr> sent;
        for (int k = 0; k < 300; ++k) {
            SampleBatch b;
            for (int m = 0; m < 2; ++m)
                b.addSample(
                    *m_names->seriesByName(entity, "m" + std::to_string(k + m), ValueKind::number, {}), k,
                    Quality::good);
            b.endPoint(entity, k * second);
            b.reception = Timestamp(std::chrono::seconds(1000 + k));
            sent.push_back(append(std::move(b)));
            m_recorder->offer(sent.back());
        }
        m_recorder->stop(10s);
        auto cursor = *SessionCursor::open(path("session.desk"));
        for (const SampleBatchPtr &wanted : sent) {
            const auto got = cursor->next();
            QVERIFY(got && *got);
            QCOMPARE((*got)->samples(), wanted->samples());
        }
    }
};

DESK_TEST(TstSessionReading)
#include "tst_sessionreading.moc"
