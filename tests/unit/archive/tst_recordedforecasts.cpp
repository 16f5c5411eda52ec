// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionlogreader.h"
#include "models/archive/sessionwriter.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QtTest>

#include <SQLiteCpp/SQLiteCpp.h>

using namespace desk;
using namespace std::chrono_literals;

// Forecasts go into a session file as they were issued and come back by time and series.
class TstRecordedForecasts : public QObject
{
    Q_OBJECT

    static constexpr Timestamp begin{1'800'000'000s};
    QTemporaryDir m_folder;

    [[nodiscard]] std::filesystem::path file() const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / "session.desk";
    }
    static SessionForecast forecast(int i)
    {
        return {SeriesId(i % 3), begin + std::chrono::seconds(i), i % 2 ? "lstm" : "drift",
                "data " + std::to_string(i)};
    }
    void write(int first, int count)
    {
        auto writer = SessionWriter::open(file());
        QVERIFY(writer);
        SessionCommit commit;
        for (int i = first; i < first + count; ++i)
            commit.log.forecasts.push_back(forecast(i));
        QVERIFY((*writer)->commit(commit));
    }
    [[nodiscard]] std::vector<SessionForecast> read(std::optional<SeriesId> series, Timestamp from,
                                                    Timestamp to) const
    {
        std::vector<SessionForecast> found;
        const auto reader = SessionLogReader::open(file());
        if (!reader || !reader->forecasts(series, from, to, [&](const SessionForecast &one) {
                found.push_back(one);
                return true;
            }))
            found.clear();
        return found;
    }

private Q_SLOTS:
    void initTestCase()
    {
        write(0, 500);
        write(500, 500); // another run goes on
    }

    void comeBackByTime()
    {
        const auto found = read({}, begin + 100s, begin + 900s);
        QCOMPARE(found.size(), std::size_t{800});
        for (int i = 0; i < 800; ++i)
            QVERIFY(found[std::size_t(i)] == forecast(100 + i));
        QCOMPARE(read({}, begin - 1h, begin).size(), std::size_t{0});
        QCOMPARE(read({}, begin + 999s, begin + 1h).size(), std::size_t{1});
        QCOMPARE(read({}, begin + 1h, begin + 2h).size(), std::size_t{0});
    }

    void comeBackBySeries()
    {
        const auto found = read(SeriesId{1}, begin, begin + 10s);
        QCOMPARE(found.size(), std::size_t{3});
        QVERIFY(found[1] == forecast(4));
    }

    void theTakerMayEndIt()
    {
        const auto reader = SessionLogReader::open(file());
        int taken = 0;
        QVERIFY(
            reader->forecasts({}, begin, begin + 1h, [&](const SessionForecast &) { return ++taken < 5; }));
        QCOMPARE(taken, 5);
    }

    void aDamagedOneIsLeftOut()
    {
        SQLite::Database(file().string(), SQLite::OPEN_READWRITE)
            .exec("UPDATE forecast SET model = 'geometry' WHERE id = 11");
        const auto found = read({}, begin, begin + 20s);
        QCOMPARE(found.size(), std::size_t{19});
        QVERIFY(found[10] == forecast(11));
    }
};

DESK_TEST(TstRecordedForecasts)
#include "tst_recordedforecasts.moc"
