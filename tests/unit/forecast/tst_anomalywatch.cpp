// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/forecast/anomalywatch.h"
#include "tests/support/testprogram.h"
#include "tests/unit/forecast/issuedexample.h"

#include <QtTest>

#include <cmath>
#include <random>

using namespace desk;
using namespace std::chrono_literals;

class TstAnomalyWatch : public QObject
{
    Q_OBJECT

    static constexpr Timestamp begin{std::chrono::seconds(1'795'000'000)};

    AnomalyWatch m_watch;
    Timestamp m_at = begin;
    std::mt19937 m_random{5};

    // A value walks up by 1 in ten seconds; the forecast of a minute knows that, and is wrong by so much.
    void learn(std::uint32_t series, double wrongBy, int times = 1)
    {
        std::normal_distribution<double> noise(0, 0.1);
        for (int i = 0; i < times; ++i, m_at += 10s) {
            const double current = std::chrono::duration<double>(m_at - begin).count() / 10;
            IssuedExample example(series, current);
            example.issued.end = m_at;
            QuantileForecast shown;
            shown.horizons.fill({current + 5, current + 6, current + 7});
            example.issued.setShown(ForecastMethod::drift, shown);
            m_watch.learn({example.issued, AnomalyWatch::horizon, current + 6 + wrongBy + noise(m_random)});
        }
    }

private Q_SLOTS:
    void init()
    {
        m_watch = AnomalyWatch();
        m_at = begin;
        m_random.seed(5);
    }

    void whatIsAsWrongAsEverIsNone()
    {
        learn(1, 0, 1000);
        QVERIFY(m_watch.record()->empty());
        QVERIFY(m_watch.skill(SeriesId{1}) > 0.9);
    }

    void aStretchIsFoundWithItsReason()
    {
        learn(1, 0, 100);
        const Timestamp from = m_at + 60s;
        learn(1, 4, 12);
        const Timestamp until = m_at + 50s;
        learn(1, 0, 60);
        const AnomaliesPtr found = m_watch.record();
        QCOMPARE(found->size(), std::size_t(1));
        const Anomaly &one = found->front();
        QCOMPARE(one.series, SeriesId{1});
        QVERIFY(one.begin >= from && one.begin <= from + 20s);
        QVERIFY(one.end >= until - 20s && one.end <= until + 60s);
        QVERIFY(one.score > 0);
        QVERIFY(std::abs(one.actual - one.expected - 4) < 0.5);
        QVERIFY(one.usualError < 0.2);
    }

    void seriesDoNotMix()
    {
        learn(1, 0, 100);
        learn(2, 4, 12);
        learn(1, 0, 60);
        QVERIFY(m_watch.record()->empty());
    }

    void aForecastWithoutSkillTellsNothing()
    {
        learn(1, -20, 100);
        learn(1, -60, 12);
        learn(1, -20, 60);
        QVERIFY(m_watch.skill(SeriesId{1}) < 0);
        QVERIFY(m_watch.record()->empty());
    }

    void whatLeavesTheWindowStaysFoundAsItWas()
    {
        learn(1, 0, 100);
        learn(1, 4, 12);
        learn(1, 0, int(AnomalyWatch::errorsKept) - 12); // it is the oldest now
        const AnomaliesPtr before = m_watch.record();
        QCOMPARE(before->size(), std::size_t(1));
        learn(1, 0, 300);
        const AnomaliesPtr after = m_watch.record();
        QCOMPARE(*after, *before);
    }

    void nothingIsLearntFromWhatNeverCame()
    {
        learn(1, 0, 100);
        const std::uint64_t changes = m_watch.changes();
        learn(1, NAN, 100);
        QCOMPARE(m_watch.changes(), changes);
    }

    void aSeriesCanBeForgotten()
    {
        learn(1, 0, 100);
        learn(1, 4, 12);
        learn(1, 0, 60);
        const std::uint64_t changes = m_watch.changes();
        m_watch.forget(SeriesId{1});
        QVERIFY(m_watch.record()->empty());
        QVERIFY(m_watch.changes() != changes);
        m_watch.forget(SeriesId{9});
    }
};

DESK_TEST(TstAnomalyWatch)
#include "tst_anomalywatch.moc"
