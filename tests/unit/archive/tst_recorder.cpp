// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/recorder.h"
#include "models/archive/sessioncursor.h"
#include "models/archive/sessionreader.h"
#include "models/broker/journal.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <SQLiteCpp/Database.h>
#include <random>

using namespace desk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t second = 1'000'000'000;
constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

} // namespace

// A journal that batches are appended to, and a recorder that follows it, over real files.
class TstRecorder : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    SystemTimeService m_time;
    std::unique_ptr<SeriesDictionary> m_names;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Recorder> m_recorder;
    std::map<SeriesId, std::map<std::pair<std::int64_t, std::uint64_t>, double>> m_sent;

    std::filesystem::path path(const char *name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }

    Recorder::Options options() const
    {
        Recorder::Options o;
        o.file = path("session.desk");
        o.journal = path("journal");
        o.commitInterval = 10ms;
        return o;
    }

    void startRecorder(Recorder::Options o)
    {
        auto opened = Recorder::open(std::move(o), *m_names, m_time, m_journal->nextSequence());
        QVERIFY2(opened, opened ? "" : opened.error().message.c_str());
        m_recorder = *std::move(opened);
    }

    // nodes points with two metrics each, the k-th of every node.
    SampleBatchPtr batch(int k, int nodes)
    {
        SampleBatch b;
        b.reception = Timestamp(std::chrono::seconds(1000 + k));
        for (int n = 0; n < nodes; ++n) {
            const auto node = m_names->node("n" + std::to_string(n), NodeType::satellite);
            const EntityId entity = *m_names->entity(*node);
            std::uint32_t hint = 0;
            b.addSample(*m_names->series(entity, "snr_db", hint), k * 0.5 + n, Quality::good);
            b.addSample(*m_names->series(entity, "count", hint), double(k), Quality::simulated);
            if (k == 3)
                b.wide.push_back({static_cast<std::uint32_t>(b.samples() - 1), (1LL << 60) + n});
            b.endPoint(entity, k * second);
        }
        return append(std::move(b));
    }

    SampleBatchPtr append(SampleBatch b)
    {
        if (!m_journal->append(b, *m_names))
            return nullptr;
        m_names->publish();
        for (std::size_t p = 0; p < b.points(); ++p) {
            for (std::uint32_t i = b.pointBegin(p); i < b.pointEnd[p]; ++i)
                m_sent[b.series[i]][{b.generation[p], b.firstSequence + p}] = b.value[i];
        }
        return std::make_shared<const SampleBatch>(std::move(b));
    }

    // Everything that was sent is in the file, and nothing else.
    QString differences(const std::filesystem::path &file) const
    {
        auto reader = SessionReader::open(file);
        if (!reader)
            return QString::fromStdString(reader.error().message);
        if ((*reader)->names().series.size() != m_sent.size())
            return u"%1 series of %2"_s.arg((*reader)->names().series.size()).arg(m_sent.size());
        for (const auto &[series, points] : m_sent) {
            const auto samples = (*reader)->samples(series, lowest, highest);
            if (!samples)
                return QString::fromStdString(samples.error().message);
            if (samples->size() != points.size())
                return u"%1 samples of %2 in series %3"_s.arg(samples->size())
                    .arg(points.size())
                    .arg(index(series));
            std::size_t i = 0;
            for (const auto &[at, value] : points) {
                if (samples->generation[i] != at.first || samples->sequence[i] != at.second ||
                    samples->value[i] != value)
                    return u"sample %1 of series %2"_s.arg(i).arg(index(series));
                ++i;
            }
        }
        return {};
    }

    static int flips()
    {
        const int wanted = qEnvironmentVariableIntValue("DESK_FLIPS");
        return wanted > 0 ? wanted : 100;
    }

    // What a damaged file makes a reader say that is not so; empty when it says nothing wrong. Counts files
    // whose damage was noticed.
    QString lieOf(const std::filesystem::path &file, int &found) const
    {
        auto reader = SessionReader::open(file);
        if (!reader) {
            ++found;
            return {};
        }
        bool noticed = (*reader)->damagedNames() > 0;
        std::size_t missing = 0;
        for (const auto &[series, points] : m_sent) {
            const auto samples = (*reader)->samples(series, lowest, highest);
            if (!samples) {
                noticed = true;
                continue;
            }
            noticed = noticed || samples->damagedBlocks > 0;
            for (std::size_t i = 0; i < samples->size(); ++i) {
                const auto sent = points.find({samples->generation[i], samples->sequence[i]});
                if (sent == points.end() || sent->second != samples->value[i])
                    return u"a value that was never sent"_s;
            }
            missing += points.size() - samples->size();
        }
        found += noticed;
        if (missing > 0 && !noticed)
            return u"%1 samples missing without a word"_s.arg(missing);
        return {};
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_names = std::make_unique<SeriesDictionary>();
        m_sent.clear();
        Journal::Options o;
        o.folder = path("journal");
        o.segmentBytes = 100'000;
        Journal::Recovery recovery;
        auto opened = Journal::open(
            std::move(o), *m_names, [](SampleBatch &&) {}, recovery);
        QVERIFY(opened);
        m_journal = *std::move(opened);
    }
    void cleanup()
    {
        m_recorder.reset();
        m_journal.reset();
    }

    void whatWasOfferedComesBackAsItWas()
    {
        startRecorder(options());
        for (int k = 0; k < 3000; ++k)
            m_recorder->offer(batch(k, 3));
        QCOMPARE(m_recorder->stop(10s), std::uint64_t(0));
        QCOMPARE(differences(path("session.desk")), QString());
        auto reader = *SessionReader::open(path("session.desk"));
        QCOMPARE(*reader->recorded(), std::uint64_t(9000));
        QCOMPARE(reader->damagedNames(), std::size_t(0));
        const SeriesId count = *m_names->findSeries(*m_names->findEntity(*m_names->findNode("n1")), "count");
        const auto samples = reader->samples(count, 2 * second, 5 * second);
        QVERIFY(samples);
        QCOMPARE(samples->size(), std::size_t(3));
        QCOMPARE(samples->wide.size(), std::size_t(1));
        QVERIFY(samples->wide[0].sample == 1 && samples->wide[0].value == (1LL << 60) + 1);
        QVERIFY(samples->quality[0] == Quality::simulated);
        QCOMPARE(reader->names().nodes.at(*m_names->findNode("n2")).name, std::string("n2"));
        QCOMPARE(reader->names().series.at(count).metric, std::string("count"));
    }

    void pointsAreInTheFileSoonAfterTheyCame()
    {
        startRecorder(options());
        m_recorder->offer(batch(0, 2));
        m_recorder->offer(batch(1, 2));
        QTRY_COMPARE(m_recorder->counters().recorded.load(), std::uint64_t(4));
        QCOMPARE(differences(path("session.desk")), QString()); // from the tails
    }

    // A copy of the files at any moment is what a killed program leaves.
    void aKilledRecorderGoesOnWhereItsFileEnds()
    {
        startRecorder(options());
        for (int k = 0; k < 1500; ++k)
            m_recorder->offer(batch(k, 2));
        QTRY_VERIFY(m_recorder->counters().recorded.load() > 100);
        QVERIFY(QFile::copy(m_folder->filePath(u"session.desk"_s), m_folder->filePath(u"copy.desk"_s)));
        QVERIFY(
            QFile::copy(m_folder->filePath(u"session.desk-wal"_s), m_folder->filePath(u"copy.desk-wal"_s)));
        m_recorder.reset();
        Recorder::Options o = options();
        o.file = path("copy.desk");
        startRecorder(o);
        m_recorder->offer(batch(1500, 2));
        QCOMPARE(m_recorder->stop(10s), std::uint64_t(0));
        QCOMPARE(m_recorder->counters().lostPoints.load(), std::uint64_t(0));
        QCOMPARE(differences(path("copy.desk")), QString());
        auto reader = *SessionReader::open(path("copy.desk"));
        for (const auto &[series, points] : m_sent) // nothing is there twice
            QCOMPARE(reader->envelope(series, 0, 2000 * second, 1)->columns[0].count, points.size());
        QCOMPARE(differences(path("session.desk")), u"1500 samples of 1501 in series 0"_s);
    }

    void aRecorderThatDoesNotKeepUpReadsTheJournal()
    {
        Recorder::Options o = options();
        o.queuedSamples = 10;
        startRecorder(o);
        for (int k = 0; k < 2000; ++k)
            m_recorder->offer(batch(k, 4));
        QCOMPARE(m_recorder->stop(20s), std::uint64_t(0));
        QCOMPARE(differences(path("session.desk")), QString());
        QCOMPARE(m_recorder->counters().points.load(), std::uint64_t(8000));
    }

    void whatTheJournalLostIsCountedAndTheRestRecorded()
    {
        for (int k = 0; k < 100; ++k) // before there is a recorder
            QVERIFY(batch(k, 2));
        m_journal->syncSoon();
        for (const auto &file : std::filesystem::directory_iterator(path("journal"))) {
            if (file.path().extension() == ".seg")
                std::filesystem::remove(file.path());
        }
        m_sent.clear();
        startRecorder(options());
        QTRY_COMPARE(m_recorder->counters().lostPoints.load(), std::uint64_t(200));
        m_recorder->offer(batch(100, 2));
        QCOMPARE(m_recorder->stop(10s), std::uint64_t(0));
        QCOMPARE(differences(path("session.desk")), QString());
    }

    void theSamePointIsNotRecordedTwice()
    {
        startRecorder(options());
        const SampleBatchPtr first = batch(0, 2);
        m_recorder->offer(first);
        m_recorder->offer(batch(1, 2));
        m_recorder->offer(first);
        m_recorder->stop(10s);
        QCOMPARE(differences(path("session.desk")), QString());
    }

    void laterValuesOfATimeAreShownAndEarlierOnesKept()
    {
        startRecorder(options());
        const SampleBatchPtr first = batch(0, 1);
        m_recorder->offer(first);
        SampleBatch again = *first;
        again.value[0] = 77;
        m_recorder->offer(append(again));
        m_recorder->stop(10s);
        auto reader = *SessionReader::open(path("session.desk"));
        const auto samples = reader->samples(first->series[0], lowest, highest);
        QVERIFY(samples);
        QCOMPARE(samples->size(), std::size_t(2));
        QVERIFY(has(samples->quality[0], Quality::superseded) &&
                !has(samples->quality[1], Quality::superseded));
        QCOMPARE(samples->value[1], 77.0);
    }

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
        for (const EnvelopeColumn &column : envelope->columns)
            count += column.count;
        QCOMPARE(count, std::uint64_t(5100));
        for (const auto &[at, value] : points) {
            if (at.first < begin || at.first >= end)
                continue;
            const auto own = std::ptrdiff_t(double(at.first - begin) / (double(end - begin) / columns));
            bool shown = false;
            for (std::ptrdiff_t c = std::max<std::ptrdiff_t>(own - 1, 0);
                 c <= std::min<std::ptrdiff_t>(own, columns - 1); ++c) {
                const EnvelopeColumn &column = envelope->columns[std::size_t(c)];
                shown = shown || (column.count > 0 && column.min <= value && value <= column.max);
            }
            QVERIFY2(shown, qPrintable(QString::number(at.first / second)));
        }
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
            QCOMPARE(last->size(), std::size_t(3));
            for (const SampleBatchPtr &one : *last) {
                QVERIFY(one->firstSequence < 4000 && one->firstSequence >= 3997);
                QVERIFY(one->reception == sent[(one->firstSequence - 1) / 3]->reception);
            }
        }
    }

    void aDuplicateIsCountedAndNotKept()
    {
        startRecorder(options());
        std::vector<SampleBatchPtr> sent;
        for (int k = 0; k < 3000; ++k) {
            sent.push_back(batch(k, 2));
            m_recorder->offer(sent.back());
        }
        const auto kept = m_sent;
        // Of an ended row on the disk, of one that grows, and of the run before.
        for (const bool again : {false, true}) {
            if (again) {
                QTRY_COMPARE(m_recorder->counters().recorded.load(), m_journal->nextSequence() - 1);
                m_recorder.reset();
                startRecorder(options());
            }
            for (const int k : {5, 900, 2048, 2999})
                m_recorder->offer(append(*sent[std::size_t(k)]));
            SampleBatch other = *sent[7]; // differs in one value: kept
            other.value[0] += again ? 2 : 1;
            m_recorder->offer(append(other));
            QTRY_COMPARE(m_recorder->counters().duplicates.load(), std::uint64_t(4 * 4 + 2));
        }
        m_recorder->stop(10s);
        auto reader = *SessionReader::open(path("session.desk"));
        for (const auto &[series, points] : kept) {
            const bool changed = series == sent[7]->series[0] || series == sent[7]->series[1];
            QCOMPARE(reader->samples(series, lowest, highest)->size(), points.size() + (changed ? 2 : 0));
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
                for (const EnvelopeColumn &column : envelope->columns)
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
        QCOMPARE(last->size(), std::size_t(300));
        for (const SampleBatchPtr &one : *last)
            QVERIFY(one->firstSequence > 1500);
    }

    void anOldBlockWithRoomIsWrittenAndGrowsOn()
    {
        auto writer = *SessionWriter::open(path("session.desk"));
        PointPacker packer(*writer, {}, 1);
        std::uint64_t next = 1;
        DictionaryCursor names;
        const auto commit = [&] {
            packer.prepare(64U << 20U);
            packer.pending().names = m_names->changesSince(names);
            packer.pending().recorded = next - 1;
            const auto done = writer->commit(packer.pending());
            names = packer.pending().names.cursor;
            packer.taken();
            return done.has_value();
        };
        for (int k = 0; k < 100; ++k) {
            const SampleBatchPtr one = batch(k * 1800, 1);
            packer.append(*one);
            packer.addArrival(*one);
            next = one->lastSequence() + 1;
            if (k % 10 == 9) {
                packer.age(next - 3);
                QVERIFY(commit());
                QCOMPARE(differences(path("session.desk")), QString());
                SQLite::Database file(path("session.desk").string());
                QCOMPARE(file.execAndGet("SELECT count(*) FROM points").getInt(), 1);
                QCOMPARE(file.execAndGet("SELECT count FROM points").getInt(), k + 1);
                QCOMPARE(file.execAndGet("SELECT count(*) FROM tail").getInt(), 0);
            }
        }
        packer.close();
        QVERIFY(commit());
        writer.reset();
        QCOMPARE(differences(path("session.desk")), QString());
        SQLite::Database file(path("session.desk").string());
        QCOMPARE(file.execAndGet("SELECT count(*) FROM points WHERE loose = 0 AND wide = 1").getInt(), 1);
    }

    // Another program holds the file: what cannot be written is said once and comes in later.
    void aFileThatCannotBeWrittenLosesNothing()
    {
        std::atomic<int> faults{0};
        std::atomic<int> recovered{0};
        Recorder::Options o = options();
        o.onFault = [&](const Error &) { ++faults; };
        o.onRecovered = [&] { ++recovered; };
        startRecorder(o);
        m_recorder->offer(batch(0, 2));
        QTRY_COMPARE(m_recorder->counters().recorded.load(), std::uint64_t(2));
        SQLite::Database other(path("session.desk").string(), SQLite::OPEN_READWRITE);
        other.exec("BEGIN IMMEDIATE");
        for (int k = 1; k < 50; ++k)
            m_recorder->offer(batch(k, 2));
        QTRY_COMPARE_WITH_TIMEOUT(faults.load(), 1, 10'000);
        for (int k = 50; k < 100; ++k)
            m_recorder->offer(batch(k, 2));
        other.exec("ROLLBACK");
        QTRY_COMPARE_WITH_TIMEOUT(recovered.load(), 1, 10'000);
        QTRY_COMPARE(m_recorder->counters().recorded.load(), std::uint64_t(200));
        QCOMPARE(faults.load(), 1);
        m_recorder->stop(10s);
        QCOMPARE(differences(path("session.desk")), QString());
    }

    // SQLite would go on in a file without a name, and the journal would let go what nobody can read.
    void aFileThatWasTakenAwayIsAFault()
    {
        std::atomic<int> faults{0};
        Recorder::Options o = options();
        o.onFault = [&](const Error &) { ++faults; };
        startRecorder(o);
        m_recorder->offer(batch(0, 2));
        QTRY_COMPARE(m_recorder->counters().recorded.load(), std::uint64_t(2));
        QVERIFY(std::filesystem::remove(path("session.desk")));
        m_recorder->offer(batch(1, 2));
        QTRY_COMPARE(faults.load(), 1);
        QCOMPARE(m_recorder->counters().recorded.load(), std::uint64_t(2));
        QCOMPARE(m_recorder->stop(1s), std::uint64_t(2)); // the next start takes them from the journal
        std::filesystem::remove(path("session.desk-wal"));
        startRecorder(options());
        QCOMPARE(m_recorder->stop(10s), std::uint64_t(0));
        QCOMPARE(differences(path("session.desk")), QString());
    }

    // Too many open files, say: what is there cannot be looked at for a while.
    void aJournalThatCannotBeReadNowLosesNothing_data()
    {
        QTest::addColumn<bool>("folder");
        QTest::addRow("folder") << true;
        QTest::addRow("second segment") << false;
    }
    void aJournalThatCannotBeReadNowLosesNothing()
    {
        QFETCH(bool, folder);
        for (int k = 0; k < 3000; ++k)
            QVERIFY(batch(k, 2));
        const auto segments = JournalCursor::segments(path("journal"));
        QVERIFY(segments.size() > 2);
        const std::filesystem::path hidden =
            folder ? path("journal") : JournalCursor::segmentPath(path("journal"), segments[1]);
        // A link to itself cannot be opened, whoever asks.
        std::filesystem::rename(hidden, path("kept"));
        std::filesystem::create_symlink(hidden, hidden);
        startRecorder(options());                             // reads the journal
        QTRY_VERIFY(m_recorder->counters().cpuNs.load() > 0); // it has looked
        QCOMPARE(m_recorder->counters().lostPoints.load(), std::uint64_t(0));
        std::filesystem::remove(hidden);
        std::filesystem::rename(path("kept"), hidden);
        QTRY_COMPARE_WITH_TIMEOUT(m_recorder->counters().recorded.load(), std::uint64_t(6000), 10'000);
        QCOMPARE(m_recorder->counters().lostPoints.load(), std::uint64_t(0));
        m_recorder->stop(10s);
        QCOMPARE(differences(path("session.desk")), QString());
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

    void aFileOfSomethingElseIsRefused()
    {
        QFile file(m_folder->filePath(u"session.desk"_s));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(QByteArray(20'000, 'x'));
        file.close();
        const auto reader = SessionReader::open(path("session.desk"));
        QVERIFY(!reader);
        QVERIFY(!Recorder::open(options(), *m_names, m_time, 1));
        QVERIFY(!SessionReader::open(path("nothing.desk")));
    }
};

QTEST_GUILESS_MAIN(TstRecorder)
#include "tst_recorder.moc"
