// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/instance/recordedhistory.h"

#include "models/archive/sessionbuilder.h"
#include "models/archive/sessionfolder.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace desk;
using namespace std::chrono_literals;

// The past of series, out of a folder with a finished file and the one that is recorded.
class TstRecordedHistory : public QObject
{
    Q_OBJECT

    static constexpr std::int64_t second = 1'000'000'000;
    std::unique_ptr<QTemporaryDir> m_folder;
    SeriesDictionary m_names;
    SeriesCatalogue m_catalogue;
    SeriesId m_series{};

    std::filesystem::path path(const char *name) const
    {
        return std::filesystem::path(m_folder->path().toStdString()) / name;
    }
    // Values are the seconds; received a second later.
    void record(const char *name, int from, int to) const
    {
        auto builder = *SessionBuilder::open(path(name));
        SeriesDictionary &names = builder->dictionary();
        const EntityId other = *names.entity(*names.node("another", NodeType::device)); // shifts the ids
        const EntityId entity = *names.entity(*names.node("n", NodeType::satellite));
        static_cast<void>(names.seriesByName(other, "x", ValueKind::number, {}));
        const SeriesId series = *names.seriesByName(entity, "value", ValueKind::number, {});
        for (int k = from; k < to; ++k) {
            SampleBatch batch;
            batch.reception = Timestamp(std::chrono::seconds(k + 1));
            batch.addSample(series, k, Quality::good);
            batch.endPoint(entity, k * second);
            QVERIFY(builder->append(std::move(batch)));
        }
        QVERIFY(builder->finish());
    }
    RecordedHistory::Source folder() const
    {
        return {
            [where = std::filesystem::path(m_folder->path().toStdString())] { return allSessions(where); }};
    }

private Q_SLOTS:
    void initTestCase()
    {
        const EntityId entity = *m_names.entity(*m_names.node("n", NodeType::satellite));
        m_series = *m_names.seriesByName(entity, "value", ValueKind::number, {});
        m_names.publish();
        m_catalogue.add(m_names.changesSince({}));
    }
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        record("session-19700101T000000000Z.desk", 0, 1000);
        record("session.desk", 1000, 2000);
    }

    void answersAcrossFiles()
    {
        RecordedHistory history(folder(), m_catalogue);
        QObject asker;
        std::optional<SeriesHistory::Answer> answer;
        const HistorySpan span{500 * second, 10 * second, 100};
        history.ask(&asker, m_series, span, [&](const auto &got) { answer = got; });
        QTRY_VERIFY(answer);
        QCOMPARE(answer->span, span);
        QCOMPARE(answer->columns.size(), std::size_t(100));
        for (int c = 0; c < 100; ++c) {
            const EnvelopeColumn &column = answer->columns[std::size_t(c)];
            QCOMPARE(column.column, c);
            QCOMPARE(column.count, 10U);
            QCOMPARE(column.min, 500.0 + c * 10);
            QCOMPARE(column.max, 509.0 + c * 10);
            QCOMPARE(column.firstTime, (500 + c * 10) * second);
            QCOMPARE(column.lastTime, (509 + c * 10) * second);
        }
    }

    void nothingFromBehindTheHorizonIsTold()
    {
        RecordedHistory::Source source = folder();
        source.horizon = [] { return std::optional(Timestamp(1200s)); };
        RecordedHistory history(std::move(source), m_catalogue);
        QObject asker;
        std::optional<SeriesHistory::Answer> answer;
        history.ask(&asker, m_series, {0, second, 2000}, [&](const auto &got) { answer = got; });
        QTRY_VERIFY(answer);
        QCOMPARE(answer->columns.back().lastTime, 1199 * second);
    }

    void whoHasGoneIsNotAnswered()
    {
        RecordedHistory history(folder(), m_catalogue);
        int answers = 0;
        {
            QObject asker;
            history.ask(&asker, m_series, {0, second, 10}, [&](const auto &) { ++answers; });
        }
        QObject asker;
        history.ask(&asker, m_series, {0, second, 10}, [&](const auto &) { answers += 100; });
        QTRY_COMPARE(answers, 100);
    }

    void whatWasAskedBeforeALeapIsNotAnswered()
    {
        RecordedHistory history(folder(), m_catalogue);
        QObject asker;
        int answers = 0;
        history.ask(&asker, m_series, {0, second, 10}, [&](const auto &) { ++answers; });
        history.restart();
        QObject next;
        history.ask(&next, m_series, {0, second, 10}, [&](const auto &) { answers += 100; });
        QTRY_COMPARE(answers, 100);
    }

    // The recording is finished meanwhile, and another begun under its name: a folder has both, a replay goes
    // on with the one it opened.
    void aFileThatIsFinishedIsReadOn_data()
    {
        QTest::addColumn<bool>("isFolder");
        QTest::addColumn<std::size_t>("before");
        QTest::addColumn<std::size_t>("after");
        QTest::newRow("folder") << true << std::size_t(20) << std::size_t(25);
        QTest::newRow("replay") << false << std::size_t(10) << std::size_t(10);
    }
    void aFileThatIsFinishedIsReadOn()
    {
        QFETCH(bool, isFolder);
        QFETCH(std::size_t, before);
        QFETCH(std::size_t, after);
        RecordedHistory history(
            isFolder
                ? folder()
                : RecordedHistory::Source{[file = path("session.desk")] { return std::vector{file}; }, false},
            m_catalogue);
        QObject asker;
        std::size_t columns = 0;
        const auto ask = [&] {
            columns = 0;
            history.ask(&asker, m_series, {0, 100 * second, 30},
                        [&](const auto &got) { columns = got.columns.size(); });
        };
        ask();
        QTRY_COMPARE(columns, before);
        renameSession(path("session.desk"), path("session-19700101T001640000Z.desk"));
        record("session.desk", 2000, 2500);
        ask();
        QTRY_COMPARE(columns, after);
    }

    void allSamplesComeInPieces()
    {
        {
            auto builder = *SessionBuilder::open(path("session-19700101T010000000Z.desk"));
            SeriesDictionary &names = builder->dictionary();
            const EntityId entity = *names.entity(*names.node("n", NodeType::satellite));
            const SeriesId series = *names.seriesByName(entity, "value", ValueKind::number, {});
            for (int k = 0; k < 120'000; ++k) { // most of them within a second
                SampleBatch batch;
                batch.reception = Timestamp(4000s);
                batch.addSample(series, k, Quality::good);
                batch.endPoint(entity, 3000 * second + k * (k < 100'000 ? 1000LL : 1'000'000LL));
                QVERIFY(builder->append(std::move(batch)));
            }
            QVERIFY(builder->finish());
        }
        RecordedHistory history(folder(), m_catalogue);
        QObject asker;
        std::vector<Sample> all;
        int pieces = 0;
        std::int64_t position = 0;
        int others = 0;
        history.read(&asker, m_series, 0, 5000 * second, [&](const SeriesHistory::Piece &piece) {
            if (piece.begin != position || piece.isDamaged ||
                piece.samples.size() > RecordedHistory::samplesPerPiece)
                return false;
            if (++pieces == 1) // somebody else asks meanwhile and is not kept waiting
                history.ask(&asker, m_series, {0, 10 * second, 10}, [&](const auto &) { others = pieces; });
            position = piece.end;
            all.insert(all.end(), piece.samples.begin(), piece.samples.end());
            return true;
        });
        QTRY_COMPARE(position, 5000 * second);
        QCOMPARE(all.size(), std::size_t(122'000));
        QVERIFY(std::ranges::is_sorted(all, {}, &Sample::generation));
        for (std::size_t k = 0; k < 2000; ++k)
            QCOMPARE(all[k].value, double(k));
        QCOMPARE(all.back().value, 119'999.0);
        QVERIFY(pieces >= 3);
        QVERIFY(others > 0 && others < pieces);
    }

    void aReaderThatHasEnoughIsNotReadOnFor()
    {
        RecordedHistory history(folder(), m_catalogue);
        QObject asker;
        int pieces = 0;
        history.read(&asker, m_series, 0, 500 * second, [&](const auto &) { return ++pieces < 0; });
        QTRY_COMPARE(pieces, 1);
        bool answered = false;
        history.ask(&asker, m_series, {0, second, 10}, [&](const auto &) { answered = true; });
        QTRY_VERIFY(answered);
        QCOMPARE(pieces, 1);
    }

    void theNearestSampleComesWithBothTimes()
    {
        RecordedHistory history(folder(), m_catalogue);
        QObject asker;
        std::optional<std::optional<SeriesHistory::RecordedSample>> answer;
        const auto ask = [&](std::int64_t time, std::int64_t within) {
            answer.reset();
            history.askNearest(&asker, m_series, time, within, [&](const auto &got) { answer = got; });
        };
        ask(1234 * second + second / 4, 3600 * second);
        QTRY_VERIFY(answer);
        QVERIFY(answer->has_value());
        QCOMPARE((*answer)->sample.value, 1234.0);
        QVERIFY((*answer)->sample.generation == Timestamp(1234s));
        QVERIFY((*answer)->reception == Timestamp(1235s));
        ask(9000 * second, 7001 * second); // the last is 7001 s away
        QTRY_VERIFY(answer);
        QVERIFY(answer->has_value());
        QCOMPARE((*answer)->sample.value, 1999.0);
        ask(9000 * second, 7000 * second);
        QTRY_VERIFY(answer);
        QVERIFY(!answer->has_value());
        ask(999 * second + second * 3 / 4, 10 * second); // across two files
        QTRY_VERIFY(answer);
        QCOMPARE((*answer)->sample.value, 1000.0);
    }

    void aSeriesOfNoFileHasNoPast()
    {
        SeriesDictionary names;
        const EntityId entity = *names.entity(*names.node("unknown", NodeType::satellite));
        const SeriesId series = *names.seriesByName(entity, "value", ValueKind::number, {});
        names.publish();
        SeriesCatalogue catalogue;
        catalogue.add(names.changesSince({}));
        RecordedHistory history(folder(), catalogue);
        QObject asker;
        std::optional<SeriesHistory::Answer> answer;
        history.ask(&asker, series, {0, second, 10}, [&](const auto &got) { answer = got; });
        QTRY_VERIFY(answer);
        QVERIFY(answer->columns.empty());
    }
};

DESK_TEST(TstRecordedHistory)

#include "tst_recordedhistory.moc"
