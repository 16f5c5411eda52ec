// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionbuilder.h"
#include "models/archive/sessioncursor.h"
#include "models/archive/sessionreader.h"
#include "models/archive/sessionsalvage.h"
#include "models/archive/sessiontables_p.h"
#include "models/archive/sessionverifier.h"
#include "tests/support/sanitized.h"
#include "tests/support/testprogram.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <SQLiteCpp/SQLiteCpp.h>
#include <random>
#include <set>

using namespace desk;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t oneSecond = 1'000'000'000;

bool goOn(double)
{
    return true;
}

// What a point is without its names.
struct Point
{
    std::int64_t generation = 0;
    std::int64_t reception = 0;
    std::multiset<double> values;
    bool operator==(const Point &) const = default;
};
using Points = std::map<std::uint64_t, Point>;

Points pointsOf(const std::filesystem::path &file)
{
    Points points;
    const auto cursor = SessionCursor::open(file);
    while (cursor) {
        const auto next = (*cursor)->next();
        if (!next || !*next)
            break;
        const SampleBatch &batch = **next;
        for (std::size_t p = 0; p < batch.points(); ++p) {
            Point &point = points[batch.firstSequence + p];
            point.generation = batch.generation[p];
            point.reception = nanoseconds(batch.reception);
            point.values.insert(batch.value.begin() + batch.pointBegin(p),
                                batch.value.begin() + batch.pointEnd[p]);
        }
    }
    return points;
}

bool isPartOf(const std::multiset<double> &some, const std::multiset<double> &all)
{
    return std::ranges::includes(all, some);
}

} // namespace

// A session file with all that one can hold, and copies of it that are damaged.
class TstVerify : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::mt19937_64 m_random{7};
    QByteArray m_good;
    qsizetype m_pageSize = 0;
    Points m_points;
    SessionLog m_log;
    std::map<qsizetype, std::set<std::uint64_t>> m_pointsOfPage; // numbers whose row reaches into it

    std::filesystem::path path(const char *name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }

#ifdef DESK_SANITIZED
    static constexpr int usualFlips = 25; // each takes a second
    static constexpr qsizetype everyPlace = 4;
#else
    static constexpr int usualFlips = 100;
    static constexpr qsizetype everyPlace = 1;
