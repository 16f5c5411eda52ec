// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/recorder.h"
#include "models/archive/retention.h"
#include "models/archive/sessioncursor.h"
#include "models/archive/sessionreader.h"
#include "models/broker/journal.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>

using namespace desk;
using namespace std::chrono_literals;

// A recorder that begins a new file now and then, and what becomes of the finished ones.
class TstRetention : public QObject
{
    Q_OBJECT

    static constexpr std::int64_t second = 1'000'000'000;
    static constexpr std::int64_t day = 86'400 * second;

    std::unique_ptr<QTemporaryDir> m_folder;
    SystemTimeService m_time;
    std::unique_ptr<SeriesDictionary> m_names;
    std::unique_ptr<Journal> m_journal;
    std::vector<std::filesystem::path> m_finished;

    std::filesystem::path path(const char *name = "") const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }
    Recorder::Options options()
    {
        Recorder::Options o;
        o.file = path("session.desk");
        o.journal = path("journal");
        o.commitInterval = 5ms;
        o.keepHouse = [this](const std::filesystem::path &file) {
            if (!file.empty())
                m_finished.push_back(file);
        };
        return o;
    }
    static double valueAt(std::int64_t k)
    {
        return k % 5000 == 777 ? 1e6 : std::round(100 * std::sin(double(k)));
    }

    // The k-th second of two series.
    SampleBatchPtr batch(std::int64_t k)
    {
        SampleBatch b;
        b.reception = fromNanoseconds(10 * day + k * second);
        const EntityId entity = *m_names->entity(*m_names->node("sat-1", NodeType::satellite));
        std::uint32_t hint = 0;
        b.addSample(*m_names->series(entity, "snr_db", hint), valueAt(k), Quality::good);
        b.addSample(*m_names->series(entity, "load", hint), double(k), Quality::good);
        b.endPoint(entity, 10 * day + k * second);
        if (!m_journal->append(b, *m_names))
            return nullptr;
        m_names->publish();
        return std::make_shared<const SampleBatch>(std::move(b));
    }
    void record(std::int64_t from, std::int64_t to, const Recorder::Options &o)
    {
        auto recorder = *Recorder::open(o, *m_names, m_time, m_journal->nextSequence());
        for (std::int64_t k = from; k < to; ++k)
            recorder->offer(batch(k));
        QCOMPARE(recorder->stop(20s), std::uint64_t(0));
        QCOMPARE(recorder->counters().lostPoints.load(), std::uint64_t(0));
    }
    static std::uint64_t pointsIn(const std::filesystem::path &file, std::uint64_t &next)
    {
        auto cursor = *SessionCursor::open(file);
        std::uint64_t points = 0;
        while (const SampleBatchPtr one = *cursor->next()) {
            if (one->firstSequence != next)
                return 0;
            next = one->lastSequence() + 1;
            points += one->points();
        }
        return points;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_names = std::make_unique<SeriesDictionary>();
        m_finished.clear();
        Journal::Recovery recovery;
        m_journal = *Journal::open(
            {path("journal")}, *m_names, [](SampleBatch &&) {}, recovery);
    }
    void cleanup() { m_journal.reset(); }

    void aNewDayBeginsANewFileAndNoPointIsLostOrTwice()
    {
        Recorder::Options o = options();
        o.rollDaily = true;
        record(86'000, 87'000, o);
        record(87'000, 87'010, o);
        QCOMPARE(m_finished.size(), std::size_t(1));
        QVERIFY2(m_finished[0].filename() == "session-19700111T235320000Z.desk", m_finished[0].c_str());
        record(87'010, 87'500, o);
        std::uint64_t next = 1;
        QVERIFY(pointsIn(m_finished[0], next) > 0);
        QVERIFY(pointsIn(path("session.desk"), next) > 0);
        QCOMPARE(next, std::uint64_t(1501));
        auto reader = *SessionReader::open(path("session.desk"));
        QCOMPARE(reader->names().series.size(), std::size_t(2)); // names are whole in each file
    }

    void aFileThatIsLargeEnoughIsFinished()
    {
        Recorder::Options o = options();
        o.rollBytes = 200'000;
        for (int run = 0; run < 4; ++run)
            record(run * 30'000, (run + 1) * 30'000, o);
        QVERIFY(m_finished.size() >= 1);
        std::uint64_t next = 1;
        for (const auto &file : m_finished)
            QVERIFY(pointsIn(file, next) > 0);
        pointsIn(path("session.desk"), next);
        QCOMPARE(next, std::uint64_t(120'001));
    }

    // Each file is replayed alone: graph, limits and gaps that go on stand in the next one too.
    void whatStandsGoesOnInTheNextFile()
    {
        Recorder::Options o = options();
        o.rollDaily = true;
        auto recorder = *Recorder::open(o, *m_names, m_time, m_journal->nextSequence());
        SessionLog log;
        log.gaps.push_back({"ended\t", fromNanoseconds(0), SessionGap::open, 1, 0, "link_down"});
        log.gaps.push_back({"ended\t", fromNanoseconds(0), fromNanoseconds(second), 1, 0, "link_down"});
        log.gaps.push_back({"open\t", fromNanoseconds(second), SessionGap::open, 1, 0, "link_down"});
        log.limits.push_back({1, fromNanoseconds(0), "old = 1"});
        log.limits.push_back({2, fromNanoseconds(second), "new = 2"});
        log.topologies.push_back({1, fromNanoseconds(0), 1, "{\"nodes\":[]}"});
        log.topologies.push_back({2, fromNanoseconds(second), 2, "{\"nodes\":[1]}"});
        recorder->offer(std::move(log));
        for (std::int64_t k = 86'000; k < 87'000; ++k)
            recorder->offer(batch(k));
        QCOMPARE(recorder->stop(20s), std::uint64_t(0));
        recorder.reset();
        record(87'010, 87'500, o);
        QCOMPARE(m_finished.size(), std::size_t(1));
        auto reader = *SessionReader::open(path("session.desk"));
        const auto standing = reader->log().before(Timestamp::max(), 100);
        QVERIFY(standing);
        QCOMPARE(standing->limits.size(), std::size_t(1));
        QCOMPARE(standing->limits.back().toml, std::string("new = 2"));
        QCOMPARE(standing->topologies.size(), std::size_t(1));
        QCOMPARE(standing->topologies.back().json, std::string("{\"nodes\":[1]}"));
        QCOMPARE(standing->gaps.size(), std::size_t(1));
        QCOMPARE(standing->gaps.back().source, std::string("open\t"));
    }

    // Killed between two files: nothing is recorded again.
    void whatAFinishedFileHoldsIsNotRecordedAgain()
    {
        record(0, 1000, options());
        std::filesystem::rename(path("session.desk"), path("session-1.desk"));
        Recorder::Options o = options();
        o.recordedBefore = 1000;
        record(1000, 1100, o);
        std::uint64_t next = 1001;
        QCOMPARE(pointsIn(path("session.desk"), next), std::uint64_t(100));
    }

    void theOldestFilesGoByAgeAndBySize()
    {
        for (int file = 0; file < 4; ++file) {
            record(file * 86'400, file * 86'400 + 2000, options());
            std::filesystem::rename(path("session.desk"),
                                    path(("session-" + std::to_string(file) + ".desk").c_str()));
        }
        const Timestamp now = fromNanoseconds(10 * day + 4 * day);
        QVERIFY(Retention(path(), {}).apply(now).isEmpty()); // nothing goes unless it is said
        Retention::Options aged;
        aged.maxAge = std::chrono::nanoseconds(3 * day);
        auto report = Retention(path(), aged).apply(now);
        QCOMPARE(report.deleted.size(), std::size_t(1));
        QVERIFY(!std::filesystem::exists(path("session-0.desk")));
        Retention::Options small;
        small.maxBytes = std::filesystem::file_size(path("session-3.desk")) * 3 / 2;
        report = Retention(path(), small).apply(now);
        QCOMPARE(report.deleted.size(), std::size_t(2));
        QVERIFY(std::filesystem::exists(path("session-3.desk")));
    }

    // A file is looked into once, and again when it is another one.
    void aFileIsKnownUntilItChanges()
    {
        record(0, 2000, options());
        std::filesystem::rename(path("session.desk"), path("session-1.desk"));
        Retention::Options aged;
        aged.maxAge = std::chrono::nanoseconds(3 * day);
        Retention retention(path(), aged);
        QVERIFY(retention.apply(fromNanoseconds(11 * day)).isEmpty());
        // Nobody can read it now, but it is the same by size and time.
        const auto written = std::filesystem::last_write_time(path("session-1.desk"));
        const auto bytes = std::filesystem::file_size(path("session-1.desk"));
        std::filesystem::copy_file(path("session-1.desk"), path("kept"));
        std::filesystem::resize_file(path("session-1.desk"), 0);
        std::filesystem::resize_file(path("session-1.desk"), bytes);
        std::filesystem::last_write_time(path("session-1.desk"), written);
        std::filesystem::remove(path("session-1.desk-wal"));
        // Another time: it is read anew, and cannot be.
        Retention other(path(), aged);
        QVERIFY(other.apply(fromNanoseconds(20 * day)).isEmpty());
        std::filesystem::last_write_time(path("session-1.desk"), written + 1s);
        QVERIFY(retention.apply(fromNanoseconds(20 * day)).isEmpty());
        std::filesystem::last_write_time(path("session-1.desk"), written);
        std::filesystem::copy_file(path("kept"), path("session-1.desk"),
                                   std::filesystem::copy_options::overwrite_existing);
        QVERIFY(retention.apply(fromNanoseconds(11 * day)).isEmpty());
        const auto restored = std::filesystem::last_write_time(path("session-1.desk"));
        std::filesystem::resize_file(path("session-1.desk"), 0);
        std::filesystem::resize_file(path("session-1.desk"), bytes);
        std::filesystem::last_write_time(path("session-1.desk"), restored);
        QCOMPARE(retention.apply(fromNanoseconds(20 * day)).deleted.size(), std::size_t(1)); // as remembered
    }

    // Samples go, what they showed stays: every extreme to 64 points.
    void aThinnedFileKeepsItsExtremes()
    {
        record(0, 50'000, options());
        std::filesystem::rename(path("session.desk"), path("session-1.desk"));
        const SeriesId snr{0};
        auto whole = *SessionReader::open(path("session-1.desk"));
        const std::int64_t begin = 10 * day;
        const std::int64_t end = begin + 50'000 * second;
        const auto before = *whole->envelope(snr, begin, end, 40);
        whole.reset();
        const auto sizeBefore = std::filesystem::file_size(path("session-1.desk"));
        Retention::Options options;
        options.thinnings = {{"sat-*", "snr_db", 1h}};
        QVERIFY(Retention(path(), options).apply(fromNanoseconds(end)).isEmpty()); // load is kept with it
        options.thinnings.push_back({"*", "load", std::chrono::nanoseconds(5'000 * second)});
        const auto report = Retention(path(), options).apply(fromNanoseconds(end));
        QCOMPARE(report.thinned.size(), std::size_t(1));
        QVERIFY(std::filesystem::file_size(path("session-1.desk")) < sizeBefore);
        auto thinned = *SessionReader::open(path("session-1.desk"));
        QCOMPARE(thinned->samples(snr, begin, begin + 1000 * second)->size(), std::size_t(0));
        QVERIFY(thinned->samples(snr, end - 1000 * second, end)->size() == 1000); // not old enough
        const auto after = *thinned->envelope(snr, begin, end, 40);
        for (std::size_t c = 0; c < 40; ++c)
            QVERIFY(after.columns[c].count > 0 && after.columns[c].max >= before.columns[c].max - 2e6);
        double highest = 0;
        std::uint64_t count = 0;
        const auto near = *thinned->envelope(snr, begin, begin + 2000 * second, 1600);
        for (const PixelColumn &column : near.columns) {
            highest = std::max(highest, column.count > 0 ? column.max : 0);
            count += column.count;
        }
        QCOMPARE(highest, 1e6); // at a zoom where samples would be read
        QVERIFY(count >= 1900 && count <= 2048);
    }
};

DESK_TEST(TstRetention)
#include "tst_retention.moc"
