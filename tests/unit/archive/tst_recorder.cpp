// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testprogram.h"
#include "tests/unit/archive/recordertest.h"

#include <SQLiteCpp/Database.h>
#include <random>

using namespace desk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

// What is offered comes into the file once, whatever happens meanwhile.
class TstRecorder : public RecorderTest
{
    Q_OBJECT

private Q_SLOTS:
    void init() { startJournal(); }
    void cleanup() { stopJournal(); }

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

    // However slow a series is: readers hold tails in memory.
    void tailsHoldTheLastMinutesOnly()
    {
        startRecorder(options());
        for (int k = 0; k < 30; ++k) {
            m_recorder->offer(batch(k * 60, 2)); // a point a minute
            QTRY_COMPARE(m_recorder->counters().recorded.load(), m_journal->nextSequence() - 1);
        }
        QCOMPARE(differences(path("session.desk")), QString());
        SQLite::Database file(path("session.desk").string());
        const int held = file.execAndGet("SELECT count(*) FROM tail").getInt();
        QVERIFY2(held >= 1 && held <= 4, qPrintable(QString::number(held)));
        QCOMPARE(file.execAndGet("SELECT count(*) FROM points").getInt(), 2);
        m_recorder.reset();
        QCOMPARE(differences(path("session.desk")), QString());
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

DESK_TEST(TstRecorder)
#include "tst_recorder.moc"