#endif
    static int flips()
    {
        const int wanted = qEnvironmentVariableIntValue("DESK_FLIPS");
        return wanted > 0 ? wanted : usualFlips;
    }

    void build(const std::filesystem::path &file)
    {
        auto builder = *SessionBuilder::open(file);
        SeriesDictionary &names = builder->dictionary();
        std::uniform_real_distribution<double> noise(-1, 1);
        const auto add = [&](const std::string &node, int k, int metrics) {
            SampleBatch batch;
            const EntityId entity = *names.entity(*names.node(node, NodeType::satellite));
            for (int m = 0; m < metrics; ++m)
                batch.addSample(
                    *names.seriesByName(entity, "metric_" + std::to_string(m), ValueKind::number, {}),
                    noise(m_random), Quality::good);
            batch.endPoint(entity, k * oneSecond);
            batch.reception = Timestamp(std::chrono::seconds(1'700'000'000 + k));
            QVERIFY(builder->append(std::move(batch)));
        };
        for (int k = 0; k < 2300; ++k) {
            for (int n = 0; n < 4; ++n)
                add("big" + std::to_string(n), k, 3);
        }
        for (int k = 0; k < 17'000; ++k) // enough for a level
            add("long", k, 1);
        for (int n = 0; n < 300; ++n)
            add("a node with a rather long name, so that names fill pages " + std::to_string(n), n, 2);
        SessionLog log;
        for (std::uint64_t i = 1; i <= 200; ++i)
            log.events.push_back({i, Timestamp(std::chrono::seconds(i)), Severity::warning, EventCode::linkUp,
                                  "a link that comes and goes", "detail " + std::to_string(i), 1});
        log.gaps.push_back({{}, Timestamp(1s), Timestamp(5s), 1, 0, "recorder_off"});
        log.limits.push_back({1, Timestamp(1s), "[[limit]]"});
        for (std::uint64_t i = 1; i < 5; ++i)
            log.topologies.push_back(
                {i, Timestamp(std::chrono::seconds(i)), i, "{\"nodes\":[" + std::to_string(i) + "]}"});
        for (std::uint64_t i = 1; i <= 60; ++i)
            log.notes.push_back({Timestamp(std::chrono::seconds(i)), Timestamp(std::chrono::seconds(i)),
                                 Timestamp(std::chrono::seconds(i + 1)), "an operator",
                                 "what there was to say of it, at some length " + std::to_string(i)});
        QVERIFY(builder->log(log));
        QVERIFY(builder->describe("source", "a test"));
        QVERIFY(builder->finish());
        builder.reset();
        addRest(file);
    }

    // Rows of tables that other parts of the program fill.
    static void addRest(const std::filesystem::path &file)
    {
        SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
        using session::number;
        using session::text;
        const auto add = [&](const char *name, SqliteRecord record) {
            const session::Table &table = *session::tableOf(name);
            record.values.push_back(number(0));
            record.values.back().integer = session::rowCrc(table, record, 0);
            std::string sql = "INSERT INTO " + std::string(name) + " VALUES(NULL";
            for (std::size_t i = 1; i < record.values.size(); ++i)
                sql += ", ?";
            SQLite::Statement row(database, sql + ")");
            for (std::size_t i = 1; i < record.values.size(); ++i) {
                const SqliteRecord::Value &value = record.values[i];
                if (value.kind == SqliteRecord::Kind::integer)
                    row.bind(int(i), value.integer);
                else if (value.kind == SqliteRecord::Kind::text)
                    row.bind(int(i), std::string(value.bytes));
                else
                    row.bind(int(i), value.bytes.data(), int(value.bytes.size()));
            }
            row.exec();
        };
        add("alarm", {{{}, number(1), number(5), number(0), text("active"), number(4), text(""), text("x")}});
        add("forecast", {{{}, number(1), number(5), text("drift"), session::bytes("figures")}});
        add("layout", {{{}, number(5), text("one"), session::bytes("{}")}});
        database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    // Pages that nobody uses, as a recorder leaves them between two checkpoints.
    static void addFreePages(const std::filesystem::path &file)
    {
        SQLite::Database database(file.string(), SQLite::OPEN_READWRITE);
        database.exec("CREATE TABLE scratch(bytes BLOB)");
        database.exec("INSERT INTO scratch VALUES(randomblob(120000))");
        database.exec("DROP TABLE scratch");
        QVERIFY(database.execAndGet("PRAGMA freelist_count").getInt() > 10);
        database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    }

    // Which rows of points and tails reach into a page: their bytes stand in it.
    void findPages(const std::filesystem::path &file)
    {
        SQLite::Database database(file.string(), SQLite::OPEN_READONLY);
        SQLite::Statement row(database, "SELECT id, first, last, data FROM points UNION ALL "
                                        "SELECT id, first, last, data FROM tail");
        while (row.executeStep()) {
            const QByteArray data(static_cast<const char *>(row.getColumn(3).getBlob()),
                                  row.getColumn(3).getBytes());
            const auto first = static_cast<std::uint64_t>(row.getColumn(1).getInt64());
            const auto last = static_cast<std::uint64_t>(row.getColumn(2).getInt64());
            for (qsizetype page = 0; page < m_good.size() / m_pageSize; ++page) {
                const QByteArray bytes = m_good.mid(page * m_pageSize, m_pageSize);
                const bool isIn = bytes.contains(data.first(std::min<qsizetype>(48, data.size()))) ||
                                  data.contains(bytes.mid(4, 48)) ||
                                  bytes.contains(data.last(std::min<qsizetype>(48, data.size())));
                for (std::uint64_t n = first; isIn && n <= last; ++n)
                    m_pointsOfPage[page].insert(n);
            }
        }
    }

    void writeFile(const char *name, const QByteArray &bytes) const
    {
        QFile file(QString::fromStdString(path(name).string()));
        QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
        file.write(bytes);
    }

    // What is wrong with how a file with this bit flipped is treated; empty when nothing is.
    QString faultOf(qsizetype at, int bit, int &found)
    {
        QByteArray bad = m_good;
        bad[at] = char(bad[at] ^ (1 << bit));
        for (const char *name : {"bad.desk", "bad.desk-wal", "bad.desk-shm", "mended.desk"})
            std::filesystem::remove(path(name));
        writeFile("bad.desk", bad);
        const auto report = verifySession(path("bad.desk"), goOn);
        if (report && report->isWhole()) {
            auto reader = SessionReader::open(path("bad.desk"));
            if (!reader || pointsOf(path("bad.desk")) != m_points ||
                (*reader)->log().between(Timestamp::min(), Timestamp::max()).value_or(SessionLog{}) != m_log)
                return u"it is said to be whole and reads otherwise"_s;
            return {};
        }
        ++found;
        const auto made = salvageSession(path("bad.desk"), {}, path("mended.desk"), goOn);
        if (!made)
            return u"no repair: "_s + QString::fromStdString(made.error().message);
        const auto again = verifySession(path("mended.desk"), goOn);
        if (!again || !again->isWhole())
            return u"the repaired file is damaged: "_s +
                   QString::fromStdString(again ? again->losses.empty() ? again->structure[0]
                                                                        : again->losses[0].reason
                                                : again.error().message);
        const Points mended = pointsOf(path("mended.desk"));
        const auto &touched = m_pointsOfPage[at / m_pageSize];
        for (const auto &[number, point] : m_points) {
            const auto kept = mended.find(number);
            const bool isKept = kept != mended.end() && kept->second.generation == point.generation &&
                                kept->second.values == point.values;
            if (!isKept && !touched.contains(number))
                return u"point %1, which lies elsewhere, is not restored"_s.arg(number);
            if (kept != mended.end() &&
                (kept->second.generation != point.generation || !isPartOf(kept->second.values, point.values)))
                return u"point %1 is not what it was"_s.arg(number);
        }
        return mended.size() > m_points.size() ? u"points that never were"_s : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        build(path("good.desk"));
        addFreePages(path("good.desk"));
        QFile file(QString::fromStdString(path("good.desk").string()));
        QVERIFY(file.open(QFile::ReadOnly));
        m_good = file.readAll();
        m_pageSize = qFromBigEndian<quint16>(m_good.constData() + 16);
        QCOMPARE(m_pageSize, 1024);
        m_points = pointsOf(path("good.desk"));
        m_log = *(*SessionReader::open(path("good.desk")))->log().between(Timestamp::min(), Timestamp::max());
        QCOMPARE(m_points.size(), std::size_t(4 * 2300 + 17'000 + 300));
        QVERIFY(m_log.events.size() == 200 && m_log.topologies.size() == 4);
        findPages(path("good.desk"));
    }

    void aWholeFileIsWhole()
    {
        const auto report = verifySession(path("good.desk"), goOn);
        QVERIFY(report);
        QVERIFY2(report->structure.empty(), report->structure.empty() ? "" : report->structure[0].c_str());
        QVERIFY2(report->losses.empty(), report->losses.empty() ? "" : report->losses[0].reason.c_str());
        QCOMPARE(report->points, std::uint64_t(m_points.size()));
        QCOMPARE(report->gaps.size(), std::size_t(1));
        QCOMPARE(report->last, std::uint64_t(m_points.size()));
        QVERIFY(report->rows.at("level") > 0 && report->rows.at("topology") == 4);
        QCOMPARE(report->rows.at("note"), std::uint64_t(60));
        for (const char *table : {"alarm", "forecast", "layout"})
            QCOMPARE(report->rows.at(table), std::uint64_t(1));
    }

    void aRepairOfAWholeFileHoldsTheSame()
    {
        const auto made = salvageSession(path("good.desk"), {}, path("same.desk"), goOn);
        QVERIFY2(made, made ? "" : made.error().message.c_str());
        QVERIFY(made->isWhole());
        QVERIFY(pointsOf(path("same.desk")) == m_points);
        auto before = *SessionReader::open(path("good.desk"));
        auto after = *SessionReader::open(path("same.desk"));
        QVERIFY(after->log().between(Timestamp::min(), Timestamp::max()) == m_log);
        QVERIFY(after->names().series == before->names().series);
        QVERIFY(after->names().nodes == before->names().nodes);
        QCOMPARE(after->log().about()->at("source"), std::string("a test"));
        const auto again = verifySession(path("same.desk"), goOn);
        QVERIFY(again && again->isWhole());
        for (const char *table : {"note", "alarm", "forecast", "layout"})
            QCOMPARE(again->rows.at(table), made->rows.at(table));
        QVERIFY(!salvageSession(path("good.desk"), {}, path("same.desk"), goOn)); // never over another file
    }

    void aFlippedBitIsFoundAndCostsItsRowAtMost()
    {
        int found = 0;
        for (int i = 0; i < flips(); ++i) {
            const auto at = qsizetype(m_random() % std::uint64_t(m_good.size()));
            const int bit = int(m_random() % 8);
            const QString fault = faultOf(at, bit, found);
            QVERIFY2(fault.isEmpty(), qPrintable(u"byte %1 bit %2: %3"_s.arg(at).arg(bit).arg(fault)));
        }
        QVERIFY(found > flips() / 4);
    }

    // Where SQLite looks first: header of the file, headers and pointers of pages inside trees, pages that
    // are free, the map of pages.
    void aFlipInTheStructureCostsItsPageAtMost_data()
    {
        QTest::addColumn<QList<qsizetype>>("places");
        QList<qsizetype> header;
        for (qsizetype at = 0; at < 112; ++at)
            header << at;
        QTest::addRow("header") << header;
        QList<qsizetype> interior;
        QList<qsizetype> leaf;
        QList<qsizetype> map;
        for (qsizetype page = 1; page < m_good.size() / m_pageSize; ++page) {
            const char kind = m_good[page * m_pageSize];
            for (const qsizetype offset : {0, 1, 3, 4, 5, 8, 9, 11, 12, 13, 14})
                (kind == 5 || kind == 2 ? interior : leaf) << page * m_pageSize + offset;
            if (page == 1) {
                for (qsizetype offset = 0; offset < 25; ++offset)
                    map << m_pageSize + offset;
            }
        }
        std::shuffle(leaf.begin(), leaf.end(), m_random);
        QTest::addRow("interior") << interior.first(std::min<qsizetype>(interior.size(), 40));
        QTest::addRow("leaf") << leaf.first(30);
        QTest::addRow("map") << map;
        const auto trunk = qsizetype(qFromBigEndian<quint32>(m_good.constData() + 32)) - 1;
        QVERIFY(trunk > 0);
        QList<qsizetype> freePages;
        for (qsizetype offset = 0; offset < 20; ++offset)
            freePages << trunk * m_pageSize + offset;
        QTest::addRow("free") << freePages;
    }
    void aFlipInTheStructureCostsItsPageAtMost()
    {
        QFETCH(QList<qsizetype>, places);
        QVERIFY(!places.isEmpty());
        int found = 0;
        for (qsizetype i = 0; i < places.size(); i += everyPlace) {
            const qsizetype at = places[i];
            const int bit = int(m_random() % 8);
            const QString fault = faultOf(at, bit, found);
            QVERIFY2(fault.isEmpty(), qPrintable(u"byte %1 bit %2: %3"_s.arg(at).arg(bit).arg(fault)));
        }
        QVERIFY(found > 0);
    }

    // In the words of a note and in each column of the rows that other parts fill.
    void aFlippedBitInARowOfTextsIsFoundAndTheOthersAreKept_data()
    {
        QTest::addColumn<QByteArray>("words");
        QTest::addColumn<QString>("table");
        QTest::newRow("note") << QByteArray("at some length 31") << u"note"_s;
        QTest::newRow("forecast") << QByteArray("figures") << u"forecast"_s;
        QTest::newRow("alarm") << QByteArray("active") << u"alarm"_s;
    }
    void aFlippedBitInARowOfTextsIsFoundAndTheOthersAreKept()
    {
        QFETCH(QByteArray, words);
        QFETCH(QString, table);
        const qsizetype at = m_good.indexOf(words);
        QVERIFY(at > 0);
        QByteArray bad = m_good;
        bad[at] = char(bad[at] ^ 4);
        writeFile("note.desk", bad);
        const auto report = verifySession(path("note.desk"), goOn);
        QVERIFY(report && report->structure.empty());
        QCOMPARE(report->losses.size(), std::size_t(1));
        QCOMPARE(report->losses[0].table, table.toStdString());
        auto reader = *SessionReader::open(path("note.desk"));
        const std::size_t left = table == u"note" ? 59 : 60;
        QCOMPARE(reader->log().gapsAndNotes()->notes.size(), left); // nothing false is shown
        std::filesystem::remove(path("noted.desk"));
        QVERIFY(salvageSession(path("note.desk"), {}, path("noted.desk"), goOn));
        QVERIFY(verifySession(path("noted.desk"), goOn)->isWhole());
        auto mended = *SessionReader::open(path("noted.desk"));
        QVERIFY(mended->log().gapsAndNotes()->notes == reader->log().gapsAndNotes()->notes);
    }

    void whatIsLostIsNamed()
    {
        // In the middle of the values of a big row: its overflow pages hold nothing else.
        SQLite::Database database(path("good.desk").string(), SQLite::OPEN_READONLY);
        SQLite::Statement row(database,
                              "SELECT first, last, data FROM points ORDER BY length(data) DESC LIMIT 1");
        QVERIFY(row.executeStep());
        const QByteArray data(static_cast<const char *>(row.getColumn(2).getBlob()),
                              row.getColumn(2).getBytes());
        const auto at = m_good.indexOf(data.mid(data.size() - 100, 50));
        QVERIFY(at > 0);
        QByteArray bad = m_good;
        bad[at] = char(bad[at] ^ 1);
        writeFile("named.desk", bad);
        const auto report = verifySession(path("named.desk"), goOn);
        QVERIFY(report);
        QVERIFY(report->structure.empty());
        QCOMPARE(report->losses.size(), std::size_t(1));
        const SessionLoss &loss = report->losses[0];
        QCOMPARE(loss.table, std::string("points"));
        QCOMPARE(loss.first, std::uint64_t(row.getColumn(0).getInt64()));
        QCOMPARE(loss.last, std::uint64_t(row.getColumn(1).getInt64()));
        QCOMPARE(loss.series.size(), std::size_t(1));
        QVERIFY(loss.series[0].ends_with(" metric_2"));
    }

    void whatIsNoSessionFileIsRefused()
    {
        writeFile("text.desk", QByteArray(100'000, 'x'));
        const auto report = verifySession(path("text.desk"), goOn);
        QVERIFY(!report || !report->isWhole());
        writeFile("empty.desk", {});
        const auto empty = verifySession(path("empty.desk"), goOn);
        QVERIFY(!empty || !empty->isWhole());
        QVERIFY(!verifySession(path("nothing.desk"), goOn));
    }

    void itEndsWhenItIsToldTo()
    {
        const auto report = verifySession(path("good.desk"), [](double) { return false; });
        QVERIFY(!report);
        QVERIFY(!salvageSession(path("good.desk"), {}, path("never.desk"), [](double) { return false; }));
        QVERIFY(!std::filesystem::exists(path("never.desk")));
        QVERIFY(!std::filesystem::exists(path("never.desk.part")));
    }
};

DESK_TEST(TstVerify)
#include "tst_verify.moc"
