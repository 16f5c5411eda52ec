// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/archive/sessionwriter.h"
#include "models/forecast/forecastrecord.h"
#include "models/instance/recordedpredictions.h"
#include "tests/support/testprogram.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace desk;
using namespace std::chrono_literals;

// What stood at the play head of a recording, and nothing that came later.
class TstRecordedPredictions : public QObject
{
    Q_OBJECT

    static constexpr Timestamp begin{1'800'000'000s};
    QTemporaryDir m_folder;

    [[nodiscard]] std::filesystem::path file() const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / "session.desk";
    }
    // Two series, each with a forecast every 10 s for 10 minutes; their value is the second.
    static SessionCommit recording()
    {
        SessionCommit commit;
        SeriesDictionary names;
        for (const char *metric : {"temperature_c", "snr_db"})
            static_cast<void>(*names.seriesByName(*names.entity(*names.node("sat", NodeType::satellite)),
                                                  metric, ValueKind::number, {}));
        names.publish();
        commit.names = names.changesSince({});
        for (int second = 0; second < 600; second += 10) {
            for (const SeriesId series : {SeriesId{0}, SeriesId{1}}) {
                Forecast one;
                one.series = series;
                one.end = one.issued = begin + std::chrono::seconds(second);
                one.current = second;
                commit.log.forecasts.push_back({series, one.issued, "drift", forecastRecord(one)});
            }
        }
        return commit;
    }

private Q_SLOTS:
    void initTestCase()
    {
        auto writer = SessionWriter::open(file());
        QVERIFY(writer);
        QVERIFY((*writer)->commit(recording()));
    }

    void followsTheHeadForwardsAndBack()
    {
        SeriesDictionary names; // of the replay: other ids, and only one of the series
        static_cast<void>(*names.node("other", NodeType::satellite));
        const SeriesId snr = *names.seriesByName(*names.entity(*names.node("sat", NodeType::satellite)),
                                                 "snr_db", ValueKind::number, {});
        names.publish();
        SimulatedTimeService head(begin + 55s);
        RecordedPredictions recorded(file(), names, head);
        recorded.start();
        const auto current = [&] {
            const PredictionsPtr now = recorded.predictions();
            return now->forecasts.size() == 1 && now->find(snr) ? now->find(snr)->current : -1;
        };
        QTRY_COMPARE(current(), 50.0);
        head.advance(15s);
        QTRY_COMPARE(current(), 70.0); // issued at the head itself
        head.step(-60s);
        QTRY_COMPARE(current(), 10.0);
        head.step(400s);
        QTRY_COMPARE(current(), 410.0);
        head.step(1h); // nothing stands there
        QTRY_COMPARE(recorded.predictions()->forecasts.size(), std::size_t{0});
        QVERIFY(recorded.fault().empty());
        QCOMPARE(recorded.origin(), file().string());
    }

    void saysWhyAFileCannotBeRead()
    {
        SeriesDictionary names;
        SimulatedTimeService head(begin);
        RecordedPredictions recorded("/nowhere/session.desk", names, head);
        recorded.start();
        QTRY_VERIFY(!recorded.fault().empty());
    }
};

DESK_TEST(TstRecordedPredictions)
#include "tst_recordedpredictions.moc"
